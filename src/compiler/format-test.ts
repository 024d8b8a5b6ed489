import { fullFormats } from "ajv-formats/dist/formats.js";

/** The tests of ajv-formats (MIT), which follow the formats' RFCs; a format that it does not know is not held. */
export function formatTest(format: string | null): ((text: string) => boolean) | null {
  const test = Object.entries(fullFormats).find(([name]) => name === format)?.[1];
  if (test instanceof RegExp) return (text) => test.test(text);
  if (typeof test === "function") return (text) => test(text) === true;
  if (typeof test === "object" && "validate" in test) {
    const { validate: check } = test;
    if (check instanceof RegExp) return (text) => check.test(text);
    return typeof check === "function" ? (text) => Reflect.apply(check, undefined, [text]) === true : null;
  }
  return null;
}
