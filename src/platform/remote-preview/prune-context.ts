import { type Expr, exprChildren } from "../../compiler/index.js";
import { containsKey, isSet } from "../../functions/contains-key.js";
import { parseKeyPath } from "../../functions/index.js";
import { itemsOf, type JavaMap, listOf, mapOf, textOf, type Value } from "../../values/index.js";

/** A way into a record: names, and indexes of items. */
type Way = readonly (string | number)[];

/**
 * Of the columns that an expression reads only what it goes to: of `customer.address.city` neither the rest of the address
 * nor that of the customer, of `lines[1].sku` no other line. Data of people that nothing reads has no place in a case.
 */
export function pruneContext(context: JavaMap, expression: Expr): JavaMap {
  const ways = waysOf(expression);
  if (ways === null) return context;
  return mapOf(
    [...context.entries.values()].flatMap(({ key, value }): [Value, Value][] => {
      const name = textOf(key);
      const rest = ways.flatMap((way) => restAfter(name, way));
      return rest.length === 0 ? [] : [[key, keepOf(value, rest)]];
    }),
  );
}

/** Where an expression goes; null where it may go anywhere. */
function waysOf(expression: Expr): readonly Way[] | null {
  const ways: Way[] = [];
  const waiting = [expression];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const way = wayOf(next);
    if (way !== null) ways.push(way);
    else waiting.push(...exprChildren(next));
    if (next.kind !== "call" || (next.fn.invoke !== containsKey.invoke && next.fn.invoke !== isSet.invoke)) continue;
    for (const arg of next.args) {
      if (arg.kind !== "constant") return null;
      if (typeof arg.value !== "string") continue;
      const steps = parseKeyPath(arg.value) ?? [];
      ways.push(
        [arg.value],
        steps.map((step) => (step.kind === "name" ? step.name : step.index)),
      );
    }
  }
  return ways;
}

function wayOf(expression: Expr): Way | null {
  const steps: (string | number)[] = [];
  let at = expression;
  while (at.kind === "member" || at.kind === "index") {
    const step = at.kind === "member" ? at.name : constantOf(at.index);
    if (step === null) return null;
    steps.unshift(step);
    at = at.object;
  }
  return at.kind === "path" ? [...at.segments, ...steps] : null;
}

function constantOf(index: Expr): string | number | null {
  if (index.kind !== "constant" || index.value === null) return null;
  if (typeof index.value === "string") return index.value;
  return typeof index.value === "object" && index.value.kind === "integer" ? index.value.value : null;
}

/** What is left of a way behind a column, whose name may hold dots. */
function restAfter(column: string, way: Way): readonly Way[] {
  let name = "";
  for (const [at, step] of way.entries()) {
    if (typeof step !== "string") return [];
    name = at === 0 ? step : `${name}.${step}`;
    if (name === column) return [way.slice(at + 1)];
    if (name.length > column.length) return [];
  }
  return [];
}

function keepOf(value: Value, ways: readonly Way[]): Value {
  if (ways.some((way) => way.length === 0)) return value;
  const items = itemsOf(value);
  if (items !== undefined) {
    const indexes = ways.map(([first]) => first);
    if (!indexes.every((index) => typeof index === "number" && index >= 0)) return value;
    const kept = items.map((item, at) => {
      const rest = ways.flatMap(([first, ...more]) => (first === at ? [more] : []));
      return rest.length === 0 ? null : keepOf(item, rest);
    });
    return listOf(kept.slice(0, kept.findLastIndex((_, at) => indexes.includes(at)) + 1));
  }
  if (value === null || typeof value !== "object" || value.kind !== "map") return value;
  return mapOf(
    [...value.entries.values()].flatMap(({ key, value: child }): [Value, Value][] => {
      const rest = ways.flatMap(([first, ...more]) => (String(first) === textOf(key) ? [more] : []));
      return rest.length === 0 ? [] : [[key, keepOf(child, rest)]];
    }),
  );
}
