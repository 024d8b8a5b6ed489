import { problem } from "../errors.js";
import { isList, type Json, memberOf } from "../json.js";
import type { Answer, Context, Service, ServiceRequest } from "../service.js";

/**
 * The part of the export service that row diagnostics need. Runs write them to the collection `rowErrors`, by the id of
 * the batch: `{files: {"part-0.json": [ROW, …]}}`.
 */
export const exportService: Service = {
  name: "export",
  routes: [
    { method: "GET", path: "/batches/{ID}/meta", handle: getMeta },
    { method: "GET", path: "/batches/{ID}/files", handle: listNoFiles },
    { method: "GET", path: "/batches/{ID}/failed", handle: listNoFiles },
  ],
};

/** Runs keep no files of the data itself. */
function listNoFiles({ parameters }: ServiceRequest, { store }: Context): Answer {
  const id = parameters.get("ID") ?? "";
  return store.collection("batches").get(id) === undefined
    ? problem(404, "Not Found", `The batch ${id} does not exist`)
    : { status: 200, body: { data: [], _page: { limit: 100, count: 0 } } };
}

/** Without a path the folders, `path=row_errors` lists the files, `path=row_errors/FILE` is the file, one JSON object a line. */
function getMeta({ parameters, query }: ServiceRequest, { store, origin }: Context): Answer {
  const id = parameters.get("ID") ?? "";
  if (store.collection("batches").get(id) === undefined) {
    return problem(404, "Not Found", `The batch ${id} does not exist`);
  }
  const path = query.get("path") ?? "";
  const files = memberOf(store.collection("rowErrors").get(id), "files");
  const named = typeof files === "object" && files !== null ? Object.entries(files) : [];
  if (path === "") {
    const data = named.length === 0 ? [] : [{ name: "row_errors", length: "0" }];
    return { status: 200, body: { data, _page: { limit: 100, count: data.length } } };
  }
  if (path === "row_errors") {
    const self = `${origin}/data/foundation/export/batches/${id}/meta?path=`;
    const data = named.map(([name, rows]) => ({
      name,
      length: String(linesOf(rows).length),
      _links: { self: { href: `${self}${encodeURIComponent(`row_errors/${name}`)}` } },
    }));
    return { status: 200, body: { data, _page: { limit: 100, count: data.length } } };
  }
  const file = named.find(([name]) => `row_errors/${name}` === path);
  if (file === undefined) return problem(404, "Not Found", `The batch ${id} has nothing at ${path}`);
  return { status: 200, headers: { "content-type": "application/octet-stream" }, text: linesOf(file[1]) };
}

function linesOf(rows: Json): string {
  return isList(rows) ? rows.map((row) => `${JSON.stringify(row)}\n`).join("") : "";
}
