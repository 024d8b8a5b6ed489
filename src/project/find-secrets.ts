import { deployments as codes } from "../diagnostics/deployments.js";
import { type Diagnostic, diagnostic } from "../diagnostics/index.js";
import { lineText, positionAt, type SourceFile } from "../text/index.js";
import { isNull } from "./value-kinds.js";
import type { YamlValue } from "./yaml-tree.js";

/** Keys whose values are secrets, in lower case and without `_` and `-`. */
const SECRET_KEYS: ReadonlySet<string> = new Set([
  "accesskey",
  "accesskeyid",
  "accesstoken",
  "accountkey",
  "apikey",
  "apisecret",
  "apitoken",
  "authorization",
  "authtoken",
  "bearer",
  "bearertoken",
  "clientsecret",
  "connectionstring",
  "credential",
  "credentials",
  "idtoken",
  "passphrase",
  "passwd",
  "password",
  "privatekey",
  "pwd",
  "refreshtoken",
  "sastoken",
  "sasuri",
  "secret",
  "secretaccesskey",
  "secretkey",
  "secrets",
  "sessiontoken",
  "token",
  "xapikey",
  "xdmapaccesstoken",
  "xdmapclientsecret",
]);

/** What gives a secret away wherever it stands, with its name in a message. */
const LOOKS: readonly (readonly [looks: string, pattern: RegExp])[] = [
  ["one of Adobe's client secrets", /\bp8e-[A-Za-z0-9_-]{4,}/],
  ["a bearer token", /\bBearer\s+(?=\S*\d)[A-Za-z0-9._~+/-]{8,}/i],
  ["a web token", /\beyJ[A-Za-z0-9_-]{4,400}\.[A-Za-z0-9_-]{4,}\./],
  ["a private key", /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/],
  ["an address with a password", /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:@/]+:[^\s@/]+@/i],
  ["a shared access signature", /[?&]sig=[A-Za-z0-9%+/=_-]{16,}/],
];

/**
 * The secrets of a project file: by the keys they stand at, at any depth, and by what they look like, in comments too. Each
 * is told with its line, and without the text there: a frame would show it. `root` is null where the text is no YAML; its
 * lines are looked at then.
 */
export function findSecrets(file: SourceFile, root: YamlValue | null): readonly Diagnostic[] {
  const found = new Map<number, Diagnostic>();
  const add = (line: number, column: number, key: string | null, looks: string | null): void => {
    if (!found.has(line)) {
      found.set(line, diagnostic(codes.XM6131, { path: file.path, line, column }, { key, looks }));
    }
  };
  const lines = file.lineStarts.map((_, at) => lineText(file, at + 1));
  for (const [at, text] of lines.entries()) {
    for (const [looks, pattern] of LOOKS) {
      const match = pattern.exec(text);
      if (match !== null) add(at + 1, match.index + 1, null, looks);
    }
    const named = root === null ? /^[\s\-?{,"']*([A-Za-z][A-Za-z_-]*)["']?\s*[:=]\s*[^\s#{[]/.exec(text) : null;
    const key = named?.[1] ?? "";
    if (named !== null && isSecretKey(key)) add(at + 1, text.indexOf(key) + 1, key, null);
  }
  if (root !== null) findByKeys(root, new Set(), (key, { line, column }) => add(line, column, key, null));
  return [...found.entries()].toSorted(([one], [other]) => one - other).map(([, finding]) => finding);
}

/** An alias is the very value of its anchor: each value is looked at once. */
function findByKeys(
  value: YamlValue,
  seen: Set<YamlValue>,
  add: (key: string, at: { readonly line: number; readonly column: number }) => void,
): void {
  if (value.kind === "scalar" || seen.has(value)) return;
  seen.add(value);
  if (value.kind === "list") {
    for (const item of value.items) findByKeys(item, seen, add);
    return;
  }
  for (const { key, value: inner } of value.entries) {
    // A section of that name is looked into; a flow may be named so.
    const isSaid = inner.kind === "list" || (inner.kind === "scalar" && !isNull(inner));
    if (isSaid && isSecretKey(key.value)) add(key.value, positionAt(key.span.file, key.span.start));
    findByKeys(inner, seen, add);
  }
}

function isSecretKey(key: string): boolean {
  return SECRET_KEYS.has(key.toLowerCase().replace(/[-_ ]/g, ""));
}
