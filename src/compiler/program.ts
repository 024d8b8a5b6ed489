import type { TargetPath } from "../grammar/index.js";
import type { Field, XdmSchema } from "../schema/index.js";
import type { Span } from "../text/index.js";
import type { Emitted } from "./emitted.js";
import type { Expr } from "./expr.js";
import type { SourceShape } from "./source-shape.js";

/** What a `.xdmap` file means: typed, without sugar. The runtime runs it and the payloads are written from it. */
export interface Program {
  /** The mapping set's name, or null where the file gives none. */
  readonly name: string | null;
  readonly description: string | null;
  readonly schema: XdmSchema | null;
  /** The schema's `$id`: that of its file, or the one that the `target` names in place of a file. */
  readonly schemaId?: string | null;
  readonly source: SourceShape | null;
  readonly delta: Delta | null;
  /** In the order of the file; object copies are marked, so that the runtime can apply them first. */
  readonly mappings: readonly ProgramMapping[];
}

export interface Delta {
  readonly path: readonly string[];
  /** A date pattern, or null: the documented default forms. */
  readonly format: string | null;
  /** An IANA zone or offset for values without one; UTC where null. */
  readonly timezone: string | null;
  readonly span: Span;
}

/** One mapping, compiled: an expression without sugar, and where its value goes. */
export interface ProgramMapping {
  readonly expression: Expr;
  /** From the record's root, with the prefix of an `into` before it and the tenant's name where it is known. */
  readonly target: TargetPath;
  /** The target path as payloads and reports write it; the tenant stays `_{TENANT_ID}` where it is not known. */
  readonly path: string;
  /** The target's field in the schema; null without a schema, below a free object, and where the path is wrong. */
  readonly field: Field | null;
  /** What Data Prep is sent. */
  readonly emitted: Emitted;
  readonly identity: Identity | null;
  readonly name: string | null;
  readonly description: string | null;
  /** True where a plain path to an object feeds an object: same-named children are copied. */
  readonly copiesObject: boolean;
  readonly span: Span;
}

/** `@identity("Email", primary: true)` */
export interface Identity {
  readonly namespace: string;
  readonly primary: boolean;
  readonly span: Span;
}
