import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { fingerprintOf, NO_FLOW_STATE, openStore, readState, type Store } from "../../../src/platform/store/index.js";
import { makeFolder } from "../../support/cli.js";

const owner = { sandbox: "dev", organization: fingerprintOf("ORG@AdobeOrg") };
const entry = { id: "5f5c0d2e8c6b1a194a0e0c0a", hash: "a1", version: 0, etag: null, fields: null };

function project(files: Readonly<Record<string, string>> = {}): string {
  const { folder, remove } = makeFolder({ "xdmap.yaml": "", ...files });
  onTestFinished(remove);
  return folder;
}

function open(folder: string, of = owner): Store {
  const opened = openStore({ folder, owner: of, now: () => 0 });
  if (opened.kind === "problem") throw new Error(opened.diagnostic.message);
  return opened.value;
}

function codeOf(folder: string, of = owner): string {
  const opened = openStore({ folder, owner: of, now: () => 0 });
  if (opened.kind === "ok") opened.value.release();
  return opened.kind === "ok" ? "none" : `${opened.diagnostic.code}: ${opened.diagnostic.message}`;
}

const document = (changes: object) =>
  JSON.stringify({ version: 1, sandbox: "dev", organization: owner.organization, flows: {}, ...changes });

describe("a state that cannot be used is refused and left as it is", () => {
  it.each([
    ["of a later xdmap", document({ version: 2 }), /XM7202.*form 2/],
    ["of a later xdmap, in a form that we do not know", '{"version":3,"layout":[]}', /XM7202/],
    ["cut in half", document({}).slice(0, 40), /XM7201.*cut off/],
    ["empty", "", /XM7201.*empty/],
    ["of another sandbox", document({ sandbox: "prod" }), /XM7203.*prod/],
    ["of another organization", document({ organization: "0".repeat(16) }), /XM7204/],
    [
      "merged halfway",
      '{\n<<<<<<< HEAD\n"version": 1\n=======\n"version": 1,\n>>>>>>> other\n}\n',
      /XM7201.*marks of a merge/,
    ],
    ["no object", "[]", /XM7201/],
    ["with a flow that is none", document({ flows: { orders: { flow: { id: 5 } } } }), /XM7201.*orders.*flow\.id/],
    [
      "with a field that is no text",
      document({ flows: { o: { flow: { id: "x", hash: "", fields: { name: 1 } } } } }),
      /XM7201.*name/,
    ],
  ])("%s", (_, text, refused) => {
    const folder = project({ ".xdmap/state/dev.json": text });
    expect(codeOf(folder)).toMatch(refused);
    const read = readState(folder, owner);
    expect(read.kind === "problem" && read.diagnostic.code).toBe(/XM\d+/.exec(codeOf(folder))?.[0]);
    expect(readFileSync(join(folder, ".xdmap/state/dev.json"), "utf8")).toBe(text);
    // Nobody is shut out by a push that did not begin.
    writeFileSync(join(folder, ".xdmap/state/dev.json"), document({}));
    expect(codeOf(folder)).toBe("none");
  });

  it("and so is a journal", () => {
    const folder = project({ ".xdmap/journal/dev.json": document({ intents: [{}], retired: [], rollback: null }) });
    expect(codeOf(folder)).toMatch(/XM7201.*journal.*intents\.0/);
  });
});

describe("names", () => {
  it.each([
    "../prod",
    "..",
    "",
    "a/b",
    "a\\b",
    "__proto__",
    "Dev",
    "nul",
    "dev.json",
    "dev\0",
    "-dev",
    "x".repeat(257),
  ])("of sandboxes that are none lead to no file: %j", (sandbox) => {
    const folder = project();
    expect(codeOf(folder, { ...owner, sandbox })).toMatch(/XM7200/);
    expect(readState(folder, { ...owner, sandbox })).toMatchObject({ diagnostic: { code: "XM7200" } });
    expect(readdirSync(folder)).toEqual(["xdmap.yaml"]);
  });

  it.each(["__proto__", "constructor", "toString", "1", "flow with blanks", "ключ"])(
    "of flows are only names: %j",
    (key) => {
      const folder = project();
      const first = open(folder);
      expect(first.setEntry([key], "flow", { ...entry, fields: [{ path: "__proto__", text: "a" }] })).toBeNull();
      first.release();
      const again = open(folder);
      expect([...again.state.flows]).toEqual([
        [key, { ...NO_FLOW_STATE, flow: { ...entry, fields: [{ path: "__proto__", text: "a" }] } }],
      ]);
      again.release();
    },
  );
});

describe("what cannot be written", () => {
  it("is told, and leaves the file as it was", () => {
    const folder = project();
    const store = open(folder);
    expect(store.setEntry(["orders"], "flow", entry)).toBeNull();
    const path = join(folder, ".xdmap/state/dev.json");
    const before = readFileSync(path, "utf8");
    // As a disk that is full or a folder that is read-only: the draft cannot be made.
    mkdirSync(`${path}.tmp`);
    expect(store.setEntry(["orders"], "flow", { ...entry, id: "other" })?.code).toBe("XM5204");
    expect(readFileSync(path, "utf8")).toBe(before);
    store.release();
  });

  it("is refused before anything is sent where the folder cannot be made", () => {
    expect(codeOf(project({ ".xdmap": "a file" }))).toMatch(/XM7207/);
  });
});

describe("links of a project that came from somewhere else", () => {
  it("lead no folder out of it", () => {
    const [folder, outside] = [project(), project()];
    symlinkSync(outside, join(folder, ".xdmap"));
    expect(codeOf(folder)).toMatch(/XM7207/);
    expect(readdirSync(outside)).toEqual(["xdmap.yaml"]);
  });

  it.each(["state/dev.json.tmp", "journal/dev.json.tmp", `locks/${process.pid}.tmp`, ".gitignore.tmp"])(
    "are not written through: %s",
    (name) => {
      const [folder, outside] = [project(), project({ "precious.txt": "mine" })];
      const precious = join(outside, "precious.txt");
      const draft = join(folder, ".xdmap", name);
      mkdirSync(join(draft, ".."), { recursive: true });
      symlinkSync(precious, draft);
      const store = open(folder);
      store.setEntry(["orders"], "flow", entry);
      store.setRollback("dev-1.json");
      store.release();
      expect(readFileSync(precious, "utf8")).toBe("mine");
      const state = readState(folder, owner);
      expect(state.kind === "ok" && state.value.flows.get("orders")?.flow?.id).toBe(entry.id);
    },
  );
});

it("only the state is for others", () => {
  const folder = project();
  open(folder).release();
  expect(readFileSync(join(folder, ".xdmap/.gitignore"), "utf8")).toMatch(
    /^\*\n!\.gitignore\n!state\/\n!state\/\*\.json\n$/m,
  );
});
