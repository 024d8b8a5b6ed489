import type { Program } from "../compiler/index.js";
import { partsOf } from "./assign.js";

/**
 * Finds the texts that the spans of a report count in: of the file of the mappings, or by its path of one whose definitions
 * it uses.
 */
export function sourceTexts({ mappings }: Program): (file: string | undefined) => string {
  const own = mappings[0]?.target.span.file.text ?? "";
  const texts = new Map<string, string>();
  for (const { expression } of mappings) {
    for (const { span } of partsOf(expression)) texts.set(span.file.path, span.file.text);
  }
  return (file) => (file === undefined ? own : (texts.get(file) ?? ""));
}
