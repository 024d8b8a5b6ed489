import { describe, expect, it } from "vitest";
import { openSamples, readSharedShape, type SampleInput } from "../../src/io/index.js";
import { chunksOf, collect, show } from "./support.js";

function inputs(files: Readonly<Record<string, string>>): readonly SampleInput[] {
  return Object.entries(files).map(([name, content]) => ({ name, open: () => chunksOf(content) }));
}

describe("several samples", () => {
  it("are read one after the other", async () => {
    const read = await collect(await openSamples(inputs({ "a.csv": "id,n\n1,x\n", "b.csv": "n,id\ny,2\n" })));
    expect(read.rows).toEqual([
      ["1", "x"],
      ["2", "y"],
    ]);
    expect(read.findings).toEqual([]);
  });

  it("that come once, as from pipes, are opened once", async () => {
    let opened = 0;
    const files = inputs({ "a.csv": "id,n\n1,x\n", "b.csv": "id,n\n2,y\n" }).map(({ name, open }) => ({
      name,
      open: () => {
        opened++;
        return open();
      },
    }));
    expect((await collect(await openSamples(files))).rows).toHaveLength(2);
    expect(opened).toBe(2);
  });

  it("must have the same columns: the difference names both files and the columns", async () => {
    const different = inputs({ "a.csv": "id,name\n1,x\n", "b.csv": "id,Name,age\n2,y,3\n" });
    const says = ["XM5240 b.csv:1 `b.csv` has other columns than `a.csv`: it lacks `name` and it adds `Name`, `age`."];
    const read = await collect(await openSamples(different));
    expect(read.rows).toEqual([]);
    expect(read.findings).toEqual(says);
    const shape = await readSharedShape(different);
    expect(shape.kind === "problem" && show(shape.diagnostic)).toBe(says[0]);
  });

  it("of JSON may lack fields of each other, and their types are merged", async () => {
    const files = inputs({ "a.ndjson": '{"id": 1}\n', "b.json": '[{"id": "x", "n": true}]' });
    const shape = await readSharedShape(files);
    expect(shape.kind === "shape" && [...(shape.shape?.columns ?? [])]).toEqual([
      ["id", { kind: "any" }],
      ["n", { kind: "boolean" }],
    ]);
    expect((await collect(await openSamples(files))).rows).toEqual([
      ["integer 1", "missing"],
      ["x", true],
    ]);
    const strangers = await collect(await openSamples(inputs({ "a.json": '{"a": 1}', "b.json": '{"b": 1}' })));
    expect(strangers.findings[0]).toContain("XM5240");
  });

  it("end at the first problem, in whichever file it is", async () => {
    const read = await collect(
      await openSamples(inputs({ "a.csv": "id,n\n1,x\n", "b.csv": "id,n\n2,y\n3\n", "c.csv": "id,n\n4,z\n" })),
    );
    expect(read.rows).toHaveLength(2);
    expect(read.findings).toEqual(["XM5220 b.csv:3 The row has 1 cell, but the header has 2."]);
    const broken = await collect(await openSamples(inputs({ "a.csv": "id\n1\n", "b.csv": "" })));
    expect(broken.findings).toEqual(["XM5205 b.csv `b.csv` is empty."]);
  });

  it("may have standard input among them, which is opened once", async () => {
    let opened = 0;
    const standardInput: SampleInput = {
      name: "-",
      open: () => {
        opened++;
        return chunksOf("id,n\n2,y\n");
      },
    };
    const read = await collect(await openSamples([...inputs({ "a.csv": "id,n\n1,x\n" }), standardInput]));
    expect(read.rows).toEqual([
      ["1", "x"],
      ["2", "y"],
    ]);
    expect(opened).toBe(1);
  });

  it("say nothing of the columns where they hold no record", async () => {
    const shape = await readSharedShape(inputs({ "a.json": "[]" }));
    expect(shape.kind === "shape" && shape.shape).toBeNull();
    const opened = await openSamples(inputs({ "a.json": "[]", "b.json": '[{"id": 1}]' }));
    expect(opened.kind === "sample" && [...(opened.shape?.columns.keys() ?? [])]).toEqual(["id"]);
  });
});
