import type { Service } from "../service.js";
import { languageRoutes } from "./language.js";
import { mappingSetRoutes } from "./mapping-sets.js";
import { previewMappingSet } from "./preview.js";
import { badRequest } from "./problems.js";
import { singleMappingRoutes } from "./single-mappings.js";
import { validateMappingSet } from "./validate.js";

/** Data Prep: mapping sets in all their versions, validated and previewed by xdmap's own compiler. */
export const dataPrep: Service = {
  name: "conversion",
  routes: [
    ...mappingSetRoutes,
    ...singleMappingRoutes,
    ...languageRoutes,
    {
      method: "POST",
      path: "/mappingSets/validate",
      handle: ({ body }, context) =>
        body === undefined
          ? badRequest("The body is empty.")
          : { status: 200, body: validateMappingSet(body, context) },
    },
    { method: "POST", path: "/mappingSets/preview", handle: previewMappingSet },
  ],
};
