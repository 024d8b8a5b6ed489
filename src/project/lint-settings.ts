import { quote, type Report, type Severity } from "../diagnostics/index.js";
import { lintSettings as codes } from "../diagnostics/lint-settings.js";
import { project } from "../diagnostics/project.js";
import { allCodes } from "../diagnostics/registry.js";
import { type CodeSetting, type Level, type LintSettings, type OptionValue, type Rule, rules } from "../lint/index.js";
import { nearest } from "../text/index.js";
import type { JsonSchema, ValueKind } from "./value-kinds.js";
import type { Placed, YamlEntry, YamlMap, YamlScalar, YamlValue } from "./yaml-tree.js";

const LEVELS: readonly Level[] = ["off", "info", "warning", "error"];
const EXAMPLE = "lint: { XM4007: warning }";

/** What `lint` may name: a rule, or a finding of the check that is not an error. */
interface Configurable {
  readonly code: string;
  readonly rule: Rule | null;
}

/** `lint`: codes and names of rules, each with a level, or with a section of a level and options. */
export const lintSection: ValueKind<LintSettings> = {
  wants: "a section of codes",
  example: EXAMPLE,
  schema: schemaOfLint,
  read: (value, key, report) => {
    if (value.kind === "scalar" && value.value === null) return undefined;
    if (value.kind !== "map") {
      report(project.XM6104, value.span, {
        key,
        wants: lintSection.wants,
        found: kindOf(value),
        hint: "",
        example: EXAMPLE,
      });
      return undefined;
    }
    return { value: readEntries(value, report), span: value.span };
  },
};

/** By the names of rules, and by codes in either case. */
function schemaOfLint(): JsonSchema {
  const codes = allCodes.filter(({ code, severity }) => isConfigurable(code, severity));
  const optionsOf = (code: string) => rules.find((one) => one.code === code)?.options ?? {};
  const [simple, others] = [true, false].map((isSimple) =>
    codes.flatMap(({ code }) => ((Object.keys(optionsOf(code)).length === 0) === isSimple ? [code] : [])),
  );
  const pattern = (some: readonly string[]) => `^[Xx][Mm](${some.map((code) => code.slice(2)).join("|")})$`;
  return {
    type: ["object", "null"],
    additionalProperties: false,
    properties: Object.fromEntries(
      rules.map(({ name, code, options = {} }) => {
        const title = allCodes.find((one) => one.code === code)?.title ?? name;
        return [name, { description: `${code}: ${title}.`, ...schemaOfSetting(options) }];
      }),
    ),
    patternProperties: Object.fromEntries([
      [pattern(simple ?? []), schemaOfSetting({})],
      ...(others ?? []).map((code) => [pattern([code]), schemaOfSetting(optionsOf(code))]),
    ]),
  };
}

function schemaOfSetting(options: Readonly<Record<string, OptionValue>>): JsonSchema {
  const level: JsonSchema = { enum: [...LEVELS, false] };
  const known = Object.entries(options).map(([name, value]) => [
    name,
    typeof value === "boolean" ? { type: "boolean" } : { type: "integer", minimum: 0 },
  ]);
  const properties: JsonSchema = { level, ...Object.fromEntries(known) };
  return { anyOf: [level, { type: "object", additionalProperties: false, properties }] };
}

function readEntries(map: YamlMap, report: Report): LintSettings {
  const settings = new Map<string, CodeSetting>();
  const first = new Map<string, Placed<string>>();
  for (const entry of map.entries) {
    const { key } = entry;
    const named = findConfigurable(key, report);
    if (named === null) continue;
    const earlier = first.get(named.code);
    if (earlier !== undefined) {
      report(codes.XM6122, key.span, { code: named.code, first: earlier.value, second: key.value });
      continue;
    }
    first.set(named.code, key);
    const setting = readSetting(entry, named, report);
    if (setting !== null) settings.set(named.code, setting);
  }
  return settings;
}

function findConfigurable({ value, span }: Placed<string>, report: Report): Configurable | null {
  const rule = rules.find((one) => one.code === value.toUpperCase() || one.name === value);
  if (rule !== undefined) return { code: rule.code, rule };
  const code = allCodes.find((one) => one.code === value.toUpperCase());
  if (code !== undefined && isConfigurable(code.code, code.severity)) {
    return { code: code.code, rule: null };
  }
  if (code !== undefined) {
    const why =
      code.severity === "error"
        ? "it is an error of the mapping and not a matter of taste"
        : "`check` does not find it";
    report(codes.XM6121, span, { code: code.code, why });
  } else {
    report(codes.XM6120, span, { written: value, near: meant(value, namesAndCodes()) });
  }
  return null;
}

/** Whether a code's level is a matter of taste; those of rules always are. */
function isConfigurable(code: string, severity: Severity): boolean {
  return rules.some((one) => one.code === code) || (/^XM[234]/.test(code) && severity !== "error");
}

/** The nearest of some names, or the only one that begins so. */
function meant(written: string, names: readonly string[]): string | undefined {
  const longer = written.length < 3 ? [] : names.filter((name) => name.startsWith(written));
  return nearest(written, names) ?? (longer.length === 1 ? longer[0] : undefined);
}

function namesAndCodes(): readonly string[] {
  return [...rules.flatMap(({ name, code }) => [name, code]), ...allCodes.map(({ code }) => code)];
}

function readSetting({ key, value }: YamlEntry, { rule }: Configurable, report: Report): CodeSetting | null {
  if (value.kind === "scalar") {
    const level = readLevel(value, key.value, report);
    return level === null ? null : { level, options: new Map() };
  }
  if (value.kind === "list") {
    const wants = LEVELS.map(quote).join(" or ");
    report(project.XM6104, value.span, { key: key.value, wants, found: "a list", hint: "", example: EXAMPLE });
    return null;
  }
  const options = new Map<string, OptionValue>();
  let level: Level | undefined;
  for (const option of value.entries) {
    if (option.key.value === "level") {
      level = option.value.kind === "scalar" ? (readLevel(option.value, "level", report) ?? undefined) : undefined;
      if (option.value.kind !== "scalar") refuseOption(option, "a level", report);
    } else readOption(option, rule, key.value, options, report);
  }
  return { level, options };
}

function readLevel(value: YamlScalar, key: string, report: Report): Level | null {
  if (value.value === null) {
    const wants = LEVELS.map(quote).join(" or ");
    report(project.XM6104, value.span, { key, wants, found: kindOf(value), hint: "", example: EXAMPLE });
    return null;
  }
  // YAML 1.1 read `off` as false; whoever writes false means it.
  const word = value.value === false ? "off" : String(value.value);
  const level = LEVELS.find((one) => one === word);
  if (level !== undefined) return level;
  report(project.XM6105, value.span, { key, value: word, choices: LEVELS, near: meant(word, LEVELS) });
  return null;
}

function readOption(
  entry: YamlEntry,
  rule: Rule | null,
  written: string,
  options: Map<string, OptionValue>,
  report: Report,
): void {
  const { key, value } = entry;
  const known = rule?.options ?? {};
  const names = Object.keys(known);
  if (!names.includes(key.value)) {
    const near = nearest(key.value, ["level", ...names]);
    const advice =
      near === undefined
        ? `Its keys are ${["level", ...names].map(quote).join(", ")}.`
        : `Did you mean ${quote(near)}?`;
    report(project.XM6102, key.span, { key: key.value, section: written, advice });
    return;
  }
  const wanted = typeof known[key.value];
  const given = value.kind === "scalar" ? value.value : null;
  const fits = typeof given === "number" ? Number.isSafeInteger(given) && given >= 0 : typeof given === "boolean";
  if (fits && (typeof given === "boolean" || typeof given === "number") && typeof given === wanted)
    options.set(key.value, given);
  else refuseOption(entry, wanted === "boolean" ? "`true` or `false`" : "a whole number from 0 on", report);
}

function refuseOption({ key, value }: YamlEntry, wants: string, report: Report): void {
  const example = wants.startsWith("a whole")
    ? `${key.value}: 5`
    : wants === "a level"
      ? "level: warning"
      : `${key.value}: true`;
  report(project.XM6104, value.span, { key: key.value, wants, found: kindOf(value), hint: "", example });
}

function kindOf(value: YamlValue): string {
  if (value.kind === "list") return "a list";
  if (value.kind === "map") return "a section of keys";
  return value.source === "" ? "nothing" : quote(value.source);
}
