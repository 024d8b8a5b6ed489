import { type Diagnostic, diagnostic, hasErrors } from "../../diagnostics/index.js";
import { platformSchemas } from "../../diagnostics/platform-schemas.js";
import { type ComponentIndex, indexComponents, leavesOf, loadSchema } from "../../schema/index.js";
import { createSourceFile } from "../../text/index.js";
import type { Platform } from "../connect.js";
import { describeProblem } from "../describe-problem.js";
import type { SchemaContainer } from "../services/schema-registry-types.js";
import { isMissing } from "./find-schema.js";
import { printSchema } from "./print-schema.js";
import { type PulledComponent, pullComponents } from "./pull-components.js";

/** How a pulled schema is written: everything merged, or with its references and the files they lead to. */
export type PullForm = "xed-full" | "xed";

export interface PulledSchema {
  readonly id: string;
  readonly altId: string | null;
  readonly title: string;
  readonly version: string | null;
  readonly text: string;
  /** How many paths a mapping can write to. */
  readonly leaves: number;
  /** Those that the project does not have yet. */
  readonly components: readonly PulledComponent[];
}

export type Pulled =
  | { readonly kind: "ok"; readonly schema: PulledSchema; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: "stopped"; readonly diagnostics: readonly Diagnostic[]; readonly isPlatform: boolean };

export interface PullOptions {
  readonly id: string;
  readonly container: SchemaContainer;
  readonly form: PullForm;
  /** The components that the project has. */
  readonly components: ComponentIndex;
}

/** Gets a schema, with what it refers to where the form asks for it, and reads it as a mapping would. Nothing is written. */
export async function pullSchema(
  platform: Pick<Platform, "schemas" | "sandbox">,
  options: PullOptions,
): Promise<Pulled> {
  const { id, container, form } = options;
  const got = await platform.schemas.get(id, { container, form });
  if (got.kind === "problem" && isMissing(got.problem)) {
    const parameters = { named: id, sandbox: platform.sandbox, near: [] };
    return { kind: "stopped", diagnostics: [diagnostic(platformSchemas.XM7330, null, parameters)], isPlatform: false };
  }
  if (got.kind === "problem") {
    return {
      kind: "stopped",
      diagnostics: [describeProblem(got.problem, `reading the schema ${id}`)],
      isPlatform: true,
    };
  }
  const { title, altId, version, raw } = got.value;
  const text = printSchema(raw);
  let components: readonly PulledComponent[] = [];
  let index = options.components;
  if (form === "xed") {
    const pulled = await pullComponents(platform, { title, raw, known: index });
    if (pulled.kind === "stopped") return pulled;
    components = pulled.components;
    index = join(indexComponents(components.map((each) => createSourceFile(each.id, each.text))).index, index);
  }
  const { schema, diagnostics } = loadSchema(createSourceFile(id, text), { components: index });
  if (schema === null || hasErrors(diagnostics)) {
    const why = (diagnostics.find(({ severity }) => severity === "error")?.message ?? "it has no fields").replace(
      /\.$/,
      "",
    );
    return {
      kind: "stopped",
      diagnostics: [diagnostic(platformSchemas.XM7334, null, { named: title, why })],
      isPlatform: true,
    };
  }
  const leaves = leavesOf(schema).length;
  return { kind: "ok", schema: { id: got.value.id, altId, title, version, text, leaves, components }, diagnostics: [] };
}

function join(first: ComponentIndex, second: ComponentIndex): ComponentIndex {
  return {
    size: first.size + second.size,
    find: (id) => first.find(id) ?? second.find(id),
    near: (id) => first.near(id) ?? second.near(id),
  };
}
