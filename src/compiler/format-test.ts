import { fullFormats } from "ajv-formats/dist/formats.js";

type Test = (text: string) => boolean;

/**
 * The tests of ajv-formats (MIT), which follow the formats' RFCs; a format that it does not know is not held. Over a text
 * of megabytes a test may run out of its stack: such a text breaks no format, as it breaks no pattern.
 */
export function formatTest(format: string | null): Test | null {
  const test = rawTest(format);
  if (test === null) return null;
  return (text) => {
    try {
      return test(text);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return true;
    }
  };
}

function rawTest(format: string | null): Test | null {
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
