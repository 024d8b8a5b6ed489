import { describe, expect, it } from "vitest";
import { describeReading, describeRows, isAlwaysNull, profileOf, unanimousReading } from "../../src/compiler/index.js";
import { readSharedShape, type SampleOptions } from "../../src/io/index.js";
import { chunksOf } from "./support.js";

async function profile(files: Readonly<Record<string, string>>, options: SampleOptions = {}) {
  const inputs = Object.entries(files).map(([name, content]) => ({ name, open: () => chunksOf(content) }));
  const read = await readSharedShape(inputs, options, { profile: true });
  if (read.kind === "problem") throw new Error(read.diagnostic.message);
  return read.shape;
}

async function column(cells: readonly string[], options: SampleOptions = {}) {
  const shape = await profile({ "a.csv": `c,d\n${cells.map((cell) => `${cell},x\n`).join("")}` }, options);
  const found = profileOf(shape, ["c"]);
  if (found === null) throw new Error("no profile");
  return found;
}

async function readings(...cells: readonly string[]): Promise<readonly string[]> {
  const { texts } = await column(cells);
  return texts?.readings.map((reading) => `${describeReading(reading)} ${reading.fits}/${reading.of}`) ?? [];
}

describe("the profile of a CSV", () => {
  it("counts rows, empty cells and different values, with their lines", async () => {
    const found = await column(["x", "", "y", "x"]);
    expect([found.places, found.nulls, found.missing]).toEqual([4, 1, 0]);
    expect(found.firstAbsent).toEqual({ file: "a.csv", line: 3 });
    expect(found.values).toEqual([
      { kind: "text", text: "x", file: "a.csv", line: 2, count: 2 },
      { kind: "text", text: "y", file: "a.csv", line: 4, count: 1 },
    ]);
    expect(found.allValues).toBe(true);
  });

  it("takes an empty cell for an empty text where that is asked for", async () => {
    const found = await column(["x", ""], { emptyCell: "string" });
    expect(found.nulls).toBe(0);
    expect(found.texts).toMatchObject({ count: 2, empty: 1, filled: 1 });
  });

  it("knows a column that is empty in every row", async () => {
    const found = await column(["", ""]);
    expect(isAlwaysNull(found)).toBe(true);
    expect(found.texts).toBeNull();
    expect(isAlwaysNull(await column(["", "x"]))).toBe(false);
  });

  it("reads what all cells spell, and what nine of ten do, with the first that does not", async () => {
    expect(await readings("1", "-20", "")).toEqual(["whole numbers 2/2", "numbers 2/2"]);
    expect(await readings("1.5", "2", ".5", "1e3")).toEqual(["numbers 4/4"]);
    expect(await readings("true", "no", "Y")).toEqual(["true or false 3/3"]);
    expect(await readings("True")).toEqual([]);
    expect(await readings("2020-01-31")).toEqual(["dates as yyyy-MM-dd 1/1"]);
    expect(await readings("2020-01-31 10:00:00")).toEqual(["times as yyyy-MM-dd HH:mm:ss 1/1"]);
    expect(await readings("12/31/2020")).toEqual(["dates as M/dd/yyyy 1/1"]);
    expect(await readings("31/12/2020")).toEqual([]);
    expect(await readings("20201231")).toContain("dates as yyyyMMdd 1/1");
    const nine = await column([...Array.from({ length: 9 }, (_, at) => String(at)), "n/a"]);
    expect(nine.texts?.readings[0]).toMatchObject({
      kind: "integer",
      fits: 9,
      of: 10,
      misfit: { text: "n/a", line: 11 },
    });
    expect(unanimousReading(nine)).toBeNull();
    const eight = await column([...Array.from({ length: 8 }, (_, at) => String(at)), "n/a", "n/a"]);
    expect(eight.texts?.readings).toEqual([]);
    expect(eight.texts?.rareReadings[0]).toMatchObject({ kind: "integer", fits: 8, of: 10 });
  });

  it("reads dates in each of the 18 documented forms", async () => {
    const written: readonly (readonly [string, string])[] = [
      ["2020-01-31 10:11:12+0100", "yyyy-MM-dd HH:mm:ssZ"],
      ["2020-01-31 10:11:12.123+0100", "yyyy-MM-dd HH:mm:ss.SSSZ"],
      ["2020-01-31 10:11:12.123", "yyyy-MM-dd HH:mm:ss.SSS"],
      ["2020-01-31T10:11:12.123+01", "yyyy-MM-dd'T'HH:mm:ss.SSSX"],
      ["2020-01-31T10:11:12Z", "yyyy-MM-dd'T'HH:mm:ss'Z'"],
      ["2020-01-31", "yyyy-MM-dd"],
      ["2020/01/31", "yyyy/MM/dd"],
      ["2020.01.31", "yyyy.MM.dd"],
      ["2020-Jan-31", "yyyy-MMM-dd"],
      ["20201231", "yyyyMMdd"],
      ["12-31-2020", "MM-dd-yyyy"],
      ["12312020", "MMddyyyy"],
      ["1/31/2020", "M/dd/yyyy"],
      ["31.1.2020", "dd.M.yyyy"],
      ["1/31/2020 10:11:12 PM", "M/dd/yyyy hh:mm:ss a"],
      ["31.1.2020 10:11:12 AM", "dd.M.yyyy hh:mm:ss a"],
      ["31.Jan.2020", "dd.MMM.yyyy"],
      ["31-Jan-2020", "dd-MMM-yyyy"],
    ];
    for (const [text, pattern] of written) {
      const { texts } = await column([text]);
      const listed = texts?.readings.flatMap((one) => (one.kind === "date" && one.listed ? [one.pattern] : []));
      expect(listed, text).toContain(pattern);
    }
  });

  it("says which dates the first texts were not", async () => {
    const { texts } = await column(["x", ...Array.from({ length: 19 }, (_, at) => `2020-01-${10 + at}`)]);
    expect(texts?.readings[0]).toMatchObject({ fits: 19, of: 20, misfit: { text: "x", line: 2 } });
  });

  it("tells mail addresses, phone numbers, untrimmed and upper-case texts, and leading zeros", async () => {
    const { texts: mails } = await column(["a@b.co", " A@B.co", "a@b", "x"]);
    expect(mails?.email.count).toBe(2);
    expect(mails?.untrimmed).toEqual({ count: 1, first: { text: " A@B.co", file: "a.csv", line: 3 } });
    expect(mails?.upperCase.count).toBe(1);
    const { texts: phones } = await column([
      "+1 555 123 4567",
      "(555) 950-6259",
      "31/12/2020",
      "01310-100",
      "5551234567",
    ]);
    expect(phones?.phone.count).toBe(2);
    const { texts: zips } = await column(["00123", "0", "80331"]);
    expect(zips?.leadingZeros).toMatchObject({ count: 1, first: { text: "00123" } });
    expect(zips?.smallest).toMatchObject({ value: 0, line: 3 });
    expect(zips?.largest).toMatchObject({ value: 80331, line: 4 });
  });

  it("knows the longest and the shortest text", async () => {
    const { texts } = await column(["ab", "abcd", "a"]);
    expect([texts?.longest.text, texts?.shortest.line]).toEqual(["abcd", 4]);
  });

  it("goes on over several files, whatever the order of their columns", async () => {
    const shape = await profile({ "a.csv": "c,d\n1,x\n", "b.csv": "d,c\ny,2\n" });
    expect(shape?.profile?.label).toBe("a.csv and 1 more");
    expect(profileOf(shape, ["c"])?.values.map(({ text, file }) => `${file} ${text}`)).toEqual(["a.csv 1", "b.csv 2"]);
  });

  it("ends before a broken row, and says that it did not see all", async () => {
    const shape = await profile({ "a.csv": "c,d\n1,x\n2\n3,x\n" });
    expect(shape?.profile?.rows).toBe(1);
    expect(shape?.profile?.complete).toBe(false);
  });

  it("looks at 10,000 rows, or at a megabyte, and no further", async () => {
    const many = await profile({ "a.csv": `c\n${"1\n".repeat(10_001)}` });
    expect(many?.profile).toMatchObject({ rows: 10_000, complete: false });
    if (many?.profile === undefined) throw new Error("no profile");
    expect(describeRows(many.profile)).toBe("the first 10,000 rows");
    const all = await profile({ "a.csv": `c\n${"1\n".repeat(10_000)}` });
    expect(all?.profile).toMatchObject({ rows: 10_000, complete: true });
    const wide = await profile({ "a.csv": `c\n${`${"x".repeat(1000)}\n`.repeat(3000)}` });
    expect(wide?.profile?.rows).toBeLessThan(2000);
    expect(wide?.profile?.complete).toBe(false);
  });

  it("keeps a thousand different values, and says that there are more", async () => {
    const found = await column(Array.from({ length: 1200 }, (_, at) => `v${at}`));
    expect(found.values).toHaveLength(1000);
    expect(found.allValues).toBe(false);
  });

  it("is absent where there is no row", async () => {
    expect((await profile({ "a.csv": "c\n" }))?.profile).toBeUndefined();
  });

  it("holds columns whose names are those of every object", async () => {
    const shape = await profile({ "a.csv": "__proto__,constructor\n1,2\n" });
    expect(profileOf(shape, ["__proto__"])?.values.map(({ text }) => text)).toEqual(["1"]);
    expect(profileOf(shape, ["toString"])).toBeNull();
  });
});

describe("the profile of JSON", () => {
  const records = [
    { id: 1, tags: ["a", null], address: { city: "Oslo" }, items: [{ sku: "A", price: 1.5 }] },
    { id: "x", address: null, items: [{ sku: "B" }, { price: 2 }] },
    { id: 3, late: true },
  ];

  it("counts kinds, nulls and missing fields, and goes into objects and lists", async () => {
    const shape = await profile({ "a.ndjson": records.map((record) => `${JSON.stringify(record)}\n`).join("") });
    const id = profileOf(shape, ["id"]);
    expect([id?.places, id?.texts?.count, id?.numbers?.count]).toEqual([3, 1, 2]);
    expect(id?.firsts.map(({ kind, line }) => `${kind} ${line}`)).toEqual(["number 1", "text 2"]);
    const late = profileOf(shape, ["late"]);
    expect([late?.places, late?.missing, late?.booleans, late?.firstAbsent?.line]).toEqual([3, 2, 1, 1]);
    const address = profileOf(shape, ["address"]);
    expect([address?.objects, address?.nulls, address?.missing, address?.firstAbsent?.line]).toEqual([1, 1, 1, 2]);
    const price = profileOf(shape, ["items", { kind: "each" }, "price"]);
    expect([price?.places, price?.missing, price?.numbers?.integers]).toEqual([3, 1, 1]);
    expect(price?.firstAbsent?.line).toBe(2);
    const tags = profileOf(shape, ["tags", { kind: "each" }]);
    expect([tags?.places, tags?.nulls, tags?.values.length]).toEqual([2, 1, 1]);
    expect(profileOf(shape, ["address", "city"])?.values[0]?.text).toBe("Oslo");
    expect(shape?.profile).toMatchObject({ rows: 3, complete: true, flat: false });
  });

  it("looks at more than the thousand records that tell the fields", async () => {
    const shape = await profile({ "a.ndjson": '{"a": 1}\n'.repeat(2500) });
    expect(shape?.profile).toMatchObject({ rows: 2500, complete: true });
    const more = await profile({ "a.ndjson": '{"a": 1}\n'.repeat(10_500) });
    expect(more?.profile).toMatchObject({ rows: 10_000, complete: false });
  });

  it("knows what begins or ends to be there", async () => {
    const shape = await profile({ "a.json": '[{"a": 1},\n{"a": 2},\n{}]' });
    expect(profileOf(shape, ["a"])?.firstAbsent?.line).toBe(3);
  });
});
