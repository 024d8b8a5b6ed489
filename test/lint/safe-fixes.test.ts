import { describe, expect, it } from "vitest";
import { fixText } from "../../src/lint/index.js";
import { checkText } from "./support.js";

const HEAD = 'target "schema.json"\nsample "orders.csv"\n';

async function fix(source: string): Promise<string> {
  return fixText(`${HEAD}${source}`, (await checkText(`${HEAD}${source}`)).diagnostics, "safe").text.slice(HEAD.length);
}

describe("safe fixes of the compiler's findings", () => {
  it("take out a mapping that is there already, with its lines", async () => {
    const first = "trim(First_Name) -> note\n";
    expect(await fix(`${first}Vid -> _id\ntrim(First_Name)\n  -> note\nPhone -> mobilePhone.number\n`)).toBe(
      `${first}Vid -> _id\nPhone -> mobilePhone.number\n`,
    );
  });

  it("leave a mapping that says more, or something else", async () => {
    for (const second of [
      "lower(First_Name) -> note\n",
      'First_Name -> note @name("x")\n',
      "First_Name -> note // why\n",
    ]) {
      expect(await fix(`First_Name -> note\n${second}`)).toBe(`First_Name -> note\n${second}`);
    }
  });

  it("take out a suppression that silences nothing", async () => {
    expect(await fix("// xdmap-ignore XM4016: no longer\nVid -> _id\n")).toBe("Vid -> _id\n");
    const ofSample = "// xdmap-ignore XM4040: filled elsewhere\nVid -> _id\n";
    expect(await fix(ofSample)).toBe(ofSample);
  });
});

describe("the length of what is sent", () => {
  it("is told from 3,500 characters on, with the part that makes it long", async () => {
    const table = Array.from({ length: 250 }, (_, at) => `"key ${at}", "v${at}"`).join(", ");
    const { diagnostics } = await checkText(`${HEAD}concat("x", decode(Vid, ${table})) -> note\n`);
    expect(diagnostics.map(({ code }) => code)).toEqual(["XM4002"]);
    expect(diagnostics[0]?.message).toMatch(/\d,\d{3} characters \(1\d\d %\); Data Prep takes 4,096/);
    expect(diagnostics[0]?.help).toMatch(/^`decode\(Vid, "key 0".*` alone has \d,\d{3}/);
  });
});
