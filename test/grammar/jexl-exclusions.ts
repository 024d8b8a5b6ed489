/** Rows of the JEXL oracle that xdmap reads otherwise than the engine on purpose, each with its reason. */
export interface Exclusion {
  readonly reason: string;
  readonly matches: (expr: string) => boolean;
}

export const jexlExclusions: readonly Exclusion[] = [
  {
    reason: "assignments are refused; expressions only calculate",
    matches: (expr) => /(?<![=!<>])(?:[-+*/%&|^])?=(?![=~^$])/.test(bare(expr)),
  },
  { reason: "`new` is refused", matches: (expr) => /\bnew\s*\(/.test(bare(expr)) },
  { reason: "reflection is refused", matches: (expr) => /\.class\b|getClass/.test(bare(expr)) },
  { reason: "lambdas belong to destinations", matches: (expr) => /->|\bfunction\s*\(/.test(bare(expr)) },
  { reason: "`${a}` is xdmap's quoted column", matches: (expr) => /(?<![`\w])\$\{/.test(bare(expr)) },
  { reason: "letters of any script are accepted in names", matches: (expr) => /[^\0-\x7f]/.test(bare(expr)) },
  { reason: "`[*]` is Data Prep's wildcard", matches: (expr) => bare(expr).includes("[*]") },
];

/** Excluded as a mapping's left side only; read as whole expressions all the same. */
export const mappingExclusions: readonly Exclusion[] = [
  {
    reason: "an empty text is no left side",
    matches: (expr) => expr.replace(/\/\/.*|##.*|\/\*[\s\S]*?\*\//g, "").trim() === "",
  },
  { reason: "a line comment would hide the arrow", matches: (expr) => /\/\/[^\n]*$|##[^\n]*$/.test(bare(expr)) },
  { reason: "a line that is not indented begins a statement", matches: (expr) => /[\r\n]\S/.test(expr) },
];

/** The expression without its texts. */
function bare(expr: string): string {
  return expr.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""');
}
