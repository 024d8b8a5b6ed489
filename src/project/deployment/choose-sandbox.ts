import { nearest } from "../../text/index.js";
import { SANDBOX_NAME } from "../sandbox-name.js";

/** Who says which sandbox is meant. */
interface Said {
  /** What `--sandbox` says. */
  readonly option: string | undefined;
  /** What `XDMAP_SANDBOX` says; empty is nothing. */
  readonly variable: string | undefined;
  /** Those of the file; null where it has no such section. */
  readonly named: readonly string[] | null;
}

export type ChosenSandbox =
  | { readonly kind: "sandbox"; readonly name: string }
  /** A whole sentence. */
  | { readonly kind: "misuse"; readonly message: string };

/** The option, else the variable, else the only sandbox that the file names. One that it does not name is none. */
export function chooseSandbox({ option, variable, named }: Said): ChosenSandbox {
  const said = option ?? (variable === "" ? undefined : variable);
  // What was typed is known to who typed it; a variable is soon forgotten.
  const by = option !== undefined ? "" : ", which XDMAP_SANDBOX says";
  if (said === undefined) {
    const [only, ...others] = named ?? [];
    if (only !== undefined && others.length === 0) return { kind: "sandbox", name: only };
    const which = only === undefined ? "" : ` xdmap.yaml names ${list([only, ...others])}.`;
    return misuse(`Say which sandbox is meant, by --sandbox or XDMAP_SANDBOX.${which}`);
  }
  if (named !== null && !named.includes(said)) {
    const near = nearest(said, named);
    const hint =
      near !== undefined
        ? `Did you mean '${near}'?`
        : named.length === 0
          ? "Its section `sandboxes` is empty."
          : `It names ${list(named)}.`;
    return misuse(`xdmap.yaml has no sandbox '${shorten(said)}'${by}. ${hint}`);
  }
  if (!SANDBOX_NAME.test(said)) {
    return misuse(
      `'${shorten(said)}'${by === "" ? "" : `${by},`} is no name of a sandbox: it has lower-case letters, digits and '-'.`,
    );
  }
  return { kind: "sandbox", name: said };
}

function misuse(message: string): ChosenSandbox {
  return { kind: "misuse", message };
}

const MOST_LISTED = 8;

function list(names: readonly string[]): string {
  const shown = names.slice(0, MOST_LISTED).map((name) => `'${name}'`);
  return `${shown.join(", ")}${names.length > MOST_LISTED ? ` and ${names.length - MOST_LISTED} more` : ""}`;
}

function shorten(text: string): string {
  const clean = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, "?");
  return clean.length > 60 ? `${clean.slice(0, 57)}…` : clean;
}
