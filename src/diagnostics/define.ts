import type { Diagnostic, Fix, Place, Related, Severity } from "./diagnostic.js";

/** A case that a test runs and that must produce the code. */
export interface Example {
  /** The text of `example.xdmap`. It may name `schema.json` and `orders.csv`, which every example has. */
  readonly source: string;
  /** The exact text that the finding marks; left out where the finding has no place in the mapping file. */
  readonly marks?: string;
  /** Other files, or replacements of the two, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** Other files that are not text, in Base64, by name. */
  readonly binary?: Readonly<Record<string, string>>;
  /**
   * How the code shows: by checking (the default), by previewing, by building, or (`schema`) by composing `schema.json`
   * over the files of `components/`, or (`eval`, whose `source` is one expression) by evaluating it, or by tracing,
   * or (`init`) by starting a mapping from `orders.csv`, or (`windows`) by listing the windows of a schedule. `import`
   * takes all that it reads from its arguments, and `export` writes the template. Commands of the platform work in an emulator, in the sandbox `dev`, with the `xdmap.yaml` that
   * every one of their examples has.
   */
  readonly command?:
    | "check"
    | "preview"
    | "build"
    | "schema"
    | "eval"
    | "trace"
    | "init"
    | "windows"
    | "import"
    | "export"
    | PlatformCommand;
  /** More arguments of that command. */
  readonly args?: readonly string[];
  /** For commands of the platform: what is there before, and how it fails. */
  readonly sandbox?: ExampleSandbox;
  /**
   * The parameters of a finding that no such run makes: the page shows its message. Another test has to report the code.
   */
  readonly instance?: Readonly<Record<string, unknown>>;
}

/** Commands that speak with AEP. */
export type PlatformCommand =
  | "plan"
  | "push"
  | "promote"
  | "run"
  | "status"
  | "schema list"
  | "schema pull"
  | "preview --remote"
  | "emulator";

/** How an emulator differs from the one that examples have, which holds the example's schema and one dataset of it. */
export interface ExampleSandbox {
  /** The same in words, for the page: whole sentences. */
  readonly said: string;
  /** Made before the command, in this order, with the sign-in and the headers that they need. */
  readonly requests?: readonly ExampleRequest[];
  /** Commands of xdmap that are run before, a line each: `push --yes`. */
  readonly commands?: readonly string[];
  /** As `xdmap emulator --fault` takes them, from the command on. */
  readonly faults?: readonly string[];
  /** Variables of the environment that are other than the emulator prints them. */
  readonly env?: Readonly<Record<string, string>>;
  /** Files that are written after `commands`, by name; null removes one. */
  readonly files?: Readonly<Record<string, string | null>>;
}

export interface ExampleRequest {
  readonly method: "POST" | "PUT" | "PATCH" | "DELETE";
  /** From the host on. */
  readonly path: string;
  readonly body?: unknown;
  /** Another sandbox than `dev`. */
  readonly sandbox?: string;
}

/** What stands in the registry for one code. `what` and `todo` take typed parameters. */
interface Declaration {
  readonly severity: Severity;
  readonly title: string;
  /** One sentence: what is wrong, and why. */
  readonly what: (parameters: never) => string;
  /** What to do about it. */
  readonly todo: (parameters: never) => string | undefined;
  /** What a check cannot find it without, at least not everywhere. */
  readonly needs?: Need;
  /** A paragraph or two for the code's page in the documentation. */
  readonly details?: string;
  readonly examples: readonly [Example, ...Example[]];
}

/** The rows of a sample, which another checkout may not have; or that the payload is built. */
export type Need = "sample" | "build";

type ParametersOf<D extends Declaration> = (D["what"] extends (p: infer W) => string ? W : never) &
  (D["todo"] extends (p: infer T) => string | undefined ? T : never);

/** A registered code, with its message's parameters as a type. */
export interface Code<P = never> {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  readonly needs: Need | null;
  readonly details: string | undefined;
  readonly examples: readonly [Example, ...Example[]];
  readonly message: (parameters: P) => string;
  readonly help: (parameters: P) => string | undefined;
}

/** Declares a family of codes. A wrong or missing message parameter where one is reported does not compile. */
export function diagnostics<const D extends Record<string, Declaration>>(
  declarations: D,
): { readonly [C in keyof D]: Code<ParametersOf<D[C]>> } {
  const codes: Record<string, Code<never>> = {};
  for (const [code, { severity, title, needs = null, what, todo, details, examples }] of Object.entries(declarations)) {
    codes[code] = { code, severity, title, needs, details, examples, message: what, help: todo };
  }
  return codes as { readonly [C in keyof D]: Code<ParametersOf<D[C]>> };
}

/** Extras of one finding. */
export interface Extras {
  readonly severity?: Severity;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
}

/** Makes one finding of a registered code. */
export function diagnostic<P>(code: Code<P>, place: Place, parameters: P, extras: Extras = {}): Diagnostic {
  const help = code.help(parameters);
  return {
    code: code.code,
    severity: extras.severity ?? code.severity,
    message: code.message(parameters),
    place,
    ...(help === undefined ? {} : { help }),
    related: extras.related ?? [],
    fixes: extras.fixes ?? [],
  };
}

/** Reports one finding: what the phases of the compiler are given. */
export type Report = <P>(code: Code<P>, place: Place, parameters: P, extras?: Extras) => void;

/** Collects findings in the order they are reported. */
export function collector(): { readonly report: Report; readonly diagnostics: Diagnostic[] } {
  const found: Diagnostic[] = [];
  return {
    diagnostics: found,
    report: (code, place, parameters, extras) => {
      found.push(diagnostic(code, place, parameters, extras));
    },
  };
}

/** A user's word inside a message: quoted, shortened, without control characters. */
export function quote(text: string): string {
  const clean = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, (unit) =>
    unit === "\n" ? "\\n" : unit === "\t" ? "\\t" : `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `\`${clean.length > 80 ? `${clean.slice(0, 77)}…` : clean}\``;
}
