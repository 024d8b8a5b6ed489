import { definitionNames } from "../diagnostics/definition-names.js";
import type { Extras, Report } from "../diagnostics/index.js";
import { names } from "../diagnostics/names.js";
import { types } from "../diagnostics/types.js";
import { type Binary, type Call, childrenOf, type Expression, type Lambda, printColumn } from "../grammar/index.js";
import { nearest, spanText } from "../text/index.js";
import { checkCall, checkMethod } from "./check-calls.js";
import { checkKeyPath } from "./check-key-path.js";
import { plainPath, resolvePath } from "./column-path.js";
import { columnOfDashes } from "./dashed-name.js";
import { callUse, type Definition, type Definitions } from "./definitions.js";
import type { SourceShape } from "./source-shape.js";
import { typeInWords } from "./type-words.js";

/** What the names of an expression can mean. */
export interface NameScope {
  readonly source: SourceShape | null;
  readonly definitions: Definitions;
  /** The names of definitions that cannot be read. */
  readonly lost: ReadonlySet<string>;
  /** A `def`'s parameters and a lambda's. */
  readonly parameters: ReadonlySet<string>;
  readonly report: Report;
  /** Called for each use of a definition. */
  readonly onUse: (definition: Definition) => void;
}

/** Checks every name of an expression as it was written: columns, their fields, definitions, functions. */
export function checkNames(expression: Expression, scope: NameScope): void {
  if (expression.kind === "binary" && expression.operator === "-" && checkDashes(expression, scope)) return;
  if (checkPath(expression, scope)) return;
  switch (expression.kind) {
    case "call":
      checkNamedCall(expression, scope);
      break;
    case "method-call":
      checkMethod(expression, scope.report);
      checkNames(expression.object, scope);
      for (const [at, argument] of expression.arguments.entries()) checkArgument(argument, at, false, scope);
      break;
    case "lambda":
      scope.report(names.XM2033, expression.span, {});
      checkBody(expression, scope);
      break;
    default:
      for (const child of childrenOf(expression)) checkNames(child, scope);
  }
}

/** True where the expression is a path; what is wrong with it has been reported then. */
function checkPath(expression: Expression, scope: NameScope): boolean {
  const steps = plainPath(expression, { safe: true });
  const [first] = steps ?? [];
  if (steps === null || first === undefined || first.kind !== "name") return false;
  const root = rootOf(expression);
  if (root.kind === "name") {
    if (scope.parameters.has(root.name)) return true;
    if (scope.lost.has(root.name)) return true;
    const definition = scope.definitions.get(root.name);
    if (definition !== undefined) {
      scope.onUse(definition);
      if (definition.kind !== "let") {
        const signature = signatureOf(definition);
        scope.report(definitionNames.XM2016, root.span, { name: root.name, kind: definition.kind, signature });
      }
      return true;
    }
  }
  if (scope.source === null) return true;
  const resolution = resolvePath(scope.source, steps);
  if (resolution.kind === "found") return true;
  const step = steps[resolution.at] ?? first;
  const before = columnText(steps.slice(0, resolution.at));
  if (resolution.kind === "impossible") {
    const asks = step.kind === "name" ? "field" : "item";
    scope.report(types.XM3014, step.span, { text: before, type: typeInWords(resolution.type), asks });
    return true;
  }
  const name = step.kind === "name" ? step.name : spanText(step.span);
  const near = nearest(name, resolution.among);
  const { label, firstRecords } = scope.source;
  const source = firstRecords === undefined ? label : `the first ${firstRecords} records of ${label}`;
  const rows = firstRecords === undefined ? "every row" : "these rows";
  const extras: Extras = firstRecords === undefined ? {} : { severity: "warning" };
  if (resolution.first) {
    const definitionNear = near ?? nearest(name, scope.definitions.keys());
    const offer = near === undefined ? definitionNear : printColumn([near]);
    scope.report(names.XM2001, step.span, { column: name, source, rows, near: offer }, extras);
  } else {
    scope.report(names.XM2002, step.span, { field: name, column: before, source, rows, near }, extras);
  }
  return true;
}

function rootOf(path: Expression): Expression {
  switch (path.kind) {
    case "member":
    case "index":
    case "wildcard":
      return rootOf(path.object);
    default:
      return path;
  }
}

function columnText(steps: NonNullable<ReturnType<typeof plainPath>>): string {
  let text = "";
  for (const step of steps) {
    if (step.kind === "name") text += text === "" ? printColumn([step.name]) : `.${step.name}`;
    else text += step.kind === "index" ? `[${step.index}]` : "[*]";
  }
  return text;
}

/** `loyalty-id` without blanks, of which no part is known: a name, not a subtraction. */
function checkDashes(expression: Binary, scope: NameScope): boolean {
  const column = columnOfDashes(expression, scope);
  if (column === null) return false;
  scope.report(
    names.XM2019,
    expression.span,
    { text: spanText(expression.span), column },
    { fixes: [{ title: `Write ${column}`, safe: false, edits: [{ span: expression.span, text: column }] }] },
  );
  return true;
}

function checkNamedCall(call: Call, scope: NameScope): void {
  const definition = callUse(call, scope.definitions);
  if (definition !== undefined) scope.onUse(definition);
  const isLost = definition === undefined && scope.lost.has(call.callee.text);
  const destination = !isLost && checkCall(call, definition, scope.definitions, scope.report);
  const name = definition === undefined && call.namespace === null ? call.callee.text : "";
  const [first] = call.arguments;
  if (PATH_FUNCTIONS.has(name) && first?.kind === "string" && scope.source !== null) {
    checkKeyPath(name, first, scope.source, scope.report);
  }
  for (const [at, argument] of call.arguments.entries()) {
    if (name === "object_to_map" && at === 1 && isBareField(call, argument, scope)) continue;
    checkArgument(argument, at, destination, scope);
  }
}

/**
 * A lambda has been reported where it stands first, for its place, and where it belongs to a destination's function, with
 * that.
 */
function checkArgument(argument: Expression, at: number, destination: boolean, scope: NameScope): void {
  if (argument.kind === "lambda" && (at === 0 || destination)) checkBody(argument, scope);
  else checkNames(argument, scope);
}

const PATH_FUNCTIONS: ReadonlySet<string> = new Set(["contains_key", "is_set"]);

/** `object_to_map(addresses, type)`: after an array, a bare name that no column has is a field of its objects. */
function isBareField({ arguments: [array, ...more] }: Call, argument: Expression, scope: NameScope): boolean {
  if (argument.kind !== "name" || array === undefined || array.kind === "string" || more.length !== 1) return false;
  const isKnown = scope.parameters.has(argument.name) || scope.definitions.has(argument.name);
  return !isKnown && scope.source !== null && !scope.source.columns.has(argument.name);
}

function checkBody({ parameters, body }: Lambda, scope: NameScope): void {
  checkNames(body, { ...scope, parameters: new Set([...scope.parameters, ...parameters.map(({ text }) => text)]) });
}

/** How a definition is called: `title(s)`. */
function signatureOf(definition: Definition): string {
  const parameters = definition.kind === "def" ? definition.parameters.map(({ text }) => text).join(", ") : "key";
  return `${definition.name.text}(${parameters})`;
}
