/**
 * A local AEP for tests and dry runs. `startEmulator` answers on 127.0.0.1; `createEmulator` does the same without sockets.
 *
 * How a service is plugged in: a folder exports a `Service` (`service.ts`), which is a table of routes, and
 * `services.ts` lists it.
 *
 *     export const flowService: Service = {
 *       name: "flowservice",                       // the segment after /data/foundation/
 *       seed: (context) => { … },                  // what each new sandbox holds: specs, base connections
 *       routes: [
 *         { method: "GET", path: "/flows/{FLOW_ID}", handle: (request, context) => {
 *           const flow = context.store.collection("flows").get(request.parameters.get("FLOW_ID") ?? "");
 *           return flow === undefined ? codedError(context.behaviour, "1101-404", …) : { status: 200, body: { items: [flow] } };
 *         } },
 *       ],
 *     };
 *
 * - Handlers are functions from request data to answer data. They run one after the other, in the order of arrival.
 * - `context.store` is the request's sandbox. `put` keeps a new value; stored values are never changed in place. What a
 *   handler writes is committed (and saved) only when it answers below 400.
 * - Lists that are answered are made of `collection(…).listed()`, which leaves out what a list lag hides; everything else
 *   uses `get` and `all`.
 * - Sign-in, sandboxes, JSON of bodies, slashes at the end, faults, log and contract check stand before the handlers.
 * - A behaviour of AEP that is not known is a switch in `behaviour.ts`, read from `context.behaviour`.
 * - Schemas: `composedSchema(context, idOrAltId)` of `schema-registry/index.ts`; datasets: `collection("dataSets")`, batches:
 *   `collection("batches")`, both by id with the body that Catalog answers; row errors: `collection("rowErrors")` by batch id.
 */

export type { Credentials } from "./access.js";
export { type Behaviour, type BehaviourName, behaviourOf, behaviourSwitches, readSwitch } from "./behaviour.js";
export type { Phase } from "./engine.js";
export type { Fault, FaultKind, FaultMatch } from "./faults.js";
export { faultKinds } from "./faults.js";
export { UnusableFile } from "./library.js";
export { readFaultOption } from "./read-fault.js";
export type { LogEntry } from "./request-log.js";
export { createEmulator, type Emulator, type EmulatorOptions, type RequestHook, startEmulator } from "./start.js";
