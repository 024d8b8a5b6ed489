import { nearest, type SourceFile } from "../text/index.js";
import { kinds, type Token } from "./token.js";

/** What a statement is, by its first words. Everything else is a mapping. */
export type StatementKind =
  | "mapping-header"
  | "target-header"
  | "sample-header"
  | "delta-header"
  | "source"
  | "let"
  | "def"
  | "table"
  | "into"
  | "use"
  | "test"
  | "given"
  | "expect"
  | "setting"
  | "mapping";

// Whatever lies beyond ASCII counts as a letter here: whether it is one, the scanner says. Classes of Unicode would cost
// every start several milliseconds.
const LETTER = "[A-Za-z_$\\x80-\\uffff]";
const PART = "[A-Za-z0-9_$\\x80-\\uffff]";
const NAME = `${LETTER}(?:${PART}|@)*`;
const OPERATOR_WORD = `(?:and|or|eq|ne|lt|le|gt|ge|div|mod)(?!${PART})`;

const STRING_NEXT = /[ \t]*["'\u201c]/y;
const BRACE_NEXT = /\s*\{/y;
const NAME_NEXT = new RegExp(`[ \\t]+(?:\\r?\\n[ \\t]+)?(?!${OPERATOR_WORD})${LETTER}`, "y");
const NAME_ASSIGN_NEXT = new RegExp(`[ \\t]+(?:\\r?\\n[ \\t]+)?${NAME}\\s*=(?![=~^$])`, "y");
const NAME_CALL_NEXT = new RegExp(`[ \\t]+${NAME}[ \\t]*\\([^()]*\\)?[ \\t]*(?:=(?![=~^$])|\\r?\\n|$)`, "y");
const PATH_NEXT = new RegExp(`[ \\t]+(?!${OPERATOR_WORD})${LETTER}`, "y");
const BLOCK_NEXT = /[ \t]+[^\r\n]*?\{[ \t]*(?:\r?\n|$)/y;
const BARE_TEXT_NEXT = new RegExp(`[ \\t]+(?!${OPERATOR_WORD})(?:${PART}|[./\\\\])(?![^\\r\\n]*(?:->|[=(]))`, "y");

const ROWS_NEXT = new RegExp(`\\s+(?:\\[|row(?!${PART}))`, "y");
const OUTCOME_NEXT = new RegExp(`\\s+(?:\\[|(?:exactly|rejected)(?!${PART}))`, "y");
const GIVEN_SURE = /[ \t]*\{|[ \t]+(?:\[|row[ \t])/y;
const EXPECT_SURE = new RegExp(`[ \\t]*\\{|[ \\t]+(?:\\[|exactly[ \\t]*\\{|rejected(?!${PART}))`, "y");
const VALUE_NEXT = /[ \t]+(?:["'\u201c]|-?\d)/y;

/** What no statement's word is followed by. */
const PLAIN_MAPPING = /^(?:\s*->|[.([])/;

interface Form {
  readonly word: string;
  readonly kind: StatementKind;
  /** What follows the word where the statement is meant. */
  readonly next: readonly RegExp[];
  /** What follows where the word is misspelled and yet the statement is meant. */
  readonly sure: RegExp;
  readonly inside?: "test";
}

const FORMS: readonly Form[] = [
  { word: "mapping", kind: "mapping-header", next: [STRING_NEXT, BARE_TEXT_NEXT], sure: STRING_NEXT },
  { word: "target", kind: "target-header", next: [STRING_NEXT, BARE_TEXT_NEXT], sure: STRING_NEXT },
  { word: "sample", kind: "sample-header", next: [STRING_NEXT, BARE_TEXT_NEXT], sure: STRING_NEXT },
  { word: "use", kind: "use", next: [STRING_NEXT, BARE_TEXT_NEXT], sure: STRING_NEXT },
  { word: "test", kind: "test", next: [STRING_NEXT, BRACE_NEXT], sure: STRING_NEXT },
  { word: "delta", kind: "delta-header", next: [PATH_NEXT], sure: /[ \t]+[^\r\n]*[ \t](?:format|timezone)[ \t]*["']/y },
  { word: "source", kind: "source", next: [BRACE_NEXT], sure: /[ \t]*\{/y },
  { word: "let", kind: "let", next: [NAME_NEXT], sure: NAME_ASSIGN_NEXT },
  { word: "def", kind: "def", next: [NAME_NEXT], sure: NAME_CALL_NEXT },
  { word: "table", kind: "table", next: [NAME_NEXT], sure: NAME_ASSIGN_NEXT },
  { word: "into", kind: "into", next: [PATH_NEXT, BRACE_NEXT], sure: BLOCK_NEXT },
  { word: "given", kind: "given", next: [BRACE_NEXT, ROWS_NEXT], sure: GIVEN_SURE, inside: "test" },
  { word: "expect", kind: "expect", next: [BRACE_NEXT, OUTCOME_NEXT], sure: EXPECT_SURE, inside: "test" },
  { word: "now", kind: "setting", next: [VALUE_NEXT], sure: VALUE_NEXT, inside: "test" },
  { word: "timestamp", kind: "setting", next: [VALUE_NEXT], sure: VALUE_NEXT, inside: "test" },
  { word: "uuid", kind: "setting", next: [VALUE_NEXT], sure: VALUE_NEXT, inside: "test" },
];

/** The statement that a token begins, and the word that was meant where it is misspelled. */
export function classify(
  file: SourceFile,
  first: Token,
  block: StatementKind | undefined,
): { readonly kind: StatementKind; readonly near?: string } {
  if (first.tokenType !== kinds.name || first.value !== first.image) return { kind: "mapping" };
  const { text } = file;
  const after = afterComments(text, first.end);
  if (PLAIN_MAPPING.test(text.slice(after, after + REACH))) return { kind: "mapping" };
  const forms = FORMS.filter(({ inside }) => inside === undefined || block === inside);
  const form = forms.find(({ word }) => word === first.image);
  if (form !== undefined) {
    return { kind: form.next.some((next) => matchesAt(next, text, after)) ? form.kind : "mapping" };
  }
  // Few words are near one of the statements', so what follows is looked at for few.
  const similar = forms.filter(({ word }) => nearest(first.image, [word]) !== undefined);
  const sure = similar.filter((candidate) => matchesAt(candidate.sure, text, after));
  const near = nearest(
    first.image,
    sure.map(({ word }) => word),
  );
  const meant = sure.find(({ word }) => word === near);
  return meant === undefined || near === undefined ? { kind: "mapping" } : { kind: meant.kind, near };
}

const COMMENTS = /^(?:\s*(?:\/\*[\s\S]*?\*\/|(?:\/\/|##)[^\r\n]*\s*))+/;

/** The offset behind the comments that follow directly. */
function afterComments(text: string, at: number): number {
  return at + (COMMENTS.exec(text.slice(at, at + REACH))?.[0].length ?? 0);
}

/** How far a statement's words reach; what stands beyond, the patterns would search again and again. */
const REACH = 400;

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = 0;
  return pattern.test(text.slice(at, at + REACH));
}
