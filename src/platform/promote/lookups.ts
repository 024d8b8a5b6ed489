import { isForProfile } from "../plan/fields.js";
import { type Found, openMemo, type Reader } from "../plan/reader.js";
import type { Dataset } from "../services/catalog-types.js";
import type { BaseConnection, ConnectionSpec, FlowSpec } from "../services/flow-service-types.js";
import type { Readable } from "../services/resource.js";

/** What a flow uses and does not make, in the words of its settings. */
export type UsedKind = "connection" | "connectionSpec" | "flowSpec" | "dataset";

/** An object of a sandbox. */
export interface Used {
  readonly id: string;
  readonly name: string;
  /** Of a base connection, its connection spec's id. */
  readonly spec: string | null;
  /** Of a dataset, whether it is enabled for Profile. */
  readonly isForProfile: boolean;
}

/** Looks objects of one sandbox up, each once, however many flows use it. */
export interface Lookups {
  readonly named: (kind: UsedKind, name: string) => Promise<Found<readonly Used[]>>;
  /** By its id where the text may be one, and else by its name: as a plan looks it up. */
  readonly meant: (kind: UsedKind, text: string) => Promise<Found<readonly Used[]>>;
}

export const WORDS: Readonly<Record<UsedKind, string>> = {
  connection: "base connection",
  connectionSpec: "connection spec",
  flowSpec: "flow spec",
  dataset: "dataset",
};

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const DATASET_ID = /^[0-9a-f]{24}$/i;

export function isId(kind: UsedKind, text: string): boolean {
  return kind === "dataset" ? DATASET_ID.test(text) : UUID.test(text);
}

export function openLookups(reader: Reader): Lookups {
  const memo = openMemo<Found<readonly Used[]>>();
  const { flows, catalog } = reader.platform;

  const named: Lookups["named"] = (kind, name) => {
    switch (kind) {
      case "connection":
        return byName(kind, name, flows.connections, ofConnection);
      case "connectionSpec":
        return byName(kind, name, flows.connectionSpecs, ofSpec);
      case "flowSpec":
        return byName(kind, name, flows.flowSpecs, ofSpec);
      case "dataset":
        return byName(kind, name, catalog.datasets, ofDataset);
    }
  };
  const byId = (kind: UsedKind, id: string) => {
    switch (kind) {
      case "connection":
        return get(kind, id, flows.connections, ofConnection);
      case "connectionSpec":
        return get(kind, id, flows.connectionSpecs, ofSpec);
      case "flowSpec":
        return get(kind, id, flows.flowSpecs, ofSpec);
      case "dataset":
        return get(kind, id, catalog.datasets, ofDataset);
    }
  };
  return {
    named,
    meant: async (kind, text) => {
      if (isId(kind, text)) {
        const found = await byId(kind, text);
        // A name may look like an id, but a dataset's cannot be told apart in the project file.
        if (found.kind !== "absent" || kind === "dataset") return found;
      }
      return named(kind, text);
    },
  };

  function byName<T>(kind: UsedKind, name: string, from: Readable<T>, used: (object: T) => Used) {
    return memo(`${kind} named ${name}`, async (): Promise<Found<readonly Used[]>> => {
      const found = await reader.read(`looking for the ${WORDS[kind]} ${name}`, (options) => from.named(name, options));
      return found.kind === "there" ? { kind: "there", value: found.value.map(used) } : found;
    });
  }

  function get<T>(kind: UsedKind, id: string, from: Readable<T>, used: (object: T) => Used) {
    return memo(`${kind} ${id}`, async (): Promise<Found<readonly Used[]>> => {
      const found = await reader.read(`reading the ${WORDS[kind]} ${id}`, (options) => from.get(id, options));
      return found.kind === "there" ? { kind: "there", value: [used(found.value)] } : found;
    });
  }
}

function ofConnection({ id, name, connectionSpec }: BaseConnection): Used {
  return { id, name, spec: connectionSpec?.id ?? null, isForProfile: false };
}

function ofSpec({ id, name }: ConnectionSpec | FlowSpec): Used {
  return { id, name, spec: null, isForProfile: false };
}

function ofDataset({ id, name, raw }: Dataset): Used {
  return { id, name, spec: null, isForProfile: isForProfile(raw) };
}
