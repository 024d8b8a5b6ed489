import { calls } from "../diagnostics/calls.js";
import { definitionNames } from "../diagnostics/definition-names.js";
import { quote, type Report } from "../diagnostics/index.js";
import { names } from "../diagnostics/names.js";
import { arityOf, type FunctionRecord, functionNamed } from "../functions/index.js";
import type { Call, MethodCall, Word } from "../grammar/index.js";
import { nearest } from "../text/index.js";
import { JAVA_METHODS } from "../values/index.js";
import type { Definition, Definitions } from "./definitions.js";
import { offeredFunctionNames } from "./known-functions.js";

/** Checks what a call calls and how many arguments it gives. True where it is a destination's function. */
export function checkCall(
  call: Call,
  definition: Definition | undefined,
  definitions: Definitions,
  report: Report,
): boolean {
  const name = call.callee.text;
  const { span } = call.callee;
  if (call.namespace !== null) {
    report(names.XM2009, call.namespace.span, { namespace: call.namespace.text, name });
    return false;
  }
  if (definition !== undefined) {
    checkDefinitionCall(call, definition, report);
    return false;
  }
  const record = functionNamed(name);
  if (record === undefined) {
    const near = nearest(name, [...definitions.keys(), ...offeredFunctionNames()]);
    report(names.XM2004, span, { name, near });
    return false;
  }
  checkRecordCall(call, record, report);
  return record.scope === "destination";
}

function checkRecordCall(call: Call, record: FunctionRecord, report: Report): void {
  const name = call.callee.text;
  const { span } = call.callee;
  if (record.scope === "destination") {
    report(names.XM2006, span, { name, instead: IN_SOURCES.get(record.name) ?? null });
    return;
  }
  if (record.scope === "analytics") report(calls.XM2038, span, { name });
  if (record.platformOnly) report(names.XM2005, span, { name });
  if (record.replacedBy !== null) {
    const by = record.replacedBy;
    const fix = { title: `Write ${quote(by)}`, safe: true, edits: [{ span, text: by }] };
    report(calls.XM2037, span, { name, by }, { fixes: [fix] });
  }
  if (record.style === "method") report(names.XM2008, span, { name });
  else checkCount(call, record, report);
}

const BY_ITEMS = "Work on the items one by one: `items[*].name -> targets[*].name`.";

/** What a mapping of a source has in the place of a destination's function. */
const IN_SOURCES: ReadonlyMap<string, string> = new Map([
  ["array_to_string", 'Sources have `join(",", items)` for it.'],
  ["filterArray", BY_ITEMS],
  ["transformArray", BY_ITEMS],
  ["flattenArray", "Sources have `join_arrays(a, b)`, which puts the items of arrays together."],
]);

function checkDefinitionCall(call: Call, definition: Definition, report: Report): void {
  const name = definition.name.text;
  if (definition.kind === "let") {
    report(definitionNames.XM2017, call.callee.span, { name });
    return;
  }
  const parameters = definition.kind === "table" ? ["key"] : definition.parameters.map(({ text }) => text);
  const given = call.arguments.length;
  if (given === parameters.length) return;
  const signature = `${name}(${parameters.join(", ")})`;
  const takes = counted(parameters.length, parameters.length);
  report(
    names.XM2007,
    call.callee.span,
    { name, takes, given, signature },
    { related: [{ message: `${name} is defined here.`, place: definition.name.span }] },
  );
}

/** Checks the name of a method, and the number of arguments of those that Data Prep documents (`a.equals(b)`). */
export function checkMethod({ method, arguments: args }: MethodCall, report: Report): void {
  const record = functionNamed(method.text);
  if (record?.style === "method") {
    reportCount(method, args.length, arityOf(record), `value.${signatureText(record)}`, report);
    return;
  }
  if (javaMethods.has(method.text)) return;
  report(names.XM2034, method.span, { name: method.text, near: nearest(method.text, javaMethods) });
}

const javaMethods: ReadonlySet<string> = new Set(JAVA_METHODS.map(({ name }) => name));

function checkCount(call: Call, record: FunctionRecord, report: Report): void {
  const { callee } = call;
  reportCount(callee, call.arguments.length, arityOf(record), signatureText(record, callee.text), report);
}

function reportCount(
  { text: name, span }: Word,
  given: number,
  { least, most }: { readonly least: number; readonly most: number | null },
  signature: string,
  report: Report,
): void {
  if (given >= least && given <= (most ?? given)) return;
  report(names.XM2007, span, { name, takes: counted(least, most), given, signature });
}

function counted(least: number, most: number | null): string {
  if (most === null) return `at least ${plural(least)}`;
  if (least === most) return least === 0 ? "no argument" : plural(least);
  return `${least} to ${plural(most)}`;
}

function plural(count: number): string {
  return `${count} argument${count === 1 ? "" : "s"}`;
}

/** `lpad(input, length, padding)`: optional parameters in brackets, repeated ones with dots. */
function signatureText(record: FunctionRecord, name = record.name): string {
  const parameters = record.parameters.map((parameter) => {
    const text = parameter.variadic ? `${parameter.name}, …` : parameter.name;
    return parameter.optional ? `[${text}]` : text;
  });
  return `${name}(${parameters.join(", ")})`;
}
