import { describe, expect, it } from "vitest";
import { type Facts, factsOf, type Reason, type SourceShape } from "../../src/compiler/index.js";
import { typeInWords } from "../../src/compiler/type-words.js";
import { spanText } from "../../src/text/index.js";
import { compile, file, sampleOf } from "./support.js";

const block = `source {
  text: string, flag: boolean, count: integer, big: long, rate: decimal, at: timestamp,
  list: string[], thing: { city: string }, items: { sku: string }[]
}`;

function factsIn(expression: string, sample: SourceShape | null = null): Facts {
  const source =
    sample === null ? file(block, `${expression} -> _id`) : file('sample "orders.csv"', `${expression} -> _id`);
  const { program } = compile(source, { sample });
  const [mapping] = program.mappings;
  if (mapping === undefined) throw new Error(`${expression} did not compile`);
  return factsOf(mapping.expression, program.source);
}

/** `possible text`: how sure it is, and the part that it comes from. */
function told(reason: false | Reason): string {
  return reason === false ? "no" : `${reason.when} ${spanText(reason.span)}`;
}

describe("what an expression gives, whether it can be null, whether it can fail", () => {
  it.each([
    // expression, type, nullable, fails
    ["1", "an integer", "no", "no"],
    ["null", "null", "always null", "no"],
    ["text", "a text", "possible text", "no"],
    ["lower(trim(text))", "a text", "possible text", "no"],
    ["concat(text, text)", "a text", "no", "no"],
    ["thing.city", "a text", "possible thing.city", "no"],
    ["list", "an array", "possible list", "no"],
    ["list[0]", "a text", "possible list[0]", "no"],
    ["[text, text]", "an array", "no", "no"],
    ["to_integer(text)", "an integer", "possible text", "possible text"],
    ["to_integer(count)", "an integer", "possible count", "no"],
    ["to_integer(rate)", "an integer", "possible rate", "possible rate"],
    ["to_integer(flag)", "an integer", "possible flag", "always flag"],
    ["to_decimal(count)", "a double", "possible count", "no"],
    ['date(text, "yyyy")', "a date-time", "possible text", "possible text"],
    ["date(at)", "a date-time", "possible at", "no"],
    ['date(text, "yyyy", now())', "a date-time", "no", "possible text"],
    ['date("2020-01-01")', "a date-time", "no", "no"],
    ['date_part("year", at)', "an integer", "possible at", "no"],
    ["date_part(text, at)", "an integer", "possible at", "possible text"],
    ['date_part("mont", at)', "an integer", "possible at", 'always "mont"'],
    ['format(at, "yyyy")', "a text", "possible at", "no"],
    ['format(text, "yyyy")', "a text", "possible text", "possible text"],
    ['format(count, "yyyy")', "a text", "possible count", "always count"],
    ["lower(list)", "a text", "possible list", "always list"],
    ["substr(text, 1, 2)", "a text", "possible text", "no"],
    ["substr(text, text, 2)", "a text", "possible text", "possible text"],
    ['sha256(lower(text), "UTF-8")', "a text", "possible text", "no"],
    ['sha256(text, "utf8x")', "a text", "possible text", 'always "utf8x"'],
    ["sha256(text, text)", "a text", "possible text", "possible text"],
    ["json_to_object(text)", "a value of any type", "possible text", "possible text"],
    ['coalesce(text, "x")', "a text", "no", "no"],
    ['coalesce(date(text), date("2020-01-01"))', "a date-time", "no", "no"],
    ["coalesce(to_integer(text), count)", "an integer", "possible count", "no"],
    ['text ?? "x"', "a text", "no", "no"],
    ["to_integer(text) ?: 0", "an integer", "no", "no"],
    ["iif(flag, count, to_integer(text))", "an integer", "possible count", "possible text"],
    ["flag ? count : to_integer(text)", "an integer", "possible count", "possible text"],
    ['decode(text, "a", "b")', "a text", 'possible decode(text, "a", "b")', "no"],
    ['decode(text, "a", "b", "c")', "a text", "no", "no"],
    ["max(count, rate)", "a number", "possible max(count, rate)", "no"],
    ["max(count, text)", "a value of any type", "possible max(count, text)", "possible max(count, text)"],
    ["count + count", "a number", "no", "no"],
    ["count * 2", "a number", "no", "no"],
    ["text * 2", "a number", "no", "possible text"],
    ["text == 2", "a boolean", "no", "no"],
    ["size(to_integer(text))", "an integer", "no", "no"],
    ["nullify()", "null", "always nullify()", "no"],
    ["uuid()", "a text", "no", "no"],
    [
      'make_date_time(2020, 2, 30, 0, 0, 0, 0, "UTC")',
      "a date-time",
      "no",
      'always make_date_time(2020, 2, 30, 0, 0, 0, 0, "UTC")',
    ],
  ])("%s", (expression, type, nullable, fails) => {
    const facts = factsIn(expression);
    expect([typeInWords(facts.type), told(facts.nullable), told(facts.fails)]).toEqual([type, nullable, fails]);
  });

  it("name the argument, its type and the type wanted", () => {
    const { fails } = factsIn('upper(date_part("year", text))');
    if (fails === false) throw new Error("It can fail.");
    expect(fails.argument).toEqual({
      function: "date_part",
      parameter: "date",
      given: { kind: "string" },
      wanted: { kind: "datetime" },
    });
    expect(fails.code).toBe("XM5003");
    expect(fails.words).toContain("a text");
    expect(fails.words).toContain("a date-time");
  });

  it("are computed once", () => {
    const { program } = compile(file(block, "to_integer(text) -> _id"), { sample: null });
    const [mapping] = program.mappings;
    if (mapping === undefined) throw new Error("It did not compile.");
    expect(factsOf(mapping.expression, program.source)).toBe(factsOf(mapping.expression, program.source));
  });
});

const orders = `id,day,points,note
1,2020-01-01,5,a
2,2020-01-02,7,
3,01/02/2020,many,b
4,2020-01-04,,c
`;

describe("what a sample shows", () => {
  it.each([
    ["note", "seen note 1/4", "no"],
    ["id", "unseen id", "no"],
    ["to_integer(id)", "possible to_integer(id)", "unseen id"],
    ["to_integer(points)", "seen points 1/4", "seen points 1/3 many:4"],
    ['date(day, "yyyy-MM-dd")', 'possible date(day, "yyyy-MM-dd")', "seen day 1/4 01/02/2020:4"],
    ['coalesce(date(day, "yyyy-MM-dd"), date(day, "dd/MM/yyyy"))', 'possible date(day, "dd/MM/yyyy")', "no"],
    ['iif(matches_regex(points, "[0-9]+"), to_integer(points), 0)', "possible points", "unseen points"],
    ['points == "many" ? 0 : to_integer(points)', "possible points", "unseen points"],
    ["points * 2", "no", "seen points 1/3 many:4"],
    ["to_integer(points) + to_integer(id)", "no", "seen points 1/3 many:4"],
  ])("%s", async (expression, nullable, fails) => {
    const facts = factsIn(expression, await sampleOf(orders));
    const shown = (reason: false | Reason): string => {
      if (reason === false || reason.seen === null) return told(reason);
      const { count, of, example } = reason.seen;
      const row = reason.code === null || example === null ? "" : ` ${example.text}:${example.line}`;
      return `${told(reason)} ${count}/${of}${row}`;
    };
    expect([shown(facts.nullable), shown(facts.fails)]).toEqual([nullable, fails]);
  });
});
