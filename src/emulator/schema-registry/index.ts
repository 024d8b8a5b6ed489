import { type JsonObject, textAt } from "../json.js";
import type { Answer, Context, Route, Service, ServiceRequest } from "../service.js";
import { readListing, readLookup } from "./accept.js";
import { auditLogRoute } from "./audit-log.js";
import { descriptorRoutes } from "./descriptors.js";
import { exportImportRoutes } from "./export-import.js";
import { answerLookup, shortForm, shownIn } from "./forms.js";
import { answerList } from "./list.js";
import { missing, withReport } from "./refusals.js";
import type { Container, ResourceKind, TenantKind } from "./resource-kinds.js";
import { altIdOf, findResource, resourcesOf } from "./resources.js";
import { sampleDataRoute } from "./sample-data.js";
import { unionRoutes, unionsOf } from "./unions.js";
import { create, patch, remove, replace } from "./write.js";

export { composedSchema } from "./compose.js";
export { expandedForm } from "./full-json.js";
export { findSchema, isUnionEnabled } from "./resources.js";
export { findUnion } from "./unions.js";

const routes: readonly Route[] = [
  { method: "GET", path: "/stats", handle: stats },
  ...tenantRoutes("schemas", "schemas"),
  ...tenantRoutes("fieldgroups", "fieldgroups"),
  // The old name of field groups.
  ...tenantRoutes("mixins", "fieldgroups"),
  ...tenantRoutes("classes", "classes"),
  ...tenantRoutes("datatypes", "datatypes"),
  ...readRoutes("global", "schemas", "schemas"),
  ...readRoutes("global", "fieldgroups", "fieldgroups"),
  ...readRoutes("global", "mixins", "fieldgroups"),
  ...readRoutes("global", "classes", "classes"),
  ...readRoutes("global", "datatypes", "datatypes"),
  ...readRoutes("global", "behaviors", "behaviors"),
  ...descriptorRoutes,
  ...unionRoutes,
  ...exportImportRoutes,
  sampleDataRoute,
  auditLogRoute,
];

/** Schema Registry: Adobe's components and the tenant's resources, descriptors, unions. */
export const schemaRegistry: Service = {
  name: "schemaregistry",
  seed,
  routes: routes.map(withReport),
};

/** The schemas given at the start, in every sandbox. */
function seed({ store, library, now, organization, tenant }: Context): void {
  for (const schema of library.schemas) {
    const id = textAt(schema, "$id") ?? "";
    store.collection("schemas").put(id, {
      "meta:altId": altIdOf(id),
      "meta:resourceType": "schemas",
      version: "1.0",
      title: id,
      imsOrg: organization,
      "meta:containerId": "tenant",
      "meta:tenantNamespace": `_${tenant}`,
      "meta:registryMetadata": { "repo:createdDate": now(), "repo:lastModifiedDate": now() },
      ...schema,
    });
  }
}

function tenantRoutes(name: string, kind: TenantKind): readonly Route[] {
  const path = `/tenant/${name}`;
  return [
    ...readRoutes("tenant", name, kind),
    { method: "POST", path, handle: (...given) => create(kind, ...given) },
    { method: "PUT", path: `${path}/{ID}`, handle: (...given) => replace(kind, ...given) },
    { method: "PATCH", path: `${path}/{ID}`, handle: (...given) => patch(kind, ...given) },
    { method: "DELETE", path: `${path}/{ID}`, handle: (...given) => remove(kind, ...given) },
  ];
}

function readRoutes(container: Container, name: string, kind: ResourceKind): readonly Route[] {
  const path = `/${container}/${name}`;
  return [
    { method: "GET", path, handle: (...given) => list(container, path, kind, ...given) },
    { method: "GET", path: `${path}/{ID}`, handle: (...given) => get(container, kind, ...given) },
  ];
}

function list(
  container: Container,
  path: string,
  kind: ResourceKind,
  request: ServiceRequest,
  context: Context,
): Answer {
  const read = readListing(request, context);
  if ("refusal" in read) return read.refusal;
  const resources = resourcesOf(context, container, kind).map(({ value }) => value);
  return answerList(path, resources, shownIn(read.form), request, context);
}

function get(container: Container, kind: ResourceKind, request: ServiceRequest, context: Context): Answer {
  const read = readLookup(request, context);
  if ("refusal" in read) return read.refusal;
  const id = request.parameters.get("ID") ?? "";
  // A look at one of Adobe's resources may go through the tenant's container (assumed): a community client does so.
  const resource = findResource(context, container, kind, id) ?? findResource(context, "global", kind, id);
  return resource === undefined ? missing(id) : answerLookup(context, resource, read.form);
}

const LATEST = 10;

/** The tenant's id, and how much there is of what. */
function stats(_request: ServiceRequest, context: Context): Answer {
  const { store, organization, tenant } = context;
  const count = (kind: TenantKind): number => store.collection(kind).all().length;
  const schemas = store
    .collection("schemas")
    .all()
    .map(({ value }) => shortForm(value));
  const uses = new Map<string, JsonObject[]>();
  for (const { value } of store.collection("schemas").all()) {
    const classId = textAt(value, "meta:class");
    if (classId === undefined) continue;
    const users = uses.get(classId) ?? [];
    uses.set(classId, users);
    users.push(shortForm(value));
  }
  return {
    status: 200,
    body: {
      imsOrg: organization,
      tenantId: tenant,
      counts: {
        schemas: count("schemas"),
        mixins: count("fieldgroups"),
        datatypes: count("datatypes"),
        classes: count("classes"),
        unions: unionsOf(context).length,
      },
      recentlyCreatedResources: schemas.slice(-LATEST).reverse(),
      recentlyUpdatedResources: schemas.slice(-LATEST).reverse(),
      classUsage: [...uses].map(([$id, users]) => ({ $id, title: $id, items: users })),
    },
  };
}
