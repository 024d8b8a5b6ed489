/**
 * Rows of the expression oracle that xdmap does not answer, by rule and with the reason. Each rule looks at the
 * expression alone, never at the answer.
 */
interface Exclusion {
  readonly reason: string;
  readonly applies: (code: string) => boolean;
}

/** The methods that are known to be used (facts on calls), and `foo`, which stands for one that does not exist. */
const LISTED_METHODS: ReadonlySet<string> = new Set(
  (
    "length toUpperCase toLowerCase trim strip stripLeading stripTrailing substring charAt indexOf lastIndexOf contains " +
    "startsWith endsWith equals equalsIgnoreCase compareTo compareToIgnoreCase concat replace replaceAll replaceFirst split " +
    "matches isEmpty isBlank hashCode toString repeat toCharArray intern format formatted join valueOf codePointAt " +
    "regionMatches size get subList add remove toArray containsKey keySet values abs foo"
  ).split(" "),
);

const EXCLUSIONS: readonly Exclusion[] = [
  { reason: "xdmap refuses new()", applies: (code) => /\bnew\s*\(/.test(code) },
  { reason: "xdmap refuses reflection", applies: (code) => /\.\s*class\b|getClass/.test(code) },
  {
    reason: "xdmap refuses assignments",
    applies: (code) => /(?:^|[^=!<>])=(?![=~^$])/.test(code),
  },
  { reason: "lambdas belong to destinations", applies: (code) => /->|=>|\bfunction\s*\(/.test(code) },
  {
    reason: "a method that is not in the list of those used",
    applies: (code) =>
      [...code.matchAll(/\.\s*([A-Za-z_]\w*)\s*\(/g)].some(([, name]) => !LISTED_METHODS.has(name ?? "")),
  },
  { reason: "`${…}` is a column in xdmap and nothing in JEXL", applies: (code) => code.includes("${") },
  { reason: "`[*]` is Data Prep's item by item and nothing in JEXL", applies: (code) => /\[\s*\*\s*\]/.test(code) },
  {
    reason: "letters of any script make names in xdmap, as Data Prep documents it",
    applies: (code) => /[^\x00-\x7f]/.test(code),
  },
];

/** Why a row is left out, or null. */
export function reasonToExcludeExpression(expr: string): string | null {
  const code = withoutTexts(expr);
  return EXCLUSIONS.find(({ applies }) => applies(code))?.reason ?? null;
}

/** What texts, templates and comments hold is no code. */
function withoutTexts(expr: string): string {
  return expr.replace(/"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'|`(?:\\[\s\S]|[^`\\])*`/g, '""');
}

/** Why a row of the date oracle is left out, or null. A pattern that Java itself refuses depends on no locale data. */
export function reasonToExcludeDate({
  pattern,
  error,
}: {
  readonly pattern: string;
  readonly error?: string;
}): string | null {
  if (error?.startsWith("IllegalArgumentException")) return null;
  const letters = pattern.replace(/'[^']*'/g, "");
  return /[zvB]/.test(letters) ? "names of time zones and of parts of the day are a JDK's locale data" : null;
}
