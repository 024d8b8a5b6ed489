import type { JsonObject } from "./json.js";

/** The objects of one sandbox, by kind. Kinds are of the service's choosing: `flows`, `mappingSets`, `dataSets`. */
export interface Store {
  collection(kind: string): Collection;
}

/** Objects by id, in the order in which they were made. */
export interface Collection {
  get(id: string): JsonObject | undefined;
  /** All there are. Lists that are answered are made of `listed`. */
  all(): readonly Entry[];
  /** As a list shows them: without those that a list lag still hides. */
  listed(): readonly Entry[];
  /** Makes or replaces. The value is kept as it is, so it must never be changed afterwards. */
  put(id: string, value: JsonObject): void;
  delete(id: string): void;
}

export interface Entry {
  readonly id: string;
  readonly value: JsonObject;
}

interface Kept {
  readonly value: JsonObject;
  /** Milliseconds since 1970; 0 of what a state file held. */
  readonly madeAt: number;
  /** Up to which lists leave it out. */
  readonly hiddenUntil: number;
}

type Kinds = Map<string, Map<string, Kept>>;

/** Everything that the emulator remembers: what is in a sandbox, and under `""` what belongs to the organisation. */
export class Memory {
  private readonly scopes = new Map<string, Kinds>();

  /** Read access; writes go through a transaction. */
  scope(name: string): Store {
    return new Transaction(this, name, { now: Number.POSITIVE_INFINITY, lag: 0 });
  }

  begin(scope: string, options: TransactionOptions): Transaction {
    return new Transaction(this, scope, options);
  }

  kept(scope: string, kind: string): ReadonlyMap<string, Kept> {
    return this.scopes.get(scope)?.get(kind) ?? nothing;
  }

  write(scope: string, kind: string, id: string, kept: Kept | null): void {
    const kinds = getOrMake(this.scopes, scope, () => new Map<string, Map<string, Kept>>());
    const objects = getOrMake(kinds, kind, () => new Map<string, Kept>());
    if (kept === null) objects.delete(id);
    else objects.set(id, kept);
  }

  drop(scope: string): void {
    this.scopes.delete(scope);
  }

  hasScope(scope: string): boolean {
    return this.scopes.has(scope);
  }

  /** Scope, kind and object, for the state file. */
  *everything(): Generator<readonly [scope: string, kind: string, id: string, value: JsonObject]> {
    for (const [scope, kinds] of this.scopes) {
      for (const [kind, objects] of kinds) {
        for (const [id, { value }] of objects) yield [scope, kind, id, value];
      }
    }
  }
}

const nothing: ReadonlyMap<string, Kept> = new Map();

export interface TransactionOptions {
  readonly now: number;
  /** Milliseconds that lists leave out what this transaction makes; those of a reading one, what others made so shortly before. */
  readonly lag: number;
}

/** What one request writes; nobody else sees it before `commit`. */
export class Transaction implements Store {
  private readonly pending = new Map<string, Map<string, JsonObject | null>>();
  private readonly memory: Memory;
  private readonly scope: string;
  private readonly options: TransactionOptions;

  constructor(memory: Memory, scope: string, options: TransactionOptions) {
    this.memory = memory;
    this.scope = scope;
    this.options = options;
  }

  collection(kind: string): Collection {
    // Looked up at each use: whoever holds a collection sees what others committed since.
    const { now, lag } = this.options;
    const kept = () => this.memory.kept(this.scope, kind);
    const pending = getOrMake(this.pending, kind, () => new Map<string, JsonObject | null>());
    const entries = (isListed: (id: string, kept: Kept) => boolean): readonly Entry[] => {
      const list: Entry[] = [];
      for (const [id, old] of kept()) {
        const value = pending.get(id);
        if (value !== null && isListed(id, old)) list.push({ id, value: value ?? old.value });
      }
      for (const [id, value] of pending) if (value !== null && !kept().has(id)) list.push({ id, value });
      return list;
    };
    return {
      get: (id) => {
        const changed = pending.get(id);
        return changed === undefined ? kept().get(id)?.value : (changed ?? undefined);
      },
      all: () => entries(() => true),
      listed: () => entries((_id, { hiddenUntil, madeAt }) => Math.max(hiddenUntil, madeAt + lag) <= now),
      put: (id, value) => void pending.set(id, value),
      delete: (id) => void pending.set(id, null),
    };
  }

  /** True where there was something to write. */
  commit(): boolean {
    let wrote = false;
    for (const [kind, objects] of this.pending) {
      const kept = this.memory.kept(this.scope, kind);
      for (const [id, value] of objects) {
        wrote = true;
        const { now, lag } = this.options;
        const { madeAt, hiddenUntil } = kept.get(id) ?? { madeAt: now, hiddenUntil: lag === 0 ? 0 : now + lag };
        this.memory.write(this.scope, kind, id, value === null ? null : { value, madeAt, hiddenUntil });
      }
    }
    this.pending.clear();
    return wrote;
  }
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
