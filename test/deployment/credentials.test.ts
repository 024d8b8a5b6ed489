import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readCredentials } from "../../src/project/index.js";
import { project } from "./support.js";

const good = { XDMAP_CLIENT_ID: "client-1", XDMAP_CLIENT_SECRET: "not-a-real-one", XDMAP_ORG: "0123@AdobeOrg" };
const lines = Object.entries(good)
  .map(([name, value]) => `${name}=${value}\n`)
  .join("");

async function codesOf(folder: string, env: Record<string, string>): Promise<string> {
  const read = await readCredentials(folder, env);
  return read.kind === "ok" ? "ok" : read.diagnostics.map(({ code }) => code).join();
}

describe("credentials", () => {
  it("are those of the environment, with defaults", async () => {
    expect(await readCredentials(project(""), good)).toEqual({
      kind: "ok",
      credentials: {
        clientId: "client-1",
        clientSecret: "not-a-real-one",
        accessToken: null,
        organization: "0123@AdobeOrg",
        scopes: "openid,session,AdobeID,read_organizations,additional_info.projectedProductContext",
        platformUrl: "https://platform.adobe.io",
        imsUrl: "https://ims-na1.adobelogin.com",
      },
    });
  });

  it("come from .env where the environment lacks them, quotes and comments understood", async () => {
    const folder = project("", {
      ".env": `# of the shop\n${lines.replace("0123@AdobeOrg", '"0123@AdobeOrg" # ours')}`,
    });
    const read = await readCredentials(folder, { XDMAP_CLIENT_ID: "other", XDMAP_CLIENT_SECRET: "" });
    expect(read.kind === "ok" && read.credentials).toMatchObject({
      clientId: "other",
      clientSecret: "not-a-real-one",
      organization: "0123@AdobeOrg",
    });
  });

  it("take a token in place of the secret", async () => {
    const { XDMAP_CLIENT_SECRET: _, ...rest } = good;
    const read = await readCredentials(project(""), { ...rest, XDMAP_ACCESS_TOKEN: "token-1" });
    expect(read.kind === "ok" && read.credentials).toMatchObject({ clientSecret: null, accessToken: "token-1" });
  });

  it("that are missing are named all at once: XM6140", async () => {
    const read = await readCredentials(project(""), { XDMAP_ORG: "" });
    expect(read.kind === "problem" && read.diagnostics.map(({ message }) => message)).toEqual([
      "To sign in, these are missing: XDMAP_CLIENT_ID, XDMAP_ORG, XDMAP_CLIENT_SECRET (or XDMAP_ACCESS_TOKEN).",
    ]);
  });

  it.each([
    ["a line end", "a\nX-Other: b"],
    ["a blank", "sec ret1"],
    ["a letter beyond ASCII", "sécret"],
    ["a NUL", "a\0b"],
  ])("with %s are refused without being shown: XM6141", async (_, value) => {
    const read = await readCredentials(project(""), { ...good, XDMAP_CLIENT_SECRET: value });
    expect(read.kind === "problem" && read.diagnostics.map(({ code }) => code)).toEqual(["XM6141"]);
    expect(JSON.stringify(read)).not.toContain(JSON.stringify(value).slice(1, -1));
  });

  it.each([
    ["https://platform-stage.adobe.io/", "https://platform-stage.adobe.io"],
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
    ["http://localhost:8080/", "http://localhost:8080"],
    ["http://[::1]:8080", "http://[::1]:8080"],
    ["http://2130706433", "http://127.0.0.1"],
    ["http://platform.adobe.io", null],
    ["http://127.0.0.1.example.com", null],
    ["http://localhost.example.com", null],
    ["http://user@localhost", null],
    ["https://user:pass@platform.adobe.io", null],
    ["https://platform.adobe.io?x=1", null],
    ["https://platform.adobe.io#x", null],
    ["file:///etc/passwd", null],
    ["ftp://localhost", null],
    ["platform.adobe.io", null],
  ])("go to %s: as %s", async (url, expected) => {
    const read = await readCredentials(project(""), { ...good, XDMAP_PLATFORM_URL: url, XDMAP_IMS_URL: url });
    if (read.kind === "ok")
      expect([read.credentials.platformUrl, read.credentials.imsUrl]).toEqual([expected, expected]);
    else expect([expected, read.diagnostics.map(({ code }) => code).join()]).toEqual([null, "XM6142,XM6142"]);
  });
});

describe(".env", () => {
  it.each([
    [
      "a line without `=`, which would swallow the next",
      "XDMAP_CLIENT_ID\nXDMAP_ORG=secret-org\n",
      "line 1 is no NAME=value",
    ],
    ["a colon in place of it", "# ours\r\nXDMAP_CLIENT_ID: secret-id\r\nXDMAP_ORG=o\r\n", "line 2 is no NAME=value"],
    ["a `#` that would end a secret", "A=1\nexport XDMAP_CLIENT_SECRET=secret#more\n", "line 2 has a `#`"],
  ])("with %s is refused at its line, which is not shown", async (_, text, why) => {
    const read = await readCredentials(project("", { ".env": text }), {});
    const found = read.kind === "problem" ? read.diagnostics : [];
    expect(found).toMatchObject([{ code: "XM6144", message: expect.stringContaining(why) }]);
    expect(JSON.stringify(found)).not.toContain("secret");
  });

  it("may have a byte order mark, CRLF, `export`, quotes of each kind, comments and blank lines", async () => {
    const text = `\uFEFF# ours\r\n\r\nexport  XDMAP_CLIENT_ID='id#1' # first\r\nXDMAP_ORG = "o@AdobeOrg"\r\nXDMAP_CLIENT_SECRET=\`p8e'"\`\r\nOTHER="a\r\nb"\r\n`;
    expect(await readCredentials(project("", { ".env": text }), {})).toMatchObject({
      credentials: { clientId: "id#1", organization: "o@AdobeOrg", clientSecret: "p8e'\"" },
    });
  });

  it("is refused where it is no text, too large; a folder of that name is none", async () => {
    expect(await codesOf(project("", { ".env": new Uint8Array([0xff, 0xfe, 0x58, 0x00]) }), good)).toBe("XM6144");
    expect(await codesOf(project("", { ".env": "#".repeat(65 * 1024) }), good)).toBe("XM6144");
    expect(await codesOf(project("", { ".env/bin/python": "" }), good)).toBe("ok");
  });

  const inRepository = (files: Readonly<Record<string, string | Uint8Array>>) =>
    join(project("", { ".git/HEAD": "ref: refs/heads/main\n", "shop/.env": lines, ...files }), "shop");

  it.each<[string, Record<string, string>, "ok" | "XM6143"]>([
    ["no rule", {}, "XM6143"],
    ["its name at the root", { ".gitignore": ".env\n" }, "ok"],
    ["its name beside it", { "shop/.gitignore": "/.env\n" }, "ok"],
    ["a pattern, with a byte order mark and CRLF", { ".gitignore": "\uFEFF.env*\r\n" }, "ok"],
    ["its folder", { ".gitignore": "/shop/\n", "shop/.gitignore": "!.env\n" }, "ok"],
    ["a rule that takes it back", { ".gitignore": ".env\n", "shop/.gitignore": "!.env\n" }, "XM6143"],
    ["the repository's own list", { ".git/info/exclude": ".env\n" }, "ok"],
    ["that list, taken back", { ".git/info/exclude": ".env\n", ".gitignore": "!.env\n" }, "XM6143"],
    ["another folder's", { "other/.gitignore": ".env\n", ".gitignore": "/.env\n" }, "XM6143"],
    ["another case", { ".gitignore": ".ENV\n" }, "XM6143"],
    ["a comment", { ".gitignore": "# .env\n" }, "XM6143"],
    ["all but the source", { ".gitignore": "*\n!*.xdmap\n" }, "ok"],
  ])("is refused in a repository that does not ignore it: %s", async (_, files, expected) => {
    expect(await codesOf(inRepository(files), good)).toBe(expected);
  });

  it("is refused where it was added before, whatever the rules say", async () => {
    const entry = (path: string, extended: boolean) => {
      const head = Buffer.alloc(extended ? 64 : 62, 7);
      head.writeUInt16BE(path.length | (extended ? 0x4000 : 0), 60);
      return Buffer.concat([head, Buffer.from(`${path}\0\0\0`)]);
    };
    const index = (path: string, extended = false) =>
      Buffer.concat([Buffer.from("DIRC\0\0\0\x02\0\0\0\x01"), entry(path, extended)]);
    const ignored = { ".gitignore": ".env\n" };
    expect(await codesOf(inRepository({ ...ignored, ".git/index": index("shop/.env") }), good)).toBe("XM6143");
    expect(await codesOf(inRepository({ ...ignored, ".git/index": index("shop/.env", true) }), good)).toBe("XM6143");
    expect(await codesOf(inRepository({ ...ignored, ".git/index": index("old/shop/.env") }), good)).toBe("ok");
    expect(await codesOf(inRepository({ ...ignored, ".git/index": index("shop/.env.example") }), good)).toBe("ok");
  });

  it("belongs to the work tree that it is in, and shares the list of the main one", async () => {
    const main = project("", { ".git/HEAD": "", ".git/worktrees/w/commondir": "../..\n" });
    const tree = project("", { ".env": lines });
    writeFileSync(join(tree, ".git"), `gitdir: ${join(main, ".git/worktrees/w")}\n`);
    expect(await codesOf(tree, good)).toBe("XM6143");
    mkdirSync(join(main, ".git/info"), { recursive: true });
    writeFileSync(join(main, ".git/info/exclude"), ".env\n");
    expect(await codesOf(tree, good)).toBe("ok");
  });

  it("is never shown, and says which line is missing where", async () => {
    const read = await readCredentials(inRepository({}), good);
    const text = JSON.stringify(read);
    expect(text).toContain(".gitignore");
    expect(text).not.toContain("not-a-real-one");
  });
});
