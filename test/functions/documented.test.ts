import { expect, it } from "vitest";
import { checkCalls } from "../../src/compiler/index.js";
import { allFunctions, arityOf, functionNamed } from "../../src/functions/index.js";
import { parseExpression } from "../../src/grammar/index.js";
import { createSourceFile } from "../../src/text/index.js";
import { describeShared, readSharedLines } from "../support/shared.js";
import { evaluated } from "./run-case.js";

interface DocumentedParameter {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly variadic: boolean;
}

interface DocumentedFunction {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly category: string;
  readonly scope: "source" | "deprecated" | "destination-only" | "analytics-source-only";
  readonly callStyle: "function" | "method";
  readonly params: readonly DocumentedParameter[];
  readonly overloads?: readonly (readonly DocumentedParameter[])[];
}

const PATH = "functions/functions.jsonl";

/** The documentation's words for what the table calls otherwise. */
const CATEGORIES: Readonly<Record<string, string>> = {
  "Hierarchies - Objects": "Objects",
  "Hierarchies - Arrays": "Arrays",
  "Hierarchies - Map": "Map",
  "Logical operators": "Logic",
  "Special operations": "Special",
  "Type conversions": "Type conversion",
};

/** Who may call it; that a function is deprecated is told apart. */
const SCOPES: Readonly<Record<DocumentedFunction["scope"], string>> = {
  source: "source",
  deprecated: "source",
  "destination-only": "destination",
  "analytics-source-only": "analytics",
};

/** Where the table takes more or less than the documentation names; each is a choice that the function's record tells. */
const WIDER: Readonly<Record<string, { readonly least?: number; readonly most?: null }>> = {
  join: { most: null },
  to_array: { least: 1 },
  arrays_to_object: { least: 0 },
};

/** Parameters that have another name here, because the documentation's says less. */
const RENAMED: Readonly<Record<string, string>> = { "concat STRING": "strings", "fpid_to_ecid STRING": "fpid" };

function formsOf({ params, overloads }: DocumentedFunction): readonly (readonly DocumentedParameter[])[] {
  return overloads ?? [params];
}

/** The numbers of arguments that the documentation allows: of each form every one from its required ones on. */
function documentedCounts(listed: DocumentedFunction): readonly number[] {
  const counts = formsOf(listed).flatMap((form) => {
    const least = form.filter(({ required }) => required).length;
    const most = form.length + (form.at(-1)?.variadic === true ? 3 : 0);
    return Array.from({ length: most - least + 1 }, (_, at) => least + at);
  });
  return [...new Set(counts)].sort((left, right) => left - right);
}

/** A call with so many arguments; a lambda where one is documented. */
function callOf(name: string, { callStyle, params }: DocumentedFunction, count: number): string {
  const args = Array.from({ length: count }, (_, at) => (params[at]?.type === "lambda" ? "x -> x" : `a${at}`));
  return `${callStyle === "method" ? "value." : ""}${name}(${args.join(", ")})`;
}

function findingsOf(text: string): readonly string[] {
  const { expression, diagnostics } = parseExpression(createSourceFile("expression", text));
  return [...diagnostics, ...checkCalls(expression)].map(({ code }) => code);
}

/** What the check says of a call that is right. */
function expectedOf(name: string, { scope }: DocumentedFunction): readonly string[] {
  const platform = functionNamed(name)?.platformOnly === true ? ["XM2005"] : [];
  switch (scope) {
    case "source":
      return platform;
    case "deprecated":
      return ["XM2037"];
    case "destination-only":
      return ["XM2006"];
    case "analytics-source-only":
      return ["XM2038"];
  }
}

function plainName(name: string): string {
  return name.toLowerCase().replaceAll("_", "");
}

describeShared("the documented functions", PATH, () => {
  const documented = readSharedLines<DocumentedFunction>(PATH);

  it("are all of the table, and the table has no others", () => {
    const names = documented.flatMap(({ name, aliases }) => [name, ...aliases]);
    const ours = allFunctions.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(ours.toSorted()).toEqual(names.toSorted());
  });

  it.each(documented.map((listed) => [listed.name, listed] as const))("%s", (name, listed) => {
    const record = functionNamed(name);
    if (record === undefined) throw new Error(`There is no function ${name}.`);
    expect(record.name).toBe(name);
    for (const alias of listed.aliases) expect(functionNamed(alias)).toBe(record);
    expect(record.style).toBe(listed.callStyle);
    expect(record.category).toBe(CATEGORIES[listed.category] ?? listed.category);
    expect(record.scope).toBe(SCOPES[listed.scope]);
    expect(record.replacedBy !== null).toBe(listed.scope === "deprecated");
    if (record.replacedBy !== null) expect(functionNamed(record.replacedBy)?.replacedBy).toBeNull();

    const forms = formsOf(listed);
    const wider = WIDER[name] ?? {};
    const least = wider.least ?? Math.min(...forms.map((form) => form.filter(({ required }) => required).length));
    const repeats = wider.most === null || forms.some((form) => form.some(({ variadic }) => variadic));
    const most = repeats ? null : Math.max(...forms.map((form) => form.length));
    expect(arityOf(record)).toEqual({ least, most });
    // A form with a meaning of its own has names of its own; otherwise each parameter is the one of its place.
    if (listed.overloads === undefined) {
      for (const [at, { name: parameter, type }] of listed.params.entries()) {
        const ours = record.parameters[at];
        expect(plainName(ours?.name ?? "")).toBe(plainName(RENAMED[`${name} ${parameter}`] ?? parameter));
        expect(ours?.type.kind === "lambda").toBe(type === "lambda");
      }
    }
  });

  it.each(documented.flatMap((listed) => [listed.name, ...listed.aliases].map((name) => [name, listed] as const)))(
    "%s can be called with every number of arguments that is documented, and with no other",
    (name, listed) => {
      const counts = documentedCounts(listed);
      for (const count of counts) {
        const call = callOf(name, listed, count);
        expect([call, findingsOf(call)]).toEqual([call, expectedOf(name, listed)]);
        // The strict engine refuses a wrong number of arguments: it does not refuse this one.
        expect([call, evaluated(call, { value: "text" }, true)]).not.toEqual([call, { fails: "XM5014" }]);
      }
      if (listed.scope === "destination-only") return;
      const record = functionNamed(name);
      const { least, most } = record === undefined ? { least: 0, most: null } : arityOf(record);
      const wrong = [...(least > 0 ? [least - 1] : []), ...(most === null ? [] : [most + 1])];
      for (const count of wrong) {
        const call = callOf(name, listed, count);
        expect([call, findingsOf(call)]).toEqual([call, [...expectedOf(name, listed), "XM2007"]]);
      }
    },
  );
});
