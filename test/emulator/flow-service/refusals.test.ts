import { describe, expect, it } from "vitest";
import { REFUSALS } from "../../../src/emulator/flow-service/refusal-titles.js";
import type { Behaviour } from "../../../src/emulator/index.js";
import type { Told } from "../../support/emulator.js";
import {
  attribute,
  CLOUD,
  CRM,
  codeOf,
  copyOf,
  expression,
  FLOWS,
  look,
  makeFlow,
  makeWorld,
  mappingOf,
  mappingSet,
  SECOND,
  SHOPIFY,
  SPECS,
  START,
  targetBody,
  type World,
} from "./world.js";

const LATER = START / SECOND + 3600;
const once = { startTime: LATER, frequency: "once" };

interface Case {
  readonly code: string;
  readonly what: string;
  readonly behaviour?: Partial<Behaviour>;
  readonly ask: (world: World) => Promise<Told>;
}

const postFlow = (changes: (world: World) => object) => (world: World) =>
  world.post(`${FLOWS}/flows`, world.flow(changes(world)));

const schedule = (code: string, what: string, scheduleParams: unknown): Case => ({
  code,
  what,
  ask: postFlow(() => ({ scheduleParams })),
});

const onceFlow = (world: World): object => ({
  transformations: [mappingOf(world.mappingId)],
  scheduleParams: once,
});

const postRun =
  (params: unknown, flow: (world: World) => object = onceFlow) =>
  async (world: World): Promise<Told> => {
    const { id } = await makeFlow(world, flow(world));
    return await world.post(`${FLOWS}/runs`, { flowId: id, params });
  };

const listed = (code: string, what: string, query: string): Case => ({
  code,
  what,
  ask: (world) => world.get(`${FLOWS}/flows?${query}`),
});

const patchFlow =
  (body: unknown, { flow, late = false }: { readonly flow?: object; readonly late?: boolean } = {}) =>
  async (world: World): Promise<Told> => {
    const { path } = await makeFlow(world, flow);
    if (late) world.clock.now += 2 * 3600 * SECOND;
    return await world.patch(path, (await look(world, path)).etag, body);
  };

/** A flow that is on its way: `first` sets it moving, `then` is what is refused meanwhile. */
const meanwhile =
  (
    first: (world: World, path: string) => Promise<Told>,
    then: (world: World, path: string, etag: string) => Promise<Told>,
  ) =>
  async (world: World): Promise<Told> => {
    const { path } = await makeFlow(world);
    world.clock.now += 6 * SECOND;
    await first(world, path);
    return await then(world, path, (await look(world, path)).etag);
  };
const rename = (world: World, path: string, etag: string): Promise<Told> =>
  world.patch(path, etag, [{ op: "replace", path: "/name", value: "Other" }]);
const disable = (world: World, path: string): Promise<Told> => world.post(`${path}/action?op=disable`, undefined);
const slow: Partial<Behaviour> = { flowTransitions: "slow" };
const window = { windowStartTime: LATER, windowEndTime: LATER + 60 };
const delta = { deltaColumn: { name: "Created At" } };

const source =
  (changes: object): ((world: World) => Promise<Told>) =>
  (world) =>
    world.post(`${FLOWS}/sourceConnections`, {
      name: "Source",
      baseConnectionId: SHOPIFY,
      data: { format: "tabular" },
      params: { tableName: "T" },
      connectionSpec: SPECS.shopify,
      ...changes,
    });

const cases: readonly Case[] = [
  { code: "1000-400", what: "a flow without a name", ask: postFlow(() => ({ name: undefined })) },
  {
    code: "1000-400",
    what: "an option of another type",
    ask: postFlow(() => ({ options: { partialIngestionPercent: 0 } })),
  },
  {
    code: "1101-404",
    what: "a source connection that is not there",
    ask: postFlow(() => ({ sourceConnectionIds: ["x"] })),
  },
  {
    code: "1101-404",
    what: "a mapping set that is not there",
    ask: postFlow(() => ({ transformations: [copyOf({ name: "a" }), mappingOf("x")] })),
  },
  { code: "1101-404", what: "a flow that is not there", ask: (world) => world.get(`${FLOWS}/flows/x`) },
  { code: "1101-404", what: "a base connection that is not there", ask: source({ baseConnectionId: "x" }) },
  {
    code: "1101-404",
    what: "a dataset that is not there",
    ask: (world) => world.post(`${FLOWS}/targetConnections`, targetBody("x", world.schemaId)),
  },
  {
    code: "1307-400",
    what: "a target with the spec of a source",
    ask: (world) =>
      world.post(`${FLOWS}/targetConnections`, {
        ...targetBody(world.dataSetId, world.schemaId),
        connectionSpec: SPECS.shopify,
      }),
  },
  schedule("1317-400", "an empty schedule", {}),
  schedule("1317-400", "no schedule", undefined),
  {
    code: "1321-400",
    what: "two source connections",
    ask: postFlow(({ source: id }) => ({ sourceConnectionIds: [id, id] })),
  },
  { code: "1321-400", what: "no target connection", ask: postFlow(() => ({ targetConnectionIds: undefined })) },
  {
    code: "1325-400",
    what: "a target without a dataset",
    ask: (world) =>
      world.post(`${FLOWS}/targetConnections`, { ...targetBody(world.dataSetId, world.schemaId), params: {} }),
  },
  { code: "1327-400", what: "a source of an unknown format", ask: source({ data: { format: "xlsx" } }) },
  { code: "1330-400", what: "a table without columns", ask: source({ params: { tableName: "T", columns: [] } }) },
  {
    ...schedule("1340-400", "a start as text", { startTime: "1767229200", frequency: "once" }),
    behaviour: { integersAsStrings: "refused" },
  },
  schedule("1340-400", "no start", { frequency: "once" }),
  schedule("1360-400", "a start in the past", { ...once, startTime: START / SECOND - 1 }),
  schedule("1361-400", "an interval with once", { ...once, interval: 15 }),
  schedule("1362-400", "14 minutes", { startTime: LATER, frequency: "minute", interval: 14 }),
  schedule("1362-400", "0 hours", { startTime: LATER, frequency: "hour", interval: 0 }),
  schedule("1363-400", "half an hour", { startTime: LATER, frequency: "hour", interval: 0.5 }),
  schedule("1364-400", "a backfill with once", { ...once, backfill: true }),
  {
    code: "1365-400",
    what: "a patch of the state",
    ask: patchFlow([{ op: "replace", path: "/state", value: "disabled" }]),
  },
  {
    code: "1366-400",
    what: "another start after the start",
    ask: patchFlow([{ op: "replace", path: "/scheduleParams/startTime", value: LATER + 86_400 }], { late: true }),
  },
  {
    code: "1367-400",
    what: "a periodic flow of tables without Copy",
    ask: postFlow(({ mappingId }) => ({ transformations: [mappingOf(mappingId)] })),
  },
  { code: "1368-400", what: "a mode", ask: postFlow(() => ({ mode: "draft" })) },
  { code: "1369-400", what: "a delta column with once", ask: postFlow(() => ({ scheduleParams: once })) },
  { code: "1370-400", what: "no mapping", ask: postFlow(() => ({ transformations: [], scheduleParams: once })) },
  {
    code: "1381-400",
    what: "a window that ends before it starts",
    ask: postRun({ ...window, ...delta, windowEndTime: LATER - 1 }),
  },
  {
    code: "1382-400",
    what: "a second run with another delta column",
    ask: async (world) => {
      const { id } = await makeFlow(world, onceFlow(world));
      await world.post(`${FLOWS}/runs`, { flowId: id, params: { ...window, ...delta } });
      return await world.post(`${FLOWS}/runs`, {
        flowId: id,
        params: { ...window, deltaColumn: { name: "Birthday" } },
      });
    },
  },
  { code: "1383-400", what: "a first run without a delta column", ask: postRun(window) },
  { code: "1384-400", what: "a run without params", ask: postRun(undefined) },
  { code: "1384-400", what: "a run with empty params", ask: postRun({}) },
  {
    code: "1384-400",
    what: "a run with an unreadable window",
    ask: postRun({ ...delta, windowStartTime: "now", windowEndTime: 1 }),
  },
  {
    code: "1384-400",
    what: "a run of texts where the runSpec is enforced",
    behaviour: { runSpec: "enforced" },
    ask: postRun({ ...delta, windowStartTime: "1", windowEndTime: "2" }),
  },
  {
    code: "1385-400",
    what: "a run of a flow of files",
    ask: postRun({ ...window, ...delta }, ({ files, mappingId }) => ({
      flowSpec: CLOUD,
      sourceConnectionIds: [files],
      transformations: [mappingOf(mappingId)],
      scheduleParams: once,
    })),
  },
  { code: "1386-400", what: "a run of a periodic flow", ask: postRun({ ...window, ...delta }, () => ({})) },
  {
    code: "1387-400",
    what: "a run that succeeded, once more",
    ask: async (world) => {
      const { body } = await postRun({ ...window, ...delta })(world);
      return await world.post(`${FLOWS}/runs/${body.id}/action?op=RE_TRIGGER`, undefined);
    },
  },
  {
    code: "1388-400",
    what: "a run of a disabled flow, once more",
    ask: async (world) => {
      const { body } = await postRun({ ...window, ...delta })(world);
      await world.post(`${FLOWS}/flows/${body.flowId}/action?op=disable`, undefined);
      return await world.post(`${FLOWS}/runs/${body.id}/action?op=RE_TRIGGER`, undefined);
    },
  },
  schedule("1397-400", "every fortnight", { startTime: LATER, frequency: "fortnight", interval: 1 }),
  { ...schedule("1397-400", "once, in a spec that does not know it", once), behaviour: { scheduleSpec: "periodic" } },
  listed("1401-400", "limit and count", "limit=10&count=true"),
  {
    code: "1403-400",
    what: "a patch without If-Match",
    ask: async (world) =>
      world.patch((await makeFlow(world)).path, null, [{ op: "replace", path: "/name", value: "Other" }]),
  },
  {
    code: "1403-400",
    what: "once, after the start",
    ask: patchFlow([{ op: "replace", path: "/scheduleParams", value: { startTime: LATER, frequency: "once" } }], {
      late: true,
    }),
  },
  {
    code: "1404-400",
    what: "another backfill after the start",
    ask: patchFlow([{ op: "replace", path: "/scheduleParams/backfill", value: false }], { late: true }),
  },
  {
    code: "1404-412",
    what: "a patch under another etag",
    ask: async (world) => rename(world, (await makeFlow(world)).path, '"other"'),
  },
  { code: "1404-412", what: "If-Match: *", ask: async (world) => rename(world, (await makeFlow(world)).path, "*") },
  { code: "1405-400", what: "an empty body", ask: (world) => world.post(`${FLOWS}/flows`, {}) },
  { code: "1405-400", what: "an empty patch", ask: patchFlow([]) },
  { code: "1410-400", what: "a state", ask: postFlow(() => ({ state: "enabled" })) },
  {
    code: "1412-400",
    what: "a version of the mapping set that is not there",
    ask: postFlow(({ mappingId }) => ({ transformations: [copyOf({ name: "a" }), mappingOf(mappingId, 7)] })),
  },
  {
    code: "1412-400",
    what: "an old version of the mapping set, where these are of no use",
    behaviour: { oldMappingVersionUsable: "no" },
    ask: async (world) => {
      const body = mappingSet(world.schemaId, [attribute("Street", "homeAddress.street1")]);
      const { emulator } = world;
      const { ask } = await import("../../support/emulator.js");
      await ask(emulator, `/conversion/mappingSets/${world.mappingId}`, { method: "PUT", body });
      return await world.post(`${FLOWS}/flows`, world.flow());
    },
  },
  { code: "1413-400", what: "an unknown flow spec", ask: postFlow(() => ({ flowSpec: { id: "x", version: "1.0" } })) },
  {
    code: "1413-400",
    what: "a source with the spec of the data lake",
    ask: source({ connectionSpec: SPECS.datalake }),
  },
  {
    code: "1414-400",
    what: "another connection spec",
    ask: async (world) => {
      const path = `${FLOWS}/sourceConnections/${world.source}`;
      return await world.patch(path, (await look(world, path)).etag, [
        { op: "replace", path: "/connectionSpec", value: SPECS.s3 },
      ]);
    },
  },
  {
    code: "1416-400",
    what: "a deletion while it is disabling",
    behaviour: slow,
    ask: meanwhile(disable, (world, path) => world.remove(path)),
  },
  {
    code: "1418-400",
    what: "the deletion of a base connection in use",
    ask: (world) => world.remove(`${FLOWS}/connections/${SHOPIFY}`),
  },
  {
    code: "1419-400",
    what: "a mapping that cannot be read",
    ask: async (world) => {
      const set = await world.post(
        "/conversion/mappingSets",
        mappingSet(world.schemaId, [expression("uper(Email)", "personalEmail.address")]),
      );
      return await world.post(
        `${FLOWS}/flows`,
        world.flow({ transformations: [copyOf({ name: "a" }), mappingOf(set.body.id)] }),
      );
    },
  },
  { code: "1420-400", what: "a patch while it is disabling", behaviour: slow, ask: meanwhile(disable, rename) },
  {
    code: "1421-400",
    what: "a patch while it is updating",
    behaviour: slow,
    ask: meanwhile(async (world, path) => rename(world, path, (await look(world, path)).etag), rename),
  },
  { code: "1422-400", what: "an action while it is disabling", behaviour: slow, ask: meanwhile(disable, disable) },
  {
    code: "1425-400",
    what: "a mapping set for another schema",
    ask: async (world) => {
      const set = await world.post("/conversion/mappingSets", mappingSet("https://ns.adobe.com/other/schemas/1", []));
      return await world.post(
        `${FLOWS}/flows`,
        world.flow({ transformations: [copyOf({ name: "a" }), mappingOf(set.body.id)] }),
      );
    },
  },
  {
    code: "1430-400",
    what: "a run of no flow",
    ask: (world) => world.post(`${FLOWS}/runs`, { flowId: "x", params: window }),
  },
  listed("1432-400", "an order without a sign", "orderby=name"),
  { code: "1434-400", what: "another operation", ask: patchFlow([{ op: "merge", path: "/name", value: "Other" }]) },
  { code: "1434-400", what: "a move", ask: patchFlow([{ op: "move", path: "/name", from: "/description" }]) },
  {
    code: "1439-400",
    what: "a flow that is not there, by the switch",
    behaviour: { missingFlow: "1439-400" },
    ask: (world) => world.get(`${FLOWS}/flows/x`),
  },
  listed("1440-400", "an operator of another service", "property=name~Ord"),
  {
    code: "1447-400",
    what: "the deletion of a source connection in use",
    ask: async (world) => {
      await makeFlow(world);
      return await world.remove(`${FLOWS}/sourceConnections/${world.source}`);
    },
  },
  listed("1450-400", "an operator that is none", "property=name%3DOrders"),
  listed("1450-400", "a property that is none", "property=nam==Orders"),
  listed("1451-400", "a query parameter that is none", "size=10"),
  listed("1453-400", "a filter without a value", "property=name=="),
  {
    code: "1455-400",
    what: "a patch of what is not there",
    ask: patchFlow([{ op: "replace", path: "/transformations/7/params", value: {} }]),
  },
  { code: "1455-400", what: "a patch of a member that is not there", ask: patchFlow([{ op: "remove", path: "/nam" }]) },
  {
    code: "1457-400",
    what: "a patch while it is being deleted",
    behaviour: slow,
    ask: meanwhile((world, path) => world.remove(path), rename),
  },
  {
    code: "1458-400",
    what: "a deletion while it is being deleted",
    behaviour: slow,
    ask: meanwhile(
      (world, path) => world.remove(path),
      (world, path) => world.remove(path),
    ),
  },
  {
    code: "1000-400",
    what: "an action that is none",
    ask: async (world) => world.post(`${(await makeFlow(world)).path}/action?op=pause`, undefined),
  },
  {
    code: "1000-400",
    what: "a flow spec's transformation that is none",
    ask: postFlow(({ files, mappingId }) => ({
      flowSpec: CLOUD,
      sourceConnectionIds: [files],
      transformations: [copyOf({ name: "a" }), mappingOf(mappingId)],
      scheduleParams: once,
    })),
  },
  { code: "1413-400", what: "no flow spec", ask: postFlow(() => ({ flowSpec: { version: CRM.version } })) },
];

describe("Flow Service refuses", () => {
  it.each(cases)("$code: $what", async ({ code, behaviour = {}, ask }) => {
    const told = await ask(await makeWorld({ behaviour }));
    expect([codeOf(told), told.status]).toEqual([code, Number(code.slice(-3))]);
  });

  it("with every code that it has a title for", () => {
    const shown = new Set(cases.map(({ code }) => code));
    expect(Object.keys(REFUSALS).filter((code) => !shown.has(code))).toEqual([]);
  });
});
