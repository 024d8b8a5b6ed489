import { type Diagnostic, diagnostic, diagnostics } from "../../src/diagnostics/index.js";
import { createSourceFile, spanOf } from "../../src/text/index.js";

export const codes = diagnostics({
  XM0001: {
    severity: "error",
    title: "A case of these tests",
    what: (p: { name: string }) => `There is no ${p.name}.`,
    todo: (p: { near?: string }) => (p.near === undefined ? undefined : `Did you mean ${p.near}?`),
    details: "It stands for the others.",
    examples: [{ source: "x -> a\n", marks: "x" }],
  },
  XM0002: {
    severity: "warning",
    title: "Another case",
    what: (p: { text: string }) => p.text,
    todo: () => undefined,
    examples: [{ source: "" }],
  },
});

export const orders = createSourceFile("flows/orders für uns.xdmap", '\ufeffmapping "x"\r\n日本 Emial ->\r\n  a.b\r\n');
const others = createSourceFile("flows/shared.xdmap", "def a(s) = s\ndef a(s) = t\n");

function mark(text: string): ReturnType<typeof spanOf> {
  const start = orders.text.indexOf(text);
  return spanOf(orders, start, start + text.length);
}

const wild = "a | b\n<script>\"&'\r\t\u0000\u0008\u001b[31m\ud800 \ufffe 😀 100% ]]> `c|<d>` *e* @f";

/** One finding of every kind that a format could stumble over. */
export const hardFindings: readonly Diagnostic[] = [
  diagnostic(
    codes.XM0001,
    mark("Emial"),
    { name: "Emial", near: "Email" },
    {
      fixes: [
        { title: "Write `Email`", safe: true, edits: [{ span: mark("Emial"), text: "Email" }] },
        { title: "Remove it", safe: false, edits: [{ span: mark("日本 Emial ->\r\n  a.b"), text: "" }] },
      ],
    },
  ),
  diagnostic(codes.XM0001, mark("Emial"), { name: "Emial" }),
  diagnostic(
    codes.XM0001,
    mark("Emial ->\r\n  a.b"),
    { name: "both" },
    {
      related: [
        { message: "It is here too.", place: spanOf(others, 4, 5) },
        { message: "And nowhere.", place: null },
        { message: "And in this line.", place: { path: "a,b:c.csv", line: 7 } },
      ],
    },
  ),
  diagnostic(codes.XM0002, { path: "a,b:c.csv", line: 7, column: 3 }, { text: wild }),
  diagnostic(codes.XM0002, { path: "../outside.json" }, { text: "A file of which no line is known." }),
  diagnostic(codes.XM0002, null, { text: "No place at all." }, { severity: "info" }),
];
