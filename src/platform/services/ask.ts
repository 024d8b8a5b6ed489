import type { Call, Client } from "../http/client.js";
import type { Answer } from "../http/request.js";
import type { Json } from "../json.js";
import { ok, type Reply, refuse } from "../problem.js";
import type { Pages } from "./resource.js";

/** Makes a call, and reads its answer; what cannot be read (null) is a problem. `why` ends the sentence "the answer …". */
export async function ask<T>(
  client: Client,
  call: Call,
  read: (json: Json, answer: Answer) => T | null,
  why: string,
): Promise<Reply<T>> {
  const reply = await client.call(call);
  if (reply.kind === "problem") return reply;
  const value = read(reply.value.json, reply.value);
  return value === null ? refuse(client.misread(call, why)) : ok(value);
}

/** One page of a list, and where the next begins; null at the end. */
export interface Page<T, C> {
  readonly items: readonly T[];
  readonly next: C | null;
}

/** A list longer than this does not end. */
const MOST_PAGES = 10_000;

/**
 * All pages of a list. A service that gives the same page again and again would be read for ever, so a place that was
 * read before is a problem.
 */
export async function* walkPages<T, C extends string | number>(
  first: C,
  read: (at: C) => Promise<Reply<Page<T, C>>>,
  endless: () => Reply<never>,
): AsyncGenerator<Reply<T>, void, undefined> {
  const seen = new Set<C>();
  let at: C | null = first;
  while (at !== null) {
    if (seen.has(at) || seen.size >= MOST_PAGES) {
      yield endless();
      return;
    }
    seen.add(at);
    const page: Reply<Page<T, C>> = await read(at);
    if (page.kind === "problem") {
      yield page;
      return;
    }
    for (const item of page.value.items) yield ok(item);
    at = page.value.next;
  }
}

/** All items of a list that are wanted, or its problem. */
export async function collect<T>(pages: Pages<T>, wanted: (item: T) => boolean): Promise<Reply<readonly T[]>> {
  const found: T[] = [];
  for await (const item of pages) {
    if (item.kind === "problem") return item;
    if (wanted(item.value)) found.push(item.value);
  }
  return ok(found);
}
