import { isList, isObject, type Json, objectOf, textAt } from "./json.js";

/** A request as the log keeps it: without tokens, secrets and the credentials of connections. */
export interface LogEntry {
  /** From 1, in the order of arrival. Requests to `/__emulator` are not counted. */
  readonly n: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly sandbox: string | null;
  readonly body: Json | undefined;
  /** The headers that change what a request means; never `authorization`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Null while it runs, and where the connection was reset. */
  readonly status: number | null;
  /** True where something was written, whatever the client then got to read. */
  readonly committed: boolean;
  readonly faults: readonly string[];
  /** What breaks Adobe's contract in the request, one sentence each. */
  readonly violations: readonly string[];
}

const keptHeaders = ["accept", "content-type", "if-match", "pragma", "x-sandbox-name", "x-sandbox-id", "x-request-id"];

const LONGEST = 10_000;

export class RequestLog {
  private readonly kept: LogEntry[] = [];
  private count = 0;

  /** The latest 10,000. */
  get entries(): readonly LogEntry[] {
    return this.kept;
  }

  begin(entry: Pick<LogEntry, "time" | "method" | "path">): LogEntry {
    this.count += 1;
    const begun: LogEntry = { ...emptyEntry(this.count), ...entry, path: withoutSecrets(entry.path) };
    this.kept.push(begun);
    if (this.kept.length > LONGEST) this.kept.shift();
    return begun;
  }

  change(n: number, changes: Partial<Omit<LogEntry, "n">>): LogEntry {
    const index = this.kept.findLastIndex((entry) => entry.n === n);
    const changed = { ...(this.kept[index] ?? emptyEntry(n)), ...changes };
    if (index !== -1) this.kept[index] = changed;
    return changed;
  }

  clear(): void {
    this.kept.length = 0;
  }
}

function emptyEntry(n: number): LogEntry {
  return {
    n,
    time: 0,
    method: "",
    path: "",
    sandbox: null,
    body: undefined,
    headers: {},
    status: null,
    committed: false,
    faults: [],
    violations: [],
  };
}

export function headersToKeep(headers: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    keptHeaders.flatMap((name) => {
      const value = headers.get(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

const secretNames = /^(client_secret|client_id|access_token|password|jwt_token|authorization)$/i;

function withoutSecrets(path: string): string {
  const [before = "", query] = path.split("?", 2);
  if (query === undefined) return before;
  const kept = query.split("&").map((pair) => {
    const [name = "", value] = pair.split("=", 2);
    return value !== undefined && secretNames.test(name) ? `${name}=…` : pair;
  });
  return `${before}?${kept.join("&")}`;
}

/** The credentials of a base connection stand in `auth.params`; whatever is called a password or secret goes, too. */
export function redactBody(body: Json | undefined): Json | undefined {
  return body === undefined ? undefined : redact(body, "");
}

const secretMembers = /passw|passphrase|secret|token|connectionstring|(access|api|account|private)_?key|sasuri/i;

function redact(value: Json, name: string): Json {
  if (isList(value)) return value.map((item) => redact(item, name));
  if (!isObject(value)) return secretMembers.test(name) ? "…" : value;
  // A JSON Patch of what signs in.
  if (/^\/auth(\/|$)/.test(textAt(value, "path") ?? "")) return { ...value, value: "…" };
  return objectOf(
    Object.entries(value).map(([key, member]) => [
      key,
      name === "auth" && key === "params" && isObject(member)
        ? objectOf(Object.keys(member).map((secret) => [secret, "…"]))
        : redact(member, key),
    ]),
  );
}
