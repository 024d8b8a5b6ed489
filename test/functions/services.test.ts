import { describe, expect, it } from "vitest";
import { fixedServices, nodeServices } from "../../src/host/services.js";
import { type Charset, charsetNamed, encodeText } from "../../src/values/charsets.js";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe("services", () => {
  it("gives random identifiers of version 4", () => {
    const services = nodeServices();
    expect(services.uuid()).toMatch(UUID);
    expect(services.uuid()).not.toBe(services.uuid());
  });

  it("gives the same time and the same identifiers again where they are fixed", () => {
    const fixed = () => fixedServices({ now: new Date("2026-01-02T03:04:05.678Z"), seed: "a" });
    const [first, second] = [fixed(), fixed()];
    expect(first.now()).toEqual(second.now());
    expect(first.now()).toMatchObject({ epochSecond: 1_767_323_045, nano: 678_000_000, offset: 0 });
    const identifiers = [first.uuid(), first.uuid()];
    expect([second.uuid(), second.uuid()]).toEqual(identifiers);
    expect(identifiers[0]).not.toBe(identifiers[1]);
    for (const identifier of identifiers) expect(identifier).toMatch(UUID);
    expect(fixedServices({ now: new Date(0), seed: "b" }).uuid()).not.toBe(identifiers[0]);
  });
});

describe("character sets", () => {
  it.each<[Charset, string, readonly number[]]>([
    ["UTF-8", "é😀", [0xc3, 0xa9, 0xf0, 0x9f, 0x98, 0x80]],
    ["UTF-16", "é", [0xfe, 0xff, 0x00, 0xe9]],
    ["UTF-16", "", []],
    ["UTF-16BE", "é", [0x00, 0xe9]],
    ["UTF-16LE", "é", [0xe9, 0x00]],
    ["ISO-8859-1", "é漢😀", [0xe9, 0x3f, 0x3f]],
    ["US-ASCII", "aé", [0x61, 0x3f]],
    ["UTF-8", "a\ud83d", [0x61, 0x3f]],
  ])("%s of %j", (charset, text, bytes) => {
    expect([...encodeText(text, charset)]).toEqual(bytes);
  });

  it("knows Java's names in any letter case, and no other", () => {
    expect([charsetNamed("utf-8"), charsetNamed("Latin1"), charsetNamed("EBCDIC")]).toEqual([
      "UTF-8",
      "ISO-8859-1",
      undefined,
    ]);
  });
});
