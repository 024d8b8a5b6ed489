import { type Diagnostic, diagnostic } from "../diagnostics/index.js";
import { project as codes } from "../diagnostics/project.js";
import { createSourceFile, type SourceFile, spanOf } from "../text/index.js";

/** The bytes of a project file as text in UTF-8, or where they are none. `path` is as messages show it. */
export function decodeProject(
  path: string,
  bytes: Uint8Array,
): { readonly file: SourceFile } | { readonly problem: Diagnostic } {
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (marked) return refuse({ path, line: 1, column: 1 }, "it is UTF-16");
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const file = createSourceFile(path, text);
  const wrong = findReplaced(text, bytes);
  if (wrong === null) return { file };
  const at = wrong.offset - (text.length - file.text.length);
  const byte = `0x${wrong.byte.toString(16).padStart(2, "0").toUpperCase()}`;
  return refuse(spanOf(file, at, at + 1), `the byte ${byte} begins no character`);
}

function refuse(place: Diagnostic["place"], found: string): { readonly problem: Diagnostic } {
  return { problem: diagnostic(codes.XM6108, place, { found }) };
}

/** Where the decoder put U+FFFD in place of bytes; a U+FFFD that was written is its own three bytes. */
function findReplaced(text: string, bytes: Uint8Array): { readonly offset: number; readonly byte: number } | null {
  let at = 0;
  let offset = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    const written = bytes[at] === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd;
    if (point === 0xfffd && !written) return { offset, byte: bytes[at] ?? 0 };
    at += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    offset += character.length;
  }
  return null;
}
