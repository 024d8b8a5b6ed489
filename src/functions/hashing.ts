import { functions as codes } from "../diagnostics/functions.js";
import { charsetNamed, encodeText, withoutLoneSurrogates } from "../values/charsets.js";
import { crc32Of } from "./crc32.js";
import { assumed, documented, fn, verified } from "./define.js";
import type { Assumption, Fidelity, FunctionExample, FunctionRecord, Services } from "./function-record.js";
import { optional, text } from "./kinds.js";

const NOTES = [
  "The character sets are UTF-8, UTF-16 (big-endian, with a byte order mark), UTF-16BE, UTF-16LE, ISO-8859-1 and US-ASCII, by their Java names and aliases in any letter case.",
  "A character that the set does not have is hashed as `?`, as Java encodes it; so is half of a surrogate pair, which in UTF-16 becomes U+FFFD.",
];

const ASSUMPTIONS: readonly Assumption[] = [
  {
    about: "the character set where none is given",
    chosen: "UTF-8, the first of the documented list",
    refused: "the default of the machine that Data Prep runs on",
  },
  {
    about: "an unknown character set",
    chosen: "the call fails, and the target becomes null",
    refused: "the default character set is taken",
  },
  {
    about: "UTF-16",
    chosen: "big-endian after the byte order mark FE FF, as Java encodes it",
    refused: "no byte order mark",
  },
  { about: "a null text", chosen: "the result is null", refused: "the hash of an empty text" },
];

const JAVA_BYTES = documented("java.lang.String.getBytes; assumed for Data Prep");

export const md5 = digestFunction("md5", "MD5", [
  { expr: 'md5("my text", "UTF-8")', gives: "d3b96ce8c9fb4e9bd0198d03ba6852c7" },
  { expr: 'md5("a", "EBCDIC")', fails: "XM5006", fidelity: assumed("a failure, not null without a word") },
  { expr: "md5(null)", gives: null },
]);

export const sha1 = digestFunction("sha1", "SHA-1", [
  { expr: 'sha1("my text", "UTF-8")', gives: "c3599c11e47719df18a2448690840c5dfcce3c80" },
  { expr: 'sha1("é", "US-ASCII") == sha1("?")', gives: true, fidelity: JAVA_BYTES },
]);

export const sha256 = digestFunction("sha256", "SHA-256", [
  { expr: 'sha256("my text", "UTF-8")', gives: "7330d2b39ca35eaf4cb95fc846c21ee6a39af698154a83a586ee270a0d372104" },
  { expr: 'sha256("my text", "latin1") == sha256("my text")', gives: true, fidelity: JAVA_BYTES },
  { expr: 'sha256("my text", "UTF-16") == sha256("my text", "UTF-16BE")', gives: false, fidelity: JAVA_BYTES },
]);

export const sha512 = digestFunction("sha512", "SHA-512", [
  {
    expr: 'sha512("my text", "UTF-8")',
    gives:
      "a3d7e45a0d9be5fd4e4b9a3b8c9c2163c21ef708bf11b4232bb21d2a8704ada2cdcd7b367dd0788a89a5c908cfe377aceb1072a7b386b7d4fd2ff68a8fd24d16",
  },
]);

export const crc32 = hashFunction(
  "crc32",
  "The CRC-32 checksum of a text, as eight hexadecimal digits.",
  [
    "The bytes are written lowest first, as the documented example shows; most tools print them the other way round.",
    ...NOTES,
  ],
  [
    {
      about: "a checksum that begins or ends with zeros",
      chosen: "always eight digits, as the bytes are printed one by one",
      refused: "the digits of the number without leading zeros",
    },
    ...ASSUMPTIONS,
  ],
  verified("Data Prep functions, crc32"),
  [
    { expr: 'crc32("my text", "UTF-8")', gives: "8df92e80" },
    { expr: 'crc32("")', gives: "00000000", fidelity: documented("CRC-32 of no bytes; eight digits are assumed") },
  ],
  (input) => littleEndianHex(crc32Of(typeof input === "string" ? encodeText(input, "UTF-8") : input)),
);

function digestFunction(
  name: string,
  algorithm: "MD5" | "SHA-1" | "SHA-256" | "SHA-512",
  examples: readonly [FunctionExample, ...FunctionExample[]],
): FunctionRecord {
  return hashFunction(
    name,
    `The ${algorithm} digest of a text, in lower-case hexadecimal digits.`,
    NOTES,
    ASSUMPTIONS,
    verified(`Data Prep functions, ${name}`),
    examples,
    (input, digest) => digest(algorithm, input),
  );
}

function hashFunction(
  name: string,
  summary: string,
  notes: readonly string[],
  assumptions: readonly Assumption[],
  fidelity: Fidelity,
  examples: readonly [FunctionExample, ...FunctionExample[]],
  hash: (input: string | Uint8Array, digest: Services["digest"]) => string,
): FunctionRecord {
  return fn({
    name,
    category: "Hashing",
    summary,
    notes,
    assumptions,
    params: { input: text, charset: optional(text, "UTF-8") },
    returns: text,
    onNull: "null",
    fails: [codes.XM5006],
    fidelity,
    examples,
    run: ({ input, charset }, call) => {
      const known = charsetNamed(charset);
      if (known === undefined) return call.fail(codes.XM5006, { functionName: name, charset });
      // The host encodes UTF-8 faster than the engine could.
      const bytes = known === "UTF-8" ? withoutLoneSurrogates(input, "?") : encodeText(input, known);
      return hash(bytes, call.services.digest);
    },
  });
}

function littleEndianHex(value: number): string {
  let digits = "";
  for (let shift = 0; shift < 32; shift += 8) digits += ((value >>> shift) & 0xff).toString(16).padStart(2, "0");
  return digits;
}
