import * as v from "valibot";
import type { Call, Client } from "../http/client.js";
import { type Json, memberOf } from "../json.js";
import type { Reply } from "../problem.js";
import { refuse } from "../problem.js";
import { ask, type Page, walkPages } from "./ask.js";
import type { Sandbox, SandboxService } from "./catalog-types.js";
import { decode, id, text } from "./decode.js";
import type { CallOptions } from "./resource.js";

export function createSandboxService(client: Client): SandboxService {
  return {
    get: (name, options) => {
      const read = (json: Json): Sandbox | null => {
        const sandbox = decodeSandbox(json);
        return sandbox?.name === name ? sandbox : null;
      };
      return ask(client, get(["sandboxes", name], options), read, "is not the sandbox that was asked for");
    },
    list: (options) => pagesOf(client, options),
  };
}

function get(path: readonly string[], { signal }: CallOptions = {}): Call {
  return { service: "sandbox-management", method: "GET", path, effect: "nothing", answer: "json", signal };
}

async function* pagesOf(client: Client, options?: CallOptions): AsyncGenerator<Reply<Sandbox>, void, undefined> {
  const call = (offset: number): Call => ({
    ...get(["sandboxes"], options),
    query: offset === 0 ? [] : [["offset", String(offset)]],
  });
  const known = new Set<string>();
  const readPage = (json: Json, offset: number): Page<Sandbox, number> | null => {
    const list = memberOf(json, "sandboxes");
    if (!Array.isArray(list)) return null;
    const sandboxes = list.flatMap((item: Json) => decodeSandbox(item) ?? []);
    const items = sandboxes.filter(({ name }) => !known.has(name));
    for (const { name } of items) known.add(name);
    const more = memberOf(memberOf(memberOf(json, "_links"), "next"), "href") !== undefined && items.length > 0;
    return { items, next: more ? offset + list.length : null };
  };
  const read = (offset: number): Promise<Reply<Page<Sandbox, number>>> =>
    ask(client, call(offset), (json) => readPage(json, offset), "is no list of sandboxes");
  yield* walkPages(0, read, () => refuse(client.misread(call(0), "goes on without an end")));
}

const fields = v.object({ id: text, name: id, title: text, state: text, type: text });

function decodeSandbox(json: Json): Sandbox | null {
  const read = decode(fields, json);
  return read === null ? null : { ...read, id: read.id ?? read.name };
}
