import type { Program } from "../../compiler/index.js";
import { patternOf } from "../../runtime/report.js";
import type { MappingFault } from "../services/data-prep-types.js";
import { pathOfSteps, stepsOfTarget } from "./place-target.js";

/** What a service told of a row. */
export interface PlacedFaults {
  /** By the mapping's place in the program. */
  readonly faults: ReadonlyMap<number, readonly string[]>;
  /** Of no mapping, behind the name that they came with. */
  readonly rest: readonly string[];
}

/**
 * Finds whose the errors of a row are. A service names the destination, written as it was sent, with `/`, or with the index of
 * an item; or else the source as it was sent, which several mappings may have: it is told of each.
 */
export function createFaultPlacer(program: Program): (errors: readonly MappingFault[]) => PlacedFaults {
  const mappings = program.mappings.map((mapping, at) => {
    const sent = pathOfSteps(stepsOfTarget(mapping, program));
    return { at, paths: [normalPath(sent), normalPath(mapping.path)], source: mapping.emitted.text };
  });
  const byPath = (path: string): readonly number[] => {
    for (const spelling of [(text: string) => text, patternOf, withoutItems]) {
      const wanted = spelling(path);
      const found = mappings.find(({ paths }) => paths.some((one) => spelling(one) === wanted));
      if (found !== undefined) return [found.at];
    }
    return [];
  };
  return (errors) => {
    const faults = new Map<number, string[]>();
    const rest: string[] = [];
    for (const { message, source, destination } of errors) {
      const ofPath = destination === null ? [] : byPath(normalPath(destination));
      const found = ofPath.length > 0 ? ofPath : mappings.flatMap((one) => (source === one.source ? [one.at] : []));
      for (const at of found) faults.set(at, [...(faults.get(at) ?? []), message]);
      const named = destination ?? source ?? "";
      if (found.length === 0) rest.push(named === "" ? message : `${named}: ${message}`);
    }
    return { faults, rest };
  };
}

function normalPath(path: string): string {
  return path.replace(/^\//, "").replaceAll("/", ".");
}

function withoutItems(path: string): string {
  return path.replace(/\[(\d+|\*)\]/g, "");
}
