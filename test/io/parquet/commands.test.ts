import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../../support/cli.js";

const example = "examples/parquet-profile";
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "xdmap-parquet-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("commands on a Parquet sample", () => {
  it("preview gives the same from the file, compressed, and under another name", async () => {
    const bytes = readFileSync(`${example}/leads.parquet`);
    const [zipped, named] = [join(folder, "leads.parquet.gz"), join(folder, "leads.bin")];
    writeFileSync(zipped, gzipSync(bytes));
    writeFileSync(named, bytes);
    const preview = ["preview", `${example}/leads.xdmap`, "--format", "ndjson"];
    const whole = await runCli(preview);
    expect(whole.status).toBe(0);
    expect(whole.stdout.split("\n").length).toBe(195);
    expect((await runCli([...preview, "--input", zipped])).stdout).toBe(whole.stdout);
    expect((await runCli([...preview, "--input", named, "--input-format", "parquet"])).stdout).toBe(whole.stdout);
  });

  it("init writes the types of the schema, and what it writes has no findings of its own types", async () => {
    const draft = join(folder, "draft.xdmap");
    writeFileSync(join(folder, "schema.json"), readFileSync(`${example}/schema.json`));
    writeFileSync(join(folder, "leads.parquet"), readFileSync(`${example}/leads.parquet`));
    const options = ["--schema", join(folder, "schema.json"), "--output", draft];
    expect(await runCli(["init", join(folder, "leads.parquet"), ...options])).toMatchObject({ status: 0 });
    const text = readFileSync(draft, "utf8");
    for (const line of [
      "lead_id: string,",
      "contact: { first_name: string, last_name: string, born: date },",
      "subscriptions: { plan: string, since: date, monthly_fee: decimal, months: integer }[],",
      "created_at: timestamp,",
    ]) {
      expect(text).toContain(line);
    }
    const checked = await runCli(["check", draft, "--format", "json"]);
    const { diagnostics }: { diagnostics: readonly { code: string }[] } = JSON.parse(checked.stdout);
    // What is not mapped yet, and the map of phone numbers, for which a source block has no word.
    expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(["XM2027", "XM4034"]));
  });

  it("check tells from the schema alone what a column cannot be", async () => {
    const mapping = join(folder, "wrong.xdmap");
    writeFileSync(join(folder, "schema.json"), readFileSync(`${example}/schema.json`));
    writeFileSync(join(folder, "leads.parquet"), readFileSync(`${example}/leads.parquet`));
    writeFileSync(
      mapping,
      'target "schema.json"\nsample "leads.parquet"\ncreated -> _id\ncreated_at -> person.name.firstName\n',
    );
    const { stdout } = await runCli(["check", mapping, "--format", "json"]);
    const { diagnostics }: { diagnostics: readonly { code: string; message: string }[] } = JSON.parse(stdout);
    const errors = diagnostics.map(({ code, message }) => `${code} ${message}`).join("\n");
    expect(errors).toContain("XM2001 There is no column `created` in");
    expect(errors).toMatch(/XM3\d+ .*date-time/);
  });

  it("trace shows the value of one row with its kind", async () => {
    const traced = await runCli([
      "trace",
      `${example}/leads.xdmap`,
      "--target",
      "homeAddress._schema.latitude",
      "--row",
      "1",
    ]);
    expect(traced.stdout).toContain("56.872139");
  });

  it("two Parquet files are read one after the other", async () => {
    const one = `${example}/leads.parquet`;
    const preview = ["preview", `${example}/leads.xdmap`, "--format", "ndjson"];
    const { stdout } = await runCli([...preview, "--input", one, "--input", one]);
    const single = (await runCli(preview)).stdout;
    expect(stdout).toBe(single + single);
  });
});
