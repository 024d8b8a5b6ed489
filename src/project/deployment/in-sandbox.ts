import type { YamlEntry, YamlMap, YamlValue } from "../yaml-tree.js";
import { layOver } from "./lay-over.js";

/**
 * The keys of the file as they are in one sandbox, without `sandboxes`. Where the sandbox makes a flow run `once`, what the
 * file says of an interval, a backfill and a delta does not hold for it: no flow that runs once can have them.
 */
export function keysInSandbox(root: YamlMap, sandbox: string): YamlMap {
  const base = without(root, ["sandboxes"]);
  const over = mapAt(mapAt(root, "sandboxes"), sandbox);
  if (over === null) return base;
  const laid = layOver(base, over);
  const flows = mapAt(over, "flows");
  const merged = mapAt(laid, "flows");
  if (flows === null || merged === null) return laid;
  return withEntry(laid, "flows", {
    ...merged,
    entries: merged.entries.map((entry) => {
      const own = mapAt(flows, entry.key.value);
      return own === null || entry.value.kind !== "map" ? entry : { key: entry.key, value: onceOnly(entry.value, own) };
    }),
  });
}

function onceOnly(flow: YamlMap, own: YamlMap): YamlMap {
  const schedule = mapAt(own, "schedule");
  const frequency = schedule === null ? null : valueAt(schedule, "frequency");
  if (schedule === null || frequency?.kind !== "scalar" || frequency.value !== "once") return flow;
  const kept = (keys: readonly string[], said: YamlMap) => keys.filter((key) => valueAt(said, key) === null);
  const merged = mapAt(flow, "schedule");
  const bare = without(flow, kept(["delta"], own));
  return merged === null
    ? bare
    : withEntry(bare, "schedule", without(merged, kept(["interval", "backfill"], schedule)));
}

function valueAt(map: YamlMap, key: string): YamlValue | null {
  return map.entries.find((entry) => entry.key.value === key)?.value ?? null;
}

/** The section at a key; null where there is none. */
export function mapAt(map: YamlMap | null, key: string): YamlMap | null {
  const value = map === null ? null : valueAt(map, key);
  return value?.kind === "map" ? value : null;
}

function without(map: YamlMap, keys: readonly string[]): YamlMap {
  return { ...map, entries: map.entries.filter(({ key }) => !keys.includes(key.value)) };
}

function withEntry(map: YamlMap, key: string, value: YamlValue): YamlMap {
  const entries = map.entries.map((entry): YamlEntry => (entry.key.value === key ? { key: entry.key, value } : entry));
  return { ...map, entries };
}
