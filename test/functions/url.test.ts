import { describe, expect, it } from "vitest";
import { evaluated } from "./run-case.js";

const TEN_MILLION = 10_000_000;

describe("the functions of URLs", () => {
  it.each([
    ['get_url_protocol("HTTPS://a.example/")', "HTTPS"],
    ['get_url_protocol("mailto:ada@example.com")', "mailto"],
    ['get_url_protocol("//a.example/")', null],
    ['get_url_protocol("a b")', null],
    ['get_url_protocol("")', null],
    ['get_url_host("mailto:ada@example.com")', null],
    ['get_url_host("http://[::1]:80/")', "[::1]"],
    ['get_url_host("http://例え.jp/")', null],
    ['get_url_host("a.example/x")', null],
    ['get_url_port("HTTP://a.example")', 80],
    ['get_url_port("ftp://a.example")', 21],
    ['get_url_port("https://a.example:8443/")', 8443],
    ['get_url_port("https://a.example:/")', 443],
    ['get_url_port("https://exa_mple.com/")', 443],
    // java.net.URI reads no port there, and the usual one would be wrong.
    ['get_url_port("https://exa_mple.com:8443/")', null],
    ['get_url_port("file:///etc/hosts")', null],
    ['get_url_port("mailto:ada@example.com")', null],
    ['get_url_port("http://a.example:99999999999/")', null],
    ['get_url_path("https://a.example/b/", false)', ""],
    ['get_url_path("https://a.example", false)', ""],
    ['get_url_path("https://a.example/b/c?d=/e", "false")', "c"],
    ['get_url_path("mailto:ada@example.com")', null],
    ['get_url_path("https://a.example/%E4%BE%8B")', "/例"],
    ['get_url_path("https://a.example/b", null)', "/b"],
    ['get_url_query_str("https://a.example/", "retain")', {}],
    ['get_url_query_str("https://a.example/#z", "retain")', {}],
    ['get_url_query_str("https://a.example/?#z", "retain")', {}],
    ['get_url_query_str("https://a.example/?a#z", "retain")', { a: "#z" }],
    ['get_url_query_str("https://a.example/?a=b=c&&d=", "remove")', { a: "b=c", d: "" }],
    ['get_url_query_str("https://a.example/?a=1#z", "whatever")', { a: "1" }],
    ['get_url_query_str("https://a.example/?a=1", "append")', { a: "1" }],
    ['get_url_query_str("a b", "retain")', null],
    ['get_url_decoded("%")', "%"],
    ['get_url_decoded("%4")', "%4"],
    ['get_url_decoded("%+1")', "%+1"],
    ['get_url_decoded("%ff")', "\ufffd"],
    ["get_url_encoded(1.0)", "1.0"],
  ])("%s", (expr, result) => {
    expect(evaluated(expr)).toEqual(result);
  });

  it("keep names such as __proto__ for data", () => {
    const found = evaluated('get_url_query_str(u, "remove")', { u: "https://a.example/?__proto__=1&constructor=2" });
    expect(Object.entries(found ?? {})).toEqual([
      ["__proto__", "1"],
      ["constructor", "2"],
    ]);
  });

  it.each(["protocol", "host", "port", "path", "encoded", "decoded"])(
    "get_url_%s of null and of nothing is null",
    (name) => {
      expect(evaluated(`get_url_${name}(null)`)).toBe(null);
      expect(evaluated(`get_url_${name}(nothing)`)).toBe(null);
    },
  );

  it("take half of a surrogate pair for a question mark, and decode what is whole", () => {
    expect(evaluated("get_url_encoded(s)", { s: "a\ud83d" })).toBe("a%3F");
    expect(evaluated("get_url_decoded(s)", { s: "\ud83d%41" })).toBe("\ud83dA");
    expect(evaluated("get_url_host(s)", { s: "http://\ud83d" })).toBe(null);
    expect(evaluated("get_url_path(s)", { s: "http://a/\ud83d" })).toBe("/\ud83d");
  });

  it("give a value or a failure for 10 million characters", () => {
    const long = "漢".repeat(TEN_MILLION);
    expect(evaluated("get_url_encoded(s)", { s: long })).toEqual({ fails: "XM5010" });
    expect(evaluated("get_url_host(s)", { s: `http://a.example/${long}` })).toBe("a.example");
    expect(evaluated('size(get_url_query_str(s, "append"))', { s: `http://a/?${"a&".repeat(TEN_MILLION / 2)}` })).toBe(
      1,
    );
    expect(evaluated("size(get_url_decoded(s))", { s: "%41".repeat(TEN_MILLION / 3) })).toBe(3_333_333);
  }, 60_000);
});

describe("hashes", () => {
  const EMPTY_SHA1 = "da39a3ee5e6b4b0d3255bfef95601890afd80709";

  it.each([
    // No bytes at all, not even a byte order mark.
    ['sha1("", "UTF-16")', EMPTY_SHA1],
    ['sha1("", null)', EMPTY_SHA1],
    ['sha1("")', EMPTY_SHA1],
    ['sha1("é", "IBM819") == sha1("é", "8859_1")', true],
    ['sha1("é", "csASCII") == sha1("?")', true],
    ['sha1("é", "UnicodeBig") == sha1("é", "utf_16")', true],
    ['sha1("é", "X-UTF-16LE") == sha1("é", "utf-16be")', false],
    ['md5("a", "UTF-7")', { fails: "XM5006" }],
    ['md5("a", "")', { fails: "XM5006" }],
    ["md5(1) == md5('1')", true],
    ["crc32(true) == crc32('true')", true],
  ])("%s", (expr, result) => {
    expect(evaluated(expr)).toEqual(result);
  });

  it("take half of a surrogate pair for a question mark, as Java's bytes have it", () => {
    for (const name of ["md5", "sha1", "sha256", "sha512", "crc32"]) {
      expect(evaluated(`${name}(s) == ${name}("?x")`, { s: "\ud800x" })).toBe(true);
      expect(evaluated(`${name}(s, "UTF-16") == ${name}(t, "UTF-16")`, { s: "\ud800x", t: "\ufffdx" })).toBe(true);
    }
  });

  it("take 10 million characters", () => {
    expect(evaluated('size(sha256(s, "UTF-16"))', { s: "漢".repeat(TEN_MILLION) })).toBe(64);
  }, 60_000);
});

describe("fpid_to_ecid", () => {
  it("gives the documented pair only, and says that nobody here can compute another", () => {
    expect(evaluated('fpid_to_ecid(" 4ED70BEE-B654-420A-A3FD-B58B6B65E991 ")')).toBe(
      "28880788470263023831040523038280731744",
    );
    expect(evaluated('fpid_to_ecid("x")')).toEqual({ fails: "XM5017" });
    expect(evaluated('coalesce(fpid_to_ecid("x"), "none")')).toEqual({ fails: "XM5017" });
    expect(evaluated("fpid_to_ecid(null)")).toBe(null);
  });
});
