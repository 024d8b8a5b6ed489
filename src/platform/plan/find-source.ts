import { type Diagnostic, diagnostic, quote } from "../../diagnostics/index.js";
import { platformPlan as codes } from "../../diagnostics/platform-plan.js";
import type { FlowSettings } from "../../project/deployment/flow-settings.js";
import { nearest } from "../../text/index.js";
import type { BaseConnection, ConnectionSpec, FlowSpec } from "../services/flow-service-types.js";
import type { Readable } from "../services/resource.js";
import { type Context, missing, onlyOne } from "./context.js";
import type { Spec } from "./plan.js";
import { type Found, openMemo } from "./reader.js";

/** What a flow reads from, and by which rules. */
export interface FoundSource {
  readonly base: BaseConnection;
  readonly spec: Spec;
  readonly flowSpec: FlowSpec;
}

export type FindSource = (settings: FlowSettings) => Promise<{
  /** Null where an error, which is told, stands in the way. */
  readonly source: FoundSource | null;
  readonly diagnostics: readonly Diagnostic[];
}>;

/** Finds base connections, connection specs and flow specs, each once. */
export function openFindSource(context: Context): FindSource {
  const connections = openMemo<Found<readonly BaseConnection[]>>();
  const connectionSpecs = openMemo<Found<readonly ConnectionSpec[]>>();
  const flowSpecs = openMemo<Found<readonly FlowSpec[]>>();
  const { reader, deployment } = context;
  const service = reader.platform.flows;

  return async (settings) => {
    const diagnostics: Diagnostic[] = [];
    const { connection, connectionSpec, flowSpec } = settings;
    const base = await pick(connections, service.connections, "base connection", connection, ADVICE.connection);
    const named =
      connectionSpec === undefined
        ? null
        : await pick(
            connectionSpecs,
            service.connectionSpecs,
            "connection spec",
            connectionSpec,
            ADVICE.connectionSpec,
          );
    const flow = await pick(flowSpecs, service.flowSpecs, "flow spec", flowSpec, ADVICE.flowSpec);
    for (const each of [base, named, flow]) if (each !== null && "problem" in each) diagnostics.push(each.problem);
    if (!("value" in base) || !("value" in flow) || (named !== null && !("value" in named))) {
      return { source: null, diagnostics };
    }
    const own = base.value.connectionSpec;
    const wanted = named?.value ?? null;
    if (own !== null && wanted !== null && own.id !== wanted.id) {
      const parameters = { connection: base.value.name, has: own.id, wanted: connectionSpec?.value ?? wanted.id };
      diagnostics.push(diagnostic(codes.XM7130, connectionSpec?.span ?? connection.span, parameters));
      return { source: null, diagnostics };
    }
    const { state } = base.value;
    if (state !== null && state !== "enabled") {
      diagnostics.push(diagnostic(codes.XM7132, connection.span, { connection: base.value.name, state }));
    }
    const spec = { id: own?.id ?? wanted?.id ?? "", version: own?.version ?? wanted?.version ?? "1.0" };
    const listed = flow.value.sourceConnectionSpecIds;
    if (listed !== null && !listed.includes(spec.id)) {
      const parameters = { spec: spec.id, flowSpec: flow.value.name };
      diagnostics.push(diagnostic(codes.XM7131, flowSpec.span, parameters));
    }
    return { source: { base: base.value, spec, flowSpec: flow.value }, diagnostics };
  };

  type Picked<T> = { readonly value: T } | { readonly problem: Diagnostic } | { readonly failed: true };

  async function pick<T extends { readonly id: string; readonly name: string }>(
    memo: (key: string, make: () => Promise<Found<readonly T[]>>) => Promise<Found<readonly T[]>>,
    collection: Readable<T>,
    what: string,
    { value, span }: FlowSettings["connection"],
    advice: string,
  ): Promise<Picked<T>> {
    const found = await memo(value, () => find(collection, what, value));
    if (found.kind === "failed") return { failed: true };
    const one = onlyOne(found.kind === "there" ? found : { kind: "there", value: [] }, `${what}s`, value, span);
    if ("problem" in one) return one;
    if (one.value !== undefined) return { value: one.value };
    const near = UUID.test(value) ? undefined : nearest(value, await namesOf(collection));
    const offer = near === undefined ? "" : `Did you mean ${quote(near)}? `;
    return { problem: missing(what, value, deployment.sandbox, span, offer + advice) };
  }

  /** As many as there are: where the list breaks off, what is missing is told without an offer. */
  async function namesOf(collection: Readable<{ readonly name: string }>): Promise<readonly string[]> {
    const names: string[] = [];
    for await (const reply of collection.list()) {
      if (reply.kind === "problem") break;
      names.push(reply.value.name);
    }
    return names;
  }

  /** By its id where it may be one, and else by its name: a name may look like an id. */
  async function find<T>(collection: Readable<T>, what: string, value: string): Promise<Found<readonly T[]>> {
    if (UUID.test(value)) {
      const found = await reader.read(`reading the ${what} ${value}`, (options) => collection.get(value, options));
      if (found.kind === "failed") return found;
      if (found.kind === "there") return { kind: "there", value: [found.value] };
    }
    return reader.read(`looking for the ${what} ${value}`, (options) => collection.named(value, options));
  }
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

const ADVICE = {
  connection:
    "Make the base connection (the account of the source) in AEP, or give the id or name of one that is there. Each sandbox has its own: `sandboxes` in xdmap.yaml says which.",
  connectionSpec: "Leave `connectionSpec` out: it follows from the connection.",
  flowSpec: "Leave `flowSpec` out, or give the name of one that is there, such as CRMToAEP or CloudStorageToAEP.",
} as const;
