// The files that the examples of imports read.

export const one = '"outputSchema": {"schemaRef": {"id": "https://ns.adobe.com/acme/schemas/profile"}}';
export const email = '{"sourceType": "ATTRIBUTE", "source": "Email", "destination": "personalEmail.address"}';

/** An import of `set.json` with these mappings. */
export function importing(...mappings: readonly string[]) {
  return {
    source: "",
    files: { "set.json": `{${one}, "mappings": [${mappings.join(", ")}]}` },
    command: "import",
    args: ["set.json"],
  } as const;
}

export const sourceJson =
  '{"id": "s1", "name": "Orders in", "baseConnectionId": "b1", "connectionSpec": {"id": "c1"}, "data": {"format": "tabular"}, "params": {"tableName": "Orders"}}';
export const targetJson =
  '{"id": "t1", "name": "Orders out", "connectionSpec": {"id": "c604ff05-7f1a-43c0-8e18-33bf874cb11c"}, "params": {"dataSetId": "6273a3a1e6a9c519481a2b3c"}}';

export function flowJson(more: object = {}): string {
  return JSON.stringify({
    id: "f1",
    name: "Orders",
    flowSpec: { id: "14518937-270c-4525-bdec-c2ba7cce3860", version: "1.0" },
    sourceConnectionIds: ["s1"],
    targetConnectionIds: ["t1"],
    transformations: [{ name: "Mapping", params: { mappingId: "m1", mappingVersion: 0 } }],
    scheduleParams: { startTime: 1796083200, frequency: "once" },
    ...more,
  });
}

export const flowFiles = {
  "flow.json": flowJson(),
  "source.json": sourceJson,
  "target.json": targetJson,
  "set.json": `{"id": "m1", "version": 0, ${one}, "mappings": [${email}]}`,
};

/** An import of a flow whose objects stand in these files. */
export function importingFlow(files: Readonly<Record<string, string>>) {
  const json = Object.keys(files).filter((name) => name.endsWith(".json"));
  return { source: "", files: { "xdmap.yaml": "{}\n", ...files }, command: "import", args: json } as const;
}
