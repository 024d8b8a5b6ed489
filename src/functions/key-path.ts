/** One step of a path given as text: a name, or the item of an array. */
export type KeyStep =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "index"; readonly index: number };

const NAME = /(?:\\[\s\S]|[^.[\]\\])+/.source;
const STEPS = new RegExp(`(${NAME})|\\[(\\d+)\\]`, "g");
const PATH = new RegExp(`^${NAME}(?:\\.${NAME}|\\[\\d+\\])*$`);

/**
 * The steps of a path given as text: `a.b[0].c`, with `\.` for a dot inside of a name; what contains_key() takes. Null
 * where the text is no path: then it can only be a column's name.
 */
export function parseKeyPath(text: string): readonly KeyStep[] | null {
  if (!PATH.test(text)) return null;
  return [...text.matchAll(STEPS)].map(([, name, index]) =>
    index === undefined
      ? { kind: "name", name: (name ?? "").replace(/\\([\s\S])/g, "$1") }
      : { kind: "index", index: Number(index) },
  );
}

/** The text of a path. */
export function printKeyPath(steps: readonly KeyStep[]): string {
  return steps
    .map((step, at) => {
      if (step.kind === "index") return `[${step.index}]`;
      return `${at === 0 ? "" : "."}${step.name.replace(/[.[\]\\]/g, "\\$&")}`;
    })
    .join("");
}
