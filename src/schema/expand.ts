import type { Report } from "../diagnostics/index.js";
import { schemas } from "../diagnostics/schemas.js";
import { type SourceFile, spanOf } from "../text/index.js";
import type { ComponentIndex } from "./component-index.js";
import { createDraft, type Draft } from "./draft.js";
import { pointTo } from "./json-pointer.js";
import type { JsonNode, JsonObject, JsonString } from "./json-tree.js";
import { KeywordReader, placeOf } from "./keyword-reader.js";
import { collectRequired, type RequiredSink, requireInEveryBranch } from "./required.js";
import { readSelection, selectFields } from "./selection.js";
import type { JsonType } from "./xdm-type.js";
import { opensNamespace, type XedName, xedName } from "./xed-name.js";

/** The open-content marker of standard XDM: it adds no fields, it only refuses keys without a known prefix. */
const OPEN_CONTENT = "https://ns.adobe.com/xdm/common/extensible";

/** The registry's schemas have some thousands of fields. */
const MOST_FIELDS = 200_000;
/** Definitions inside one another, references included; those of adobe/xdm go about fifty deep. */
const DEEPEST = 500;

/** A `$ref` that is being followed, and the field that it defines. */
interface ActiveRef {
  readonly target: JsonNode;
  readonly draft: Draft;
  readonly outer: ActiveRef | null;
}

/** Where a definition stands. */
interface Scope {
  readonly file: SourceFile;
  /** The whole resource, in which `#/…` is looked up. */
  readonly resource: JsonObject;
  readonly refs: ActiveRef;
  readonly depth: number;
  /** XED names from the record to this field, for messages. */
  readonly path: readonly string[];
  /** The end of that path since the last `$ref` or map: namespaces that it opens are not repeated inside. */
  readonly inline: readonly string[];
  /** Inside `oneOf` or `anyOf`. */
  readonly branch: boolean;
  readonly required: RequiredSink;
}

/** What a schema is expanded with. */
export interface Expansion {
  readonly index: ComponentIndex;
  readonly report: Report;
  /** Told of each resource that a reference leads into. */
  readonly visit: (resource: JsonObject) => void;
}

/**
 * Follows the references of a schema and merges all its definitions into drafts, under XED names. What cannot be read is
 * reported and left out. `patternProperties` describe no fields and are not read.
 */
export function expandSchema(file: SourceFile, root: JsonObject, expansion: Expansion): Draft {
  const draft = createDraft();
  new Expander(file, expansion).define(root, draft, {
    file,
    resource: root,
    refs: { target: root, draft, outer: null },
    depth: 0,
    path: [],
    inline: [],
    branch: false,
    required: collectRequired,
  });
  return draft;
}

class Expander {
  private readonly main: SourceFile;
  private readonly expansion: Expansion;
  private readonly read: KeywordReader;
  private readonly typedIn = new Map<Draft, SourceFile>();
  private fields = 0;

  constructor(main: SourceFile, expansion: Expansion) {
    this.main = main;
    this.expansion = expansion;
    this.read = new KeywordReader(expansion.report);
  }

  /** Adds one definition to a field. The first that says something of a keyword wins, so siblings of a `$ref` come first. */
  define(node: JsonNode, draft: Draft, outer: Scope): void {
    if (node.kind !== "object") {
      // `true` is JSON Schema's way to allow anything.
      if (node.kind !== "boolean") this.read.wrong(outer.file, node, outer.path.at(-1) ?? "schema", "an object");
      return;
    }
    if (outer.depth > DEEPEST || this.fields > MOST_FIELDS) {
      this.tooLarge();
      return;
    }
    const scope = { ...outer, depth: outer.depth + 1 };
    this.defineType(node, draft, scope);
    this.defineConstraints(node, draft, scope);
    this.defineValues(node, draft, scope);
    this.defineProperties(node, draft, scope);
    this.defineParts(node, draft, scope);
    const reference = node.members.get("$ref")?.value;
    if (reference?.kind === "string") this.follow(reference, node, draft, scope);
    else if (reference !== undefined) this.read.wrong(scope.file, reference, "$ref", "a text");
    for (const part of this.read.list(scope.file, node, "allOf")) this.define(part, draft, scope);
    this.defineChoices(node, draft, scope);
    this.defineRequired(node, draft, scope);
  }

  private defineType(node: JsonObject, draft: Draft, scope: Scope): void {
    draft.writtenType ??= this.read.xdmType(scope.file, node);
    const type = this.read.jsonType(scope.file, node);
    if (type === null || type === draft.type) return;
    if (draft.type !== null) {
      if (!scope.branch) this.conflict(node, draft, type, scope);
      return;
    }
    draft.type = type;
    this.typedIn.set(draft, scope.file);
  }

  private defineConstraints(node: JsonObject, draft: Draft, { file, refs }: Scope): void {
    const { read } = this;
    draft.title ??= read.text(file, node, "title");
    draft.format ??= read.text(file, node, "format");
    draft.pattern ??= read.text(file, node, "pattern");
    draft.minimum ??= read.number(file, node, "minimum");
    draft.maximum ??= read.number(file, node, "maximum");
    draft.minLength ??= read.number(file, node, "minLength");
    draft.maxLength ??= read.number(file, node, "maxLength");
    if (draft.type === "integer") {
      // The next integer; of other numbers there is none, and an exclusive bound is not kept.
      draft.minimum ??= next(read.number(file, node, "exclusiveMinimum"), 1);
      draft.maximum ??= next(read.number(file, node, "exclusiveMaximum"), -1);
    }
    // What `writeXedFull` marks.
    const recursive = node.members.get("meta:recursive")?.value;
    if (recursive?.kind === "boolean" && recursive.value) draft.recursive = true;
    // The status of a whole component says nothing of the fields that use it.
    const isComponent = refs.target === node;
    if (!isComponent && read.text(file, node, "meta:status") === "deprecated") draft.deprecated = true;
  }

  /** Closed lists are `enum` and `const`; `meta:enum` alone only suggests. Branches of a choice add to one another. */
  private defineValues(node: JsonObject, draft: Draft, { file, branch }: Scope): void {
    const constant = node.members.get("const")?.value;
    const list = this.read.list(file, node, "enum");
    const values = (constant === undefined ? list : [constant]).flatMap(scalarText);
    if (values.length > 0 && draft.enum === null) {
      draft.enum = values;
      draft.enumFromBranch = branch;
    } else if (values.length > 0 && draft.enumFromBranch && branch) {
      draft.enum = [...new Set([...(draft.enum ?? []), ...values])];
    }
    const suggested = this.read.object(file, node, "meta:enum");
    if (suggested !== null) draft.suggested ??= [...suggested.members.keys()];
  }

  private defineProperties(node: JsonObject, draft: Draft, scope: Scope): void {
    const properties = this.read.object(scope.file, node, "properties");
    for (const [property, { value }] of properties?.members ?? []) {
      const { namespace, name } = place(property, scope);
      let parent = draft;
      for (const segment of namespace) {
        parent = this.child(parent, segment);
        parent.type ??= "object";
      }
      const segments = [...namespace, name];
      this.define(value, this.child(parent, name), {
        ...scope,
        path: [...scope.path, ...segments],
        inline: [...scope.inline, ...segments],
      });
    }
  }

  /** The items of an array and the values of a map. */
  private defineParts(node: JsonObject, draft: Draft, scope: Scope): void {
    const items = node.members.get("items")?.value;
    if (items?.kind === "array") this.read.wrong(scope.file, items, "items", "one schema");
    else if (items !== undefined) {
      draft.items ??= this.part();
      // Whether items open a namespace anew is not known: both ways agree with Adobe's dictionary. They do not (assumed).
      this.define(items, draft.items, { ...scope, path: [...scope.path, "[*]"] });
    }
    const values = node.members.get("additionalProperties")?.value;
    if (values?.kind === "object") {
      draft.values ??= this.part();
      this.define(values, draft.values, { ...scope, path: [...scope.path, "{*}"], inline: [] });
    } else if (values !== undefined && values.kind !== "boolean") {
      this.read.wrong(scope.file, values, "additionalProperties", "a schema, true or false");
    }
  }

  private defineChoices(node: JsonObject, draft: Draft, scope: Scope): void {
    for (const keyword of ["oneOf", "anyOf"]) {
      const branches = this.read.list(scope.file, node, keyword);
      requireInEveryBranch(branches, scope.required, (branch, required) =>
        this.define(branch, draft, { ...scope, branch: true, required }),
      );
    }
  }

  private defineRequired(node: JsonObject, draft: Draft, scope: Scope): void {
    for (const item of this.read.list(scope.file, node, "required")) {
      if (item.kind === "string") {
        const { namespace, name } = place(item.value, scope);
        scope.required(draft, [...namespace, name]);
      } else this.read.wrong(scope.file, item, "required", "a list of names");
    }
  }

  private child(parent: Draft, name: string): Draft {
    const known = parent.children.get(name);
    if (known !== undefined) return known;
    const child = this.part();
    parent.children.set(name, child);
    return child;
  }

  private part(): Draft {
    this.fields++;
    return createDraft();
  }

  private follow(reference: JsonString, node: JsonObject, draft: Draft, scope: Scope): void {
    const target = this.resolve(reference, scope);
    if (target === null) return;
    for (let active: ActiveRef | null = scope.refs; active !== null; active = active.outer) {
      if (active.target !== target.refs.target) continue;
      // A definition that includes itself adds nothing; a field inside itself is cut here.
      if (active.draft !== draft) draft.recursive = true;
      return;
    }
    this.expansion.visit(target.resource);
    const selection = readSelection(node);
    if (selection.length === 0) {
      this.define(target.refs.target, draft, { ...target, refs: { ...target.refs, draft } });
      return;
    }
    const whole = createDraft();
    this.define(target.refs.target, whole, { ...target, refs: { ...target.refs, draft: whole } });
    for (const path of selectFields(whole, draft, selection)) {
      this.expansion.report(schemas.XM6012, placeOf(scope.file, reference), { path, id: reference.value });
    }
  }

  /** The scope that a reference leads into, or null: where it leads nowhere, which is reported, and for the marker. */
  private resolve(reference: JsonString, scope: Scope): Scope | null {
    const { index, report } = this.expansion;
    const [id = "", ...fragment] = reference.value.split("#");
    const ownId = idOf(scope.resource);
    if ((id === "" ? ownId : id) === OPEN_CONTENT) return null;
    const isOwn = id === "" || id === ownId;
    const component = isOwn ? { file: scope.file, root: scope.resource } : (index.find(id) ?? index.find(`${id}#`));
    const target = component === undefined ? undefined : pointTo(component.root, fragment.join("#"));
    if (component !== undefined && target !== undefined) {
      const { file, root } = component;
      const refs = { target, draft: scope.refs.draft, outer: scope.refs };
      return { ...scope, file, resource: root, refs, inline: [] };
    }
    if (this.read.isFirst(reference)) {
      const near = component === undefined ? index.near(id) : undefined;
      const parameters = { file: scope.file.path, id: reference.value, near, components: index.size };
      report(schemas.XM6005, placeOf(scope.file, reference), parameters);
    }
    return null;
  }

  private conflict(node: JsonObject, draft: Draft, second: JsonType, scope: Scope): void {
    const type = node.members.get("type")?.value ?? node;
    if (draft.type === null || !this.read.isFirst(type)) return;
    const other = (this.typedIn.get(draft) ?? this.main).path;
    const parameters = { path: scope.path.join("."), first: draft.type, second, other };
    this.expansion.report(schemas.XM6009, placeOf(scope.file, type), parameters);
  }

  private tooLarge(): void {
    if (!this.read.isFirst(this.main)) return;
    this.expansion.report(schemas.XM6010, spanOf(this.main, 0, 1), { file: this.main.path, fields: MOST_FIELDS });
  }
}

/** Where a property stands below its object. Inline, a namespace that the path already opens is not repeated (rule 5). */
function place(property: string, { inline }: Scope): XedName {
  const converted = xedName(property);
  const { namespace, name } = converted;
  return namespace.length > 0 && opensNamespace(inline, namespace) ? { namespace: [], name } : converted;
}

function idOf(resource: JsonObject): string | null {
  const id = resource.members.get("$id")?.value;
  return id?.kind === "string" ? id.value : null;
}

function next(bound: number | null, step: number): number | null {
  return bound === null ? null : bound + step;
}

function scalarText(node: JsonNode): readonly string[] {
  switch (node.kind) {
    case "string":
      return [node.value];
    case "number":
    case "boolean":
      return [String(node.value)];
    default:
      return [];
  }
}
