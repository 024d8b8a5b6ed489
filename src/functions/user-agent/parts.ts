/** `name/version` outside of comments; the version is null where there is none. */
export interface Product {
  readonly name: string;
  readonly version: string | null;
}

/** A user agent in the parts that RFC 9110 gives it, read as loosely as agents are written. */
export interface AgentParts {
  readonly text: string;
  readonly products: readonly Product[];
  /** What stands in brackets, split at semicolons: the first comment of a browser names its system. */
  readonly comments: readonly (readonly string[])[];
}

/** What an agent is read as: without quotes around it, and with the spaces that some lose on their way. */
export function restoreAgent(given: string): string {
  const text = given.trim().replace(/^["']+|["']+$/g, "");
  if (/\s/.test(text) || !/^Mozilla\/[\d.]+\(/.test(text)) return text;
  return text
    .replace(/[)(]/g, (sign) => (sign === "(" ? " (" : ") "))
    .replace(/([;,])/g, "$1 ")
    .replace(/(Version|Mobile|Safari|Chrome|Firefox|Gecko|CriOS|FxiOS|Edg|OPR)\//g, " $1/")
    .replace(/(WindowsNT|Android|iPhoneOS|CPUOS|MacOSX)(?=[\d_.])/g, "$1 ")
    .replace(/IntelMacOSX/g, "Intel Mac OS X")
    .replace(/likeMacOSX/g, " like Mac OS X")
    .replace(/CPU(?:iPhone)?OS /g, (words) => (words.includes("iPhone") ? "CPU iPhone OS " : "CPU OS "))
    .replace(/WindowsNT/g, "Windows NT")
    .replace(/likeGecko/g, "like Gecko")
    .replace(/ {2,}/g, " ")
    .trim();
}

/** Splits an agent. Time and memory grow with its length alone. */
export function splitAgent(text: string): AgentParts {
  const products: Product[] = [];
  const comments: (readonly string[])[] = [];
  let outside = "";
  let at = 0;
  while (at < text.length) {
    const sign = text.charAt(at);
    if (sign !== "(" && sign !== "[") {
      outside += sign;
      at++;
      continue;
    }
    readProducts(outside, products);
    outside = "";
    const end = closingOf(text, at);
    comments.push(
      text
        .slice(at + 1, end)
        .split(";")
        .map((part) => part.trim()),
    );
    at = end + 1;
  }
  readProducts(outside, products);
  return { text, products, comments };
}

/** Where the bracket at a place is closed, or the end of the text. */
function closingOf(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === "(" || sign === "[") depth++;
    else if ((sign === ")" || sign === "]") && --depth === 0) return at;
  }
  return text.length;
}

/** Words outside of brackets. Some write `Instagram 7.10.0`: a number after a name is its version. */
function readProducts(text: string, into: Product[]): void {
  const words = text.split(/[\s;,]+/).filter((word) => word !== "");
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    const slash = word.indexOf("/");
    if (slash >= 0 && !word.includes("://")) {
      readPair(word, slash, into);
      continue;
    }
    const next = words[at + 1];
    // `Maemo Browser 1.4`: the word before belongs to the name.
    const before = word === "Browser" ? into.at(-1) : undefined;
    const name = before?.version === null && /^[A-Z]/.test(before.name) ? `${before.name} ${word}` : word;
    const isVersion = next !== undefined && /^v?\d[\w.+-]*$/.test(next);
    into.push({ name, version: isVersion ? next : null });
    if (isVersion) at++;
  }
}

/** `name/version`; in `Browser/NetFront/3.3` the second name is a product as well. */
function readPair(word: string, slash: number, into: Product[]): void {
  const version = word.slice(slash + 1);
  into.push({ name: word.slice(0, slash), version: version === "" ? null : version });
  const [, name, own] = /^([A-Za-z][\w.-]*)\/(v?\d.*)$/.exec(version) ?? [];
  if (name !== undefined && own !== undefined) into.push({ name, version: own });
}

/** The version of the product of a name, whatever its case; undefined without such a product. */
export function versionOf({ products }: AgentParts, name: string): string | null | undefined {
  const wanted = name.toLowerCase();
  return products.find((product) => product.name.toLowerCase() === wanted)?.version;
}
