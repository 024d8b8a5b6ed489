export { type JsonBuilder, type JsonPlace, type JsonProblem, readJson } from "./json-reader.js";
export { nearest } from "./nearest.js";
export { printCount } from "./print-count.js";
export { createSourceFile, lineText, type Position, positionAt, type Range, type SourceFile } from "./source-file.js";
export { rangeOf, type Span, spanOf, spanText } from "./span.js";
