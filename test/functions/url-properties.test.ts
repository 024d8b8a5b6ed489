import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Charset, encodeText } from "../../src/values/charsets.js";
import { decodeBytes } from "../../src/values/charsets-decode.js";
import { decodeForm, decodePercent, encodedLength, encodeForm, encodePercent } from "../../src/values/uri/encoding.js";
import { decodeUriPart, parseUri } from "../../src/values/uri/uri.js";
import { parseUrl } from "../../src/values/uri/url.js";

/** Any units, lone surrogates too. */
const anyText = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) });
/** Whole characters of any script. */
const wholeText = fc.string({ unit: "binary" });

const PIECES = [
  ..."http: https: jar: file: mailto: url: :// // / ? # [ ] :: : @ % %41 %zz %eth0 1 256 99999999999 fe80 a b-c exa_mple".split(
    " ",
  ),
  ...[".", "-5", "!/", "é", "例え", "\ud83d", "\ude00", "\u00a0", " ", "\n", "{", "|", "\\", "\u0661"],
];
/** Texts that look like URLs, mostly broken ones. */
const likeUrl = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), anyText), { maxLength: 12 })
  .map((parts) => parts.join(""));

describe("a URI", () => {
  it("is never thrown at, and its parts are the text again", () => {
    fc.assert(
      fc.property(fc.oneof(likeUrl, anyText), (text) => {
        const parsed = parseUri(text);
        parseUrl(text);
        if ("problem" in parsed) {
          const { index } = parsed.problem;
          expect(index === null || (index >= 0 && index <= text.length)).toBe(true);
          return;
        }
        const { scheme, authority, path, query, fragment } = parsed.uri;
        let rest = text;
        const take = (part: string) => {
          expect(rest.startsWith(part)).toBe(true);
          rest = rest.slice(part.length);
        };
        if (scheme !== null) take(`${scheme}:`);
        // An opaque URI has nothing but a scheme and a fragment.
        if (path === null) rest = rest.slice(rest.includes("#") ? rest.indexOf("#") : rest.length);
        else {
          if (authority !== null) take(`//${authority}`);
          else if (rest.startsWith("//")) take("//"); // An empty authority is null.
          take(path);
          if (query !== null) take(`?${query}`);
        }
        if (fragment !== null) take(`#${fragment}`);
        expect(rest).toBe("");
        for (const part of [authority, path, query, fragment]) {
          // An escape is never shorter than what it stands for.
          if (part !== null) expect(decodeUriPart(part, { scopes: true }).length).toBeLessThanOrEqual(part.length);
        }
      }),
      { numRuns: 5000 },
    );
  });

  const MILLIONS = 10_000_000;
  const long = (piece: string) => piece.repeat(Math.ceil(MILLIONS / piece.length));

  it.each([
    ["a long path", `http://h/${long("a")}`],
    ["escapes", `http://h/${long("%41")}`],
    ["labels", `http://${long("a.")}`],
    ["dashes", `http://${long("a-")}`],
    ["digits", `http://h:${long("1")}`],
    ["bytes of an address", `http://${long("1.")}`],
    ["groups of an address", `http://[${long("1:")}]`],
    ["zeros of an address", `http://[${long("0")}]`],
    ["brackets", `http://${long("[")}`],
    ["signs", `http://${long("@")}`],
    ["slashes", long("/")],
    ["colons", long(":")],
    ["bangs", `jar:${long("!")}`],
    ["blanks", `mailto:${long(" ")}`],
    ["lone surrogates", `http://h/${long("\ud83d")}`],
  ])(
    "of 10 million characters is read in linear time: %s",
    (_name, text) => {
      const start = performance.now();
      const parsed = parseUri(text);
      parseUrl(text);
      if ("uri" in parsed && parsed.uri.path !== null) decodeUriPart(parsed.uri.path, { scopes: true });
      // A quadratic reader would need hours.
      expect(performance.now() - start).toBeLessThan(20_000);
    },
    60_000,
  );

  it.each([
    ["escapes", long("%41")],
    ["plus signs", long("+")],
    ["percent signs", long("%")],
    ["spaces", long(" ")],
    ["letters of three bytes", long("漢").slice(0, MILLIONS / 4)],
  ])(
    "encoding of 10 million characters takes linear time: %s",
    (_name, text) => {
      const start = performance.now();
      encodedLength(text);
      encodePercent(text);
      decodePercent(text);
      encodeForm(text, "UTF-8");
      encodeForm(text.slice(0, MILLIONS / 10), "UTF-16");
      decodeForm(text, "UTF-8");
      expect(performance.now() - start).toBeLessThan(30_000);
    },
    60_000,
  );
});

describe("percent encoding", () => {
  it("comes back, whatever the text", () => {
    fc.assert(
      fc.property(wholeText, (text) => {
        const encoded = encodePercent(text);
        expect(encoded).toMatch(/^(?:[\w.-]|%[0-9A-F]{2})*$/);
        expect(encodedLength(text)).toBe(encoded.length);
        expect(decodePercent(encoded)).toBe(text);
        expect(encodeForm(text, "UTF-8").replaceAll("+", "%20").replaceAll("*", "%2A")).toBe(encoded);
      }),
    );
  });

  it("takes any text, half characters too", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(encodePercent(text).length).toBeLessThanOrEqual(encodedLength(text));
        decodePercent(text);
        decodeForm(text, "UTF-8");
      }),
    );
  });

  it.each<Charset>(["UTF-8", "UTF-16", "UTF-16BE", "UTF-16LE"])("as a form's field comes back in %s", (charset) => {
    fc.assert(
      // U+FFFE is no character: Java's UTF-16 reads it as a mistaken byte order mark.
      fc.property(
        wholeText.filter((text) => !text.includes("\ufffe")),
        (text) => {
          expect(decodeForm(encodeForm(text, charset), charset)).toEqual({ text });
        },
      ),
    );
  });
});

describe("character sets against Node's", () => {
  const NODE: readonly (readonly [Charset, (text: string) => Buffer])[] = [
    ["UTF-8", (text) => Buffer.from(text, "utf8")],
    ["UTF-16LE", (text) => Buffer.from(text, "utf16le")],
    ["UTF-16BE", (text) => Buffer.from(text, "utf16le").swap16()],
    ["UTF-16", (text) => (text === "" ? Buffer.of() : Buffer.from(`\ufeff${text}`, "utf16le").swap16())],
  ];

  it.each(NODE)("%s, there and back", (charset, encode) => {
    fc.assert(
      fc.property(
        wholeText.filter((text) => !/[\ufffe\ufeff]/.test(text)),
        (text) => {
          const bytes = encodeText(text, charset);
          expect(Buffer.from(bytes).equals(encode(text))).toBe(true);
          expect(decodeBytes(bytes, charset)).toBe(text);
        },
      ),
    );
  });

  it.each([
    ["ISO-8859-1", 0xff, "latin1"],
    ["US-ASCII", 0x7f, "ascii"],
  ] as const)("%s, there and back", (charset, last, encoding) => {
    const text = fc.string({ unit: fc.integer({ min: 0, max: last }).map((code) => String.fromCharCode(code)) });
    fc.assert(
      fc.property(text, (within) => {
        const bytes = encodeText(within, charset);
        expect(Buffer.from(bytes).equals(Buffer.from(within, encoding))).toBe(true);
        expect(decodeBytes(bytes, charset)).toBe(within);
      }),
    );
  });

  it("malformed UTF-8 is replaced as often as in browsers, but for encoded surrogates", () => {
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    const byte = fc.oneof(
      fc.constantFrom(0x41, 0x7f, 0x80, 0x8f, 0x90, 0xa0, 0xbf, 0xc0, 0xc2, 0xe0, 0xe3, 0xef, 0xf0, 0xf4, 0xf5, 0xff),
      fc.integer({ min: 0, max: 0xff }).filter((value) => value !== 0xed),
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 20 }), (bytes) => {
        const all = Uint8Array.from(bytes);
        expect(decodeBytes(all, "UTF-8")).toBe(decoder.decode(all));
      }),
      { numRuns: 2000 },
    );
  });
});
