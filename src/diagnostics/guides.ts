import type { Guide } from "./guide.js";
import { deploymentGuides } from "./guides-deployments.js";
import { lintGuides } from "./guides-lint.js";
import { nameGuides } from "./guides-names.js";
import { platformCallGuides } from "./guides-platform-calls.js";
import { platformImportGuides } from "./guides-platform-import.js";
import { platformPlanGuides } from "./guides-platform-plan.js";
import { platformPreviewGuides } from "./guides-platform-preview.js";
import { platformPromoteGuides } from "./guides-platform-promote.js";
import { platformPushGuides } from "./guides-platform-push.js";
import { platformRunGuides } from "./guides-platform-runs.js";
import { previewGuides } from "./guides-preview.js";
import { projectGuides } from "./guides-project.js";
import { recordGuides } from "./guides-records.js";
import { sampleGuides } from "./guides-samples.js";
import { schemaGuides } from "./guides-schemas.js";
import { syntaxGuides } from "./guides-syntax.js";
import { testGuides } from "./guides-tests.js";
import { typeGuides } from "./guides-types.js";
import { useGuides } from "./guides-uses.js";
import { valueGuides } from "./guides-values.js";

/** The guides of all codes. */
export const guides: ReadonlyMap<string, Guide> = new Map(
  Object.entries({
    ...syntaxGuides,
    ...nameGuides,
    ...useGuides,
    ...typeGuides,
    ...lintGuides,
    ...valueGuides,
    ...recordGuides,
    ...sampleGuides,
    ...previewGuides,
    ...testGuides,
    ...schemaGuides,
    ...projectGuides,
    ...deploymentGuides,
    ...platformCallGuides,
    ...platformImportGuides,
    ...platformPlanGuides,
    ...platformPushGuides,
    ...platformPromoteGuides,
    ...platformRunGuides,
    ...platformPreviewGuides,
  }),
);
