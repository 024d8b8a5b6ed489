import { expressions } from "../diagnostics/syntax.js";
import { type Span, spanOf } from "../text/index.js";
import { type Failure, fix, spanOfToken } from "./failure.js";
import { endsOperand, kinds, type Token } from "./token.js";

const CAPITALS = /^(?:AND|OR|NOT|EQ|NE|LT|LE|GT|GE|DIV|MOD|And|Or|Not)$/;

/** Two values without an operator between them. */
export function explainNeighbours(failure: Failure, token: Token, previous: Token | undefined, span: Span): boolean {
  const { file, tokens, at, report } = failure;
  if (previous === undefined || !endsOperand(previous)) return false;
  const word = [token, previous].find(({ tokenType, image }) => tokenType === kinds.name && CAPITALS.test(image));
  if (word !== undefined) {
    const operator = word.image.toLowerCase();
    const place = spanOfToken(file, word);
    report(
      expressions.XM1062,
      place,
      { word: word.image, operator },
      { fixes: [fix(`Write ${operator}`, place, operator, true)] },
    );
    return true;
  }
  if (previous.image.toUpperCase() === "CASE") {
    report(expressions.XM1051, spanOfToken(file, previous), {
      word: previous.image,
      help: "Write `iif(condition, a, b)`.",
    });
    return true;
  }
  let first = at - 1;
  while (first > 0 && isPlainName(tokens[first]) && isPlainName(tokens[first - 1])) first--;
  let last = at;
  while (isPlainName(tokens[last + 1])) last++;
  const from = tokens[first];
  const to = tokens[last];
  const whole = from !== undefined && to !== undefined ? spanOf(file, from.startOffset, to.end) : span;
  const name =
    isPlainName(previous) && isPlainName(token)
      ? file.text.slice(whole.start, whole.end).replace(/\s+/g, " ")
      : undefined;
  const isComment = failure.isLine === true && file.text.startsWith("--", tokens[0]?.startOffset);
  const help = isComment
    ? "A comment begins with `//`, `##` or `/*`."
    : [token, previous].map(({ image }) => OTHER_WORDS.get(image.toLowerCase())).find(isText);
  const mapping = failure.isLine === true && help === undefined ? missingArrow(failure) : undefined;
  const fixes = [
    ...(mapping === undefined
      ? []
      : [fix("Put the arrow between them", spanOf(file, span.start, span.start), "-> ", false)]),
    ...(name === undefined || help !== undefined ? [] : [fix("Write it as one column", whole, `\${${name}}`, false)]),
  ];
  report(expressions.XM1064, span, { left: previous.image, right: token.image, name, mapping, word: help }, { fixes });
  return true;
}

/** Words of SQL and of scripts, with what stands for them here. */
const OTHER_WORDS: ReadonlyMap<string, string> = new Map([
  ["in", "Whether a list holds a value is written `value =~ [1, 2]`."],
  ["like", "Whether a text fits a pattern is written `text =~ ~/pattern/`."],
  ["is", "Whether a value is null is written `value == null`."],
  ["const", "A name for a value is made with `let name = expression`."],
  ["import", 'Definitions of another file come in with `use "file.xdmap"`.'],
  ["include", 'Definitions of another file come in with `use "file.xdmap"`.'],
]);

function isText(text: string | undefined): text is string {
  return text !== undefined;
}

/** The line with an arrow before the value that stands where an operator should: where a target can be read there. */
function missingArrow({ file, tokens, at }: Failure): string | undefined {
  const [first] = tokens;
  const target = tokens.slice(at);
  const last = target.at(-1);
  if (first === undefined || last === undefined || target.length < 3) return undefined;
  if (!target.some(({ tokenType }) => tokenType === kinds.dot)) return undefined;
  if (!target.every(({ tokenType }) => tokenType === kinds.name || tokenType === kinds.dot)) return undefined;
  const source = file.text.slice(first.startOffset, tokens[at - 1]?.end);
  const line = `${source} -> ${file.text.slice(target[0]?.startOffset, last.end)}`;
  return line.length > 80 || line.includes("\n") ? "source -> target" : line;
}

function isPlainName(token: Token | undefined): boolean {
  return token?.tokenType === kinds.name;
}
