import { allCodes } from "../diagnostics/registry.js";
import type { Type } from "../values/index.js";
import type { Assumption, Fidelity, FunctionExample, FunctionRecord, Parameter, Scope } from "./function-record.js";

/** What the manual says of a function, in parts that each form of it sets in its own way. */
export interface FunctionDescription {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly category: string;
  readonly scope: Scope;
  /** Of a deprecated function the one that takes its place. */
  readonly replacedBy: string | null;
  /** With its parameters' names alone: `lpad(input, count, padding)`. */
  readonly call: string;
  /** One for each of its names: `lpad(input: text, count: whole number, padding: text) → text`. */
  readonly signatures: readonly string[];
  readonly summary: string;
  /** What a user has to know before all else: where it may be used, and that it is deprecated. */
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
  /** What a null argument gives, and whether two calls give the same. */
  readonly behaviour: readonly string[];
  readonly failures: readonly { readonly code: string; readonly title: string }[];
  readonly examples: readonly ExampleDescription[];
  readonly fidelity: Fidelity;
  readonly assumptions: readonly Assumption[];
}

interface ExampleDescription {
  readonly expr: string;
  /** The record it is evaluated on, as JSON; null where it needs none. */
  readonly context: string | null;
  /** As JSON, or `fails: XM5001`. */
  readonly result: string;
  /** Where it is less sure than the function: why. */
  readonly assumed: string | null;
}

export function describeFunction(record: FunctionRecord): FunctionDescription {
  const { name, aliases, category, scope, replacedBy, summary, notes, fidelity, assumptions } = record;
  return {
    name,
    aliases,
    category,
    scope,
    replacedBy,
    call: callOf(record),
    signatures: [name, ...aliases].map((each) => signatureOf(record, each)),
    summary,
    warnings: [...deprecation(replacedBy), ...whereOffered(scope)],
    notes,
    behaviour: [
      ...(record.onNull === "null" && record.parameters.some(({ optional }) => !optional)
        ? ["A null in a required argument gives null."]
        : []),
      ...(record.pure ? [] : ["Another record, or another run, may give another value."]),
    ],
    failures: record.failures.map((code) => ({ code, title: titleOf(code) })),
    examples: record.examples.map(describeExample),
    fidelity,
    assumptions,
  };
}

function callOf({ name, parameters, style }: FunctionRecord): string {
  const names = parameters.map(({ name: parameter, optional, variadic }) => {
    const text = parameter + (variadic ? ", …" : "");
    return optional ? `[${text}]` : text;
  });
  return `${style === "method" ? "value." : ""}${name}(${names.join(", ")})`;
}

/** `lpad(input: text, count: whole number, padding: text) → text`; optional parameters in brackets, repeated ones with dots. */
function signatureOf(record: FunctionRecord, name = record.name): string {
  const parameters = record.parameters.map(parameterText).join(", ");
  return `${record.style === "method" ? "value." : ""}${name}(${parameters}) → ${typeName(record.returns)}`;
}

function parameterText({ name, type, optional, variadic }: Parameter): string {
  const text = `${name}: ${typeName(type)}${variadic ? ", …" : ""}`;
  return optional ? `[${text}]` : text;
}

/** A type's name in the manual. */
function typeName(type: Type): string {
  switch (type.kind) {
    case "any":
      return "any value";
    case "null":
      return "null";
    case "boolean":
      return "true or false";
    case "string":
      return "text";
    case "number":
      return numberName(type.of);
    case "datetime":
      return "date-time";
    case "array":
      return type.items.kind === "any" ? "array" : `array of ${typeName(type.items)}`;
    case "object":
      return "object";
    case "map":
      return type.values.kind === "any" ? "map" : `map of ${typeName(type.values)}`;
    case "regex":
      return "regular expression";
    case "lambda":
      return "lambda";
  }
}

function numberName(of: Extract<Type, { kind: "number" }>["of"]): string {
  switch (of) {
    case "byte":
    case "short":
    case "integer":
    case "long":
    case "biginteger":
      return "whole number";
    case "float":
    case "double":
    case "bigdecimal":
      return "decimal number";
    case "number":
      return "number";
  }
}

function deprecation(replacedBy: string | null): readonly string[] {
  return replacedBy === null ? [] : [`Deprecated: use \`${replacedBy}\`, its new name.`];
}

function whereOffered(scope: Scope): readonly string[] {
  switch (scope) {
    case "source":
      return [];
    case "analytics":
      return ["Data Prep accepts it only in mappings of Adobe Analytics and Web SDK sources."];
    case "destination":
      return ["Data Prep accepts it only in mappings to destinations, not in those of a source."];
  }
}

function titleOf(code: string): string {
  return allCodes.find((known) => known.code === code)?.title ?? code;
}

function describeExample({ expr, context, gives, fails, fidelity }: FunctionExample): ExampleDescription {
  return {
    expr,
    context: context === undefined ? null : JSON.stringify(context),
    result: fails === undefined ? JSON.stringify(gives ?? null) : `fails: ${fails}`,
    assumed: fidelity?.level === "assumed" ? fidelity.source : null,
  };
}
