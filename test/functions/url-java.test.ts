import { describe, expect, it } from "vitest";
import { decodeBytes } from "../../src/values/charsets-decode.js";
import { decodeForm, encodeForm } from "../../src/values/uri/encoding.js";
import { decodeUriPart, describeUriProblem, parseUri, type Uri } from "../../src/values/uri/uri.js";
import { parseUrl, type Url } from "../../src/values/uri/url.js";

// The expectations are what Java 17 answered for the same texts.

const NO_PARTS: Uri = {
  scheme: null,
  authority: null,
  userInfo: null,
  host: null,
  port: -1,
  path: "",
  query: null,
  fragment: null,
};

describe("a URI, as java.net.URI takes it apart,", () => {
  it.each<[string, Partial<Uri>]>([
    ["", {}],
    ["#f", { fragment: "f" }],
    ["?q", { query: "q" }],
    ["a:b", { scheme: "a", path: null }],
    ["mailto:ada@example.com?subject=x#f", { scheme: "mailto", path: null, fragment: "f" }],
    ["urn:isbn:1", { scheme: "urn", path: null }],
    ["file:///etc/hosts", { scheme: "file", path: "/etc/hosts" }],
    ["//host/p", { authority: "host", host: "host", path: "/p" }],
    ["http://a:", { scheme: "http", authority: "a:", host: "a" }],
    ["http://a:0/", { scheme: "http", authority: "a:0", host: "a", port: 0, path: "/" }],
    ["http://u:p@h:1", { scheme: "http", authority: "u:p@h:1", userInfo: "u:p", host: "h", port: 1 }],
    ["http://example.com./", { scheme: "http", authority: "example.com.", host: "example.com.", path: "/" }],
    ["http://1.2.3.4", { scheme: "http", authority: "1.2.3.4", host: "1.2.3.4" }],
    ["http://[::1]:80/", { scheme: "http", authority: "[::1]:80", host: "[::1]", port: 80, path: "/" }],
    ["http://[fe80::1%eth0]/", { scheme: "http", authority: "[fe80::1%eth0]", host: "[fe80::1%eth0]", path: "/" }],
    ["http://[::ffff:1.2.3.4]", { scheme: "http", authority: "[::ffff:1.2.3.4]", host: "[::ffff:1.2.3.4]" }],
    // Names of some registry rather than of a server: no host, no port.
    ["http://exa_mple.com:80/", { scheme: "http", authority: "exa_mple.com:80", path: "/" }],
    ["http://a:b:c", { scheme: "http", authority: "a:b:c" }],
    ["http://a@b@c", { scheme: "http", authority: "a@b@c" }],
    ["http://1.2.3", { scheme: "http", authority: "1.2.3" }],
    ["http://256.1.1.1", { scheme: "http", authority: "256.1.1.1" }],
    ["http://a:2147483648", { scheme: "http", authority: "a:2147483648" }],
    ["http://a:-1", { scheme: "http", authority: "a:-1" }],
    ["http://-a", { scheme: "http", authority: "-a" }],
    ["http://例え.jp", { scheme: "http", authority: "例え.jp" }],
    ["http://a%20b/", { scheme: "http", authority: "a%20b", path: "/" }],
  ])("%j", (text, parts) => {
    expect(parseUri(text)).toEqual({ uri: { ...NO_PARTS, ...parts } });
  });

  it.each([
    [":", "Expected scheme name at index 0: :"],
    ["::::", "Expected scheme name at index 0: ::::"],
    ["1a:b", "Illegal character in scheme name at index 0: 1a:b"],
    ["a_b:c", "Illegal character in scheme name at index 1: a_b:c"],
    ["mailto:", "Expected scheme-specific part at index 7: mailto:"],
    ["http://", "Expected authority at index 7: http://"],
    ["//", "Expected authority at index 2: //"],
    ["a b", "Illegal character in path at index 1: a b"],
    ["a\u00a0b", "Illegal character in path at index 1: a\u00a0b"],
    ["C:\\temp", "Illegal character in opaque part at index 2: C:\\temp"],
    ["http://h/%zz", "Malformed escape pair at index 9: http://h/%zz"],
    ["http://h/%4", "Malformed escape pair at index 9: http://h/%4"],
    ["http://h/?{", "Illegal character in query at index 10: http://h/?{"],
    ["http://h/#a#b", "Illegal character in fragment at index 11: http://h/#a#b"],
    ["http://a b/", "Illegal character in authority at index 7: http://a b/"],
    ["http://[", "Expected closing bracket for IPv6 address at index 8: http://["],
    ["http://[]", "Expected closing bracket for IPv6 address at index 8: http://[]"],
    ["http://[::1%]", "scope id expected: http://[::1%]"],
    ["http://[1:2]", "IPv6 address too short at index 8: http://[1:2]"],
    ["http://[1:2:3:4:5:6:7:8:9]", "IPv6 address too long at index 8: http://[1:2:3:4:5:6:7:8:9]"],
    ["http://[12345::]", "IPv6 hexadecimal digit sequence too long at index 8: http://[12345::]"],
    ["http://[::1]x", "Expected port number at index 12: http://[::1]x"],
    ["http://[::1]:x", "Illegal character in port number at index 13: http://[::1]:x"],
    // A number that java.net.URI itself does not expect.
    ["http://[::99999999999.1.1.1]", 'Error at index 9 in: "99999999999"'],
  ])("is not %j", (text, message) => {
    const parsed = parseUri(text);
    expect("problem" in parsed ? describeUriProblem(text, parsed.problem) : parsed).toBe(message);
  });

  it.each([
    ["a%20b", true, "a b"],
    ["%C3%A9%F0%9F%98%80", true, "é😀"],
    ["%ff%E3%81x", true, "\ufffd\ufffdx"],
    ["u@[fe80::%65]:%41", true, "u@[fe80::%65]:A"],
    ["[%41]", false, "[A]"],
    ["plain", true, "plain"],
  ])("has decoded parts: %j, scopes %j", (part, scopes, decoded) => {
    expect(decodeUriPart(part, { scopes })).toBe(decoded);
  });
});

const HTTP: Url = {
  protocol: "http",
  host: "h",
  port: -1,
  defaultPort: 80,
  path: "",
  query: null,
  ref: null,
  userInfo: null,
};

describe("a URL, as java.net.URL takes it apart,", () => {
  it.each<[string, Partial<Url>]>([
    ["  HTTP://h \n", {}],
    ["url:http://h", {}],
    ["http://h?q#f", { query: "q", ref: "f" }],
    ["http://h#f?x", { ref: "f?x" }],
    ["http://h:/", { path: "/" }],
    ["http://h:+80/", { port: 80, path: "/" }],
    ["http://h:-1/", { path: "/" }],
    ["http://h:\u0661/", { port: 1, path: "/" }],
    ["http://a b/c d", { host: "a b", path: "/c d" }],
    ["http://a@b@c/", { host: "", path: "/" }],
    ["http:h", { host: "", path: "h" }],
    ["http:////h", { host: "", path: "////h" }],
    ["http://[::1]:8/", { host: "[::1]", port: 8, path: "/" }],
    ["http://[::1%x y]/", { host: "[::1%x y]", path: "/" }],
    ["ftp://u@h/", { protocol: "ftp", defaultPort: 21, userInfo: "u", path: "/" }],
    ["file:/etc/hosts", { protocol: "file", defaultPort: -1, host: "", path: "/etc/hosts" }],
    ["mailto:a?b#c", { protocol: "mailto", defaultPort: -1, host: "", path: "a", query: "b" }],
    ["jar:file:/a!/b#c ", { protocol: "jar", defaultPort: -1, host: "", path: "file:/a!/b", ref: "c " }],
    [" jar:#x", { protocol: "jar", defaultPort: -1, host: "", path: null, ref: "x" }],
  ])("%j", (text, parts) => {
    expect(parseUrl(text)).toEqual({ url: { ...HTTP, ...parts } });
  });

  it.each([
    ["", "no protocol: "],
    ["//h/p", "no protocol: //h/p"],
    ["#http:", "no protocol: #http:"],
    ["😀:x", "no protocol: 😀:x"],
    ["SFTP://h", "unknown protocol: sftp"],
    ["http://h:99999999999", 'Error at index 9 in: "99999999999"'],
    ["http://h:-", 'Error at index 1 in: "-"'],
    ["http://h:-5", "Invalid port number :-5"],
    ["http://[xy]", "Invalid host: [xy]"],
    ["http://[]", "Invalid authority field: []"],
    ["http://[::1]x", "Invalid authority field: [::1]x"],
    ["http://a\nb", "Illegal character found in host: LF"],
    ["http://a\u0001b", "Illegal character found in host: control char (code=1)"],
    ["http://a\uff0fb", "Illegal character found in host: '\uff0f'"],
    ["mailto: ", "No email address"],
    ["jar:file:/a", "no !/ in spec"],
    ["jar:jar:file:/a!/b", "Nested JAR URLs are not supported"],
    ["jar:x!/b", "invalid url: x!/b (java.net.MalformedURLException: no protocol: x)"],
    [" jar:a", 'Cannot invoke "String.lastIndexOf(int)" because "ctxFile" is null'],
  ])("is not %j", (text, message) => {
    expect(parseUrl(text)).toEqual({ message });
  });
});

describe("form encoding", () => {
  it.each([
    ["UTF-8", "a b~*-_.é\ud83d", "a+b%7E*-_.%C3%A9%3F"],
    ["UTF-16", "éa😀", "%FE%FF%00%E9a%FE%FF%D8%3D%DE%00"],
    ["UTF-16BE", "é", "%00%E9"],
    ["UTF-16LE", "é", "%E9%00"],
    ["ISO-8859-1", "é漢😀", "%E9%3F%3F"],
    ["US-ASCII", "é/", "%3F%2F"],
  ] as const)("in %s of %j", (charset, text, encoded) => {
    expect(encodeForm(text, charset)).toBe(encoded);
  });

  it.each([
    ["a+b%20c", "a b c"],
    ["%+9%-0", "\t\0"],
    ["%c3%a9%C3", "é\ufffd"],
    ["%ED%A0%80", "\ufffd"],
  ])("decoded of %j", (text, decoded) => {
    expect(decodeForm(text, "UTF-8")).toEqual({ text: decoded });
  });

  it.each([
    ["100%", "URLDecoder: Incomplete trailing escape (%) pattern"],
    ["%41%4", "URLDecoder: Incomplete trailing escape (%) pattern"],
    ["%-1", "URLDecoder: Illegal hex characters in escape (%) pattern - negative value"],
    ["%4g", 'URLDecoder: Illegal hex characters in escape (%) pattern - Error at index 1 in: "4g"'],
    ["%u00e9", 'URLDecoder: Illegal hex characters in escape (%) pattern - Error at index 0 in: "u0"'],
  ])("refuses %j", (text, message) => {
    expect(decodeForm(text, "UTF-8")).toEqual({ message });
  });
});

describe("bytes as text", () => {
  it.each([
    ["UTF-8", [0xe0, 0x80, 0x41], "\ufffd\ufffdA"],
    ["UTF-8", [0xf0, 0x9f, 0x98, 0x41], "\ufffdA"],
    ["UTF-8", [0xf5, 0x80], "\ufffd\ufffd"],
    ["UTF-8", [0xef, 0xbb, 0xbf, 0x41], "\ufeffA"],
    ["UTF-16", [0xff, 0xfe, 0x41, 0x00], "A"],
    ["UTF-16", [0x00, 0x41, 0x42], "A\ufffd"],
    ["UTF-16BE", [0xfe, 0xff, 0xff, 0xfe], "\ufeff\ufffd"],
    ["UTF-16BE", [0xd8, 0x00, 0x00, 0x41, 0x00, 0x42], "\ufffdB"],
    ["UTF-16LE", [0x00, 0xdc, 0x41, 0x00], "\ufffdA"],
    ["US-ASCII", [0x41, 0x80], "A\ufffd"],
    ["ISO-8859-1", [0x41, 0x80], "A\x80"],
  ] as const)("in %s: %j", (charset, bytes, text) => {
    expect(decodeBytes(Uint8Array.from(bytes), charset)).toBe(text);
  });
});
