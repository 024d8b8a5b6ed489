import { functions as codes } from "../diagnostics/functions.js";
import { charsetNamed, encodeText } from "../values/charsets.js";
import { documented, fn, verified } from "./define.js";
import type { Fidelity, FunctionExample, FunctionRecord } from "./function-record.js";
import { optional, text } from "./kinds.js";

const NOTES = [
  "The character sets are UTF-8, UTF-16 (big-endian, with a byte order mark), ISO-8859-1 and US-ASCII; UTF-8 is the default (assumed).",
  "A character that the set does not have is hashed as `?`.",
];

const UTF16 = documented("java.lang.String.getBytes; assumed for Data Prep");

export const md5 = digestFunction("md5", "MD5", [
  { expr: 'md5("my text", "UTF-8")', gives: "d3b96ce8c9fb4e9bd0198d03ba6852c7" },
  { expr: 'md5("a", "EBCDIC")', fails: "XM5006" },
]);

export const sha1 = digestFunction("sha1", "SHA-1", [
  { expr: 'sha1("my text", "UTF-8")', gives: "c3599c11e47719df18a2448690840c5dfcce3c80" },
]);

export const sha256 = digestFunction("sha256", "SHA-256", [
  { expr: 'sha256("my text", "UTF-8")', gives: "7330d2b39ca35eaf4cb95fc846c21ee6a39af698154a83a586ee270a0d372104" },
  {
    expr: 'sha256("my text", "UTF-16") == sha256("my text", "UTF-16BE")',
    gives: false,
    fidelity: UTF16,
  },
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
  ["The bytes are written lowest first, as the documented example shows.", ...NOTES],
  verified("Data Prep functions, crc32"),
  [{ expr: 'crc32("my text", "UTF-8")', gives: "8df92e80" }],
  (bytes) => {
    const checksum = crc32Of(bytes);
    return hexText(Uint8Array.of(checksum, checksum >>> 8, checksum >>> 16, checksum >>> 24));
  },
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
    verified(`Data Prep functions, ${name}`),
    examples,
    (bytes, digest) => hexText(digest(algorithm, bytes)),
  );
}

type Digest = (algorithm: "MD5" | "SHA-1" | "SHA-256" | "SHA-512", bytes: Uint8Array) => Uint8Array;

function hashFunction(
  name: string,
  summary: string,
  notes: readonly string[],
  fidelity: Fidelity,
  examples: readonly [FunctionExample, ...FunctionExample[]],
  hash: (bytes: Uint8Array, digest: Digest) => string,
): FunctionRecord {
  return fn({
    name,
    category: "Hashing",
    summary,
    notes,
    params: { input: text, charset: optional(text, "UTF-8") },
    returns: text,
    onNull: "null",
    fails: [codes.XM5006],
    fidelity,
    examples,
    run: ({ input, charset }, call) => {
      const known = charsetNamed(charset);
      if (known === undefined) return call.fail(codes.XM5006, { functionName: name, charset });
      return hash(encodeText(input, known), call.services.digest);
    },
  });
}

const HEX = "0123456789abcdef";

function hexText(bytes: Uint8Array): string {
  let digits = "";
  for (const byte of bytes) digits += HEX.charAt(byte >> 4) + HEX.charAt(byte & 15);
  return digits;
}

let crcTable: Uint32Array | undefined;

function makeCrcTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    return value;
  });
}

function crc32Of(bytes: Uint8Array): number {
  crcTable ??= makeCrcTable();
  let checksum = 0xffffffff;
  for (const byte of bytes) checksum = (crcTable[(checksum ^ byte) & 0xff] ?? 0) ^ (checksum >>> 8);
  return ~checksum;
}
