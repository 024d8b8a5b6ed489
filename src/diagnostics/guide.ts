import type { Example, ExampleSandbox } from "./define.js";

/**
 * What the page of a code says beyond its declaration. Guides are apart from the codes because only pages need them: a
 * check does not load them.
 */
export interface Guide {
  /** Why it matters, where the declaration's details do not say. */
  readonly why?: string;
  /** What to do, for a reader who has not met it before. */
  readonly todo: string;
  /** What makes of the first example one without the finding: each text with what takes its place. */
  readonly corrections?: readonly (readonly [from: string, to: string])[];
  /** Where corrections would be longer than it: the whole mapping file after. */
  readonly source?: string;
  /** Other files as they are after, by name; null for one that is gone. */
  readonly files?: Readonly<Record<string, string | null>>;
  /** The emulator after; null: as examples have it. */
  readonly sandbox?: ExampleSandbox | null;
  /** The command's arguments after. */
  readonly args?: readonly string[];
  /** Why there is no example after. */
  readonly noAfter?: string;
}

/** The first example without its finding; null where there is none. */
export function correct(example: Example, guide: Guide): Example | null {
  const { corrections = [], source, files, args, noAfter } = guide;
  if (noAfter !== undefined) return null;
  const { marks: _, binary, sandbox: before, ...rest } = example;
  const sandbox = guide.sandbox === undefined ? before : (guide.sandbox ?? undefined);
  const kept = Object.entries(binary ?? {}).filter(([name]) => files?.[name] === undefined);
  return {
    ...rest,
    ...(sandbox === undefined ? {} : { sandbox }),
    source: source ?? corrections.reduce((text, [from, to]) => text.replace(from, () => to), example.source),
    files: textsOf({ ...example.files, ...files }),
    binary: Object.fromEntries(kept),
    args: args ?? example.args ?? [],
  };
}

function textsOf(files: Readonly<Record<string, string | null>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).flatMap(([name, text]) => (text === null ? [] : [[name, text]])));
}
