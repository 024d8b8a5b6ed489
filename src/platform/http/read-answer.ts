import type { Json } from "../json.js";

/** What a body turned out to be. */
export type Body =
  | { readonly kind: "json"; readonly json: Json; readonly text: string }
  | { readonly kind: "text"; readonly text: string }
  /** `text` is as much as came. */
  | {
      readonly kind: "broken";
      readonly cause: "cut-off" | "not-json" | "too-large";
      readonly message: string;
      readonly text: string;
    };

/** How deep JSON may be nested; a schema with all its references resolved has about 150 levels. */
const DEEPEST = 1_000;

/** Reads a body to its end, but never more than `most` bytes of it, unpacked. An error of the connection is thrown on. */
export async function readBytes(response: Response, most: number): Promise<Uint8Array | "too-large"> {
  if (response.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > most) {
      // What is left need not be waited for, and why it fails does not matter.
      reader.cancel().catch(() => undefined);
      return "too-large";
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

/** Reads a body as JSON. What is no JSON is told apart: a page of HTML is an answer of somebody else, the rest was cut off. */
export function readBody(bytes: Uint8Array, headers: Headers): Body {
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === "") return { kind: "broken", cause: "cut-off", message: "the answer is empty", text };
  const type = headers.get("content-type") ?? "";
  if (/html/i.test(type) || text.trimStart().startsWith("<")) {
    return { kind: "broken", cause: "not-json", message: `the answer is a page${titleOf(text)}, and no JSON`, text };
  }
  if (isDeeper(text, DEEPEST)) {
    return { kind: "broken", cause: "not-json", message: `the answer is nested over ${DEEPEST} levels deep`, text };
  }
  try {
    return { kind: "json", json: JSON.parse(text), text };
  } catch {
    return { kind: "broken", cause: "cut-off", message: "the answer ends before its JSON does, or is no JSON", text };
  }
}

function titleOf(html: string): string {
  const title = /<title[^>]*>([^<]{1,200})/i.exec(html)?.[1]?.trim() ?? "";
  return title === "" ? "" : ` (“${title}”)`;
}

function isDeeper(text: string, most: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (inString) {
      if (unit === 0x5c) at += 1;
      else if (unit === 0x22) inString = false;
    } else if (unit === 0x22) inString = true;
    else if (unit === 0x5b || unit === 0x7b) {
      depth += 1;
      if (depth > most) return true;
    } else if (unit === 0x5d || unit === 0x7d) depth -= 1;
  }
  return false;
}
