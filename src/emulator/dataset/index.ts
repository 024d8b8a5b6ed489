import { datasetError } from "../errors.js";
import { isList, isObject, type JsonObject, memberOf } from "../json.js";
import type { Answer, Context, Route, Service, ServiceRequest } from "../service.js";

const KIND = "dataSetLabels";
const PATH = "/datasets/{ID}/labels";

/** Dataset Service: the data usage labels of a dataset. */
export const datasetService: Service = {
  name: "dataset",
  routes: [
    route("GET", (dataSet, labels) => ({ status: 200, body: { ...empty(dataSet), ...labels } })),
    route("POST", (dataSet, labels, { body }, context) =>
      labels === undefined
        ? write(dataSet, body, context, 201)
        : refuse(409, `The dataset ${dataSet} has labels already`, dataSet, context),
    ),
    route("PUT", (dataSet, _labels, { body }, context) => write(dataSet, body, context, 200)),
    route("DELETE", (dataSet, _labels, _request, { store }) => {
      store.collection(KIND).delete(dataSet);
      return { status: 204 };
    }),
  ],
};

type LabelHandler = (
  dataSet: string,
  labels: JsonObject | undefined,
  request: ServiceRequest,
  context: Context,
) => Answer;

function route(method: Route["method"], handle: LabelHandler): Route {
  return {
    method,
    path: PATH,
    handle: (request, context) => {
      const id = request.parameters.get("ID") ?? "";
      if (context.store.collection("dataSets").get(id) === undefined) {
        return refuse(404, `The dataset ${id} does not exist`, id, context);
      }
      return handle(id, context.store.collection(KIND).get(id), request, context);
    },
  };
}

const empty = (dataSet: string): JsonObject => ({ "AEP:dataset": dataSet, labels: [], optionalLabels: [] });

function write(dataSet: string, body: JsonObject[string] | undefined, context: Context, status: number): Answer {
  if (!isObject(body)) return refuse(400, "The body has to be an object", dataSet, context);
  for (const name of ["labels", "optionalLabels"]) {
    const given = memberOf(body, name);
    if (given !== undefined && !isList(given)) return refuse(400, `${name} has to be a list`, dataSet, context);
  }
  const labels = { ...empty(dataSet), ...body };
  context.store.collection(KIND).put(dataSet, labels);
  return { status, body: labels };
}

function refuse(status: number, message: string, dataSet: string, { now }: Context): Answer {
  const path = `/data/foundation/dataset/datasets/${dataSet}/labels`;
  return datasetError(status, `DS-${status}`, message, path, now());
}
