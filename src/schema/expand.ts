import type { Report } from "../diagnostics/index.js";
import { schemas } from "../diagnostics/schemas.js";
import { type SourceFile, spanOf } from "../text/index.js";
import { type ComponentIndex, namesOf } from "./component-index.js";
import { childOf, createDraft, type Draft } from "./draft.js";
import { pointTo } from "./json-pointer.js";
import type { JsonNode, JsonObject, JsonString } from "./json-tree.js";
import { KeywordReader, type Keywords, placeOf } from "./keywords.js";
import { collectRequired, requireInEveryBranch } from "./required.js";
import { type ActiveRef, enter, enterReference, inlinePathOf, pathOf, type Scope } from "./scope.js";
import { readSelection, selectFields } from "./selection.js";
import { opensNamespace, type XedName, xedName } from "./xed-name.js";

/** The open-content marker of standard XDM: it adds no fields, it only refuses keys without a known prefix. */
const OPEN_CONTENT: readonly string[] = ["https://ns.adobe.com/xdm/common/extensible", "_xdm.common.extensible"];

/** The registry's schemas have some thousands of fields. */
const MOST_FIELDS = 200_000;
/** Fields and references inside one another; those of adobe/xdm go about thirty deep. */
const DEEPEST = 300;

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
  const refs = { target: root, draft, outer: null };
  const scope = { file, resource: root, refs, depth: 0, step: null, branchOf: null, required: collectRequired };
  new Expander(file, expansion).define(root, draft, scope);
  return draft;
}

class Expander {
  private readonly main: SourceFile;
  private readonly expansion: Expansion;
  private readonly keywords: KeywordReader;
  /** Places already reported: a component that is used ten times is reported once. */
  private readonly reported = new Set<unknown>();
  private readonly typedIn = new Map<Draft, SourceFile>();
  private fields = 0;

  constructor(main: SourceFile, expansion: Expansion) {
    this.main = main;
    this.expansion = expansion;
    this.keywords = new KeywordReader(expansion.report);
  }

  /** Adds one definition to a field. The first that says something of a keyword wins, so siblings of a `$ref` come first. */
  define(node: JsonNode, draft: Draft, scope: Scope): void {
    if (node.kind !== "object") {
      // `true` is JSON Schema's way to allow anything.
      if (node.kind === "boolean" || !this.isFirst(node)) return;
      this.keywords.wrong(scope.file, node, pathOf(scope).at(-1) ?? "schema", "an object");
      return;
    }
    if (scope.depth > DEEPEST || this.fields > MOST_FIELDS) {
      this.tooLarge();
      return;
    }
    const keywords = this.keywords.read(scope.file, node);
    this.defineType(node, keywords, draft, scope);
    // What one branch asks of the value itself, another need not.
    if (scope.branchOf !== draft) defineConstraints(keywords, draft);
    else if (keywords.format !== null) draft.branchFormats = [...draft.branchFormats, keywords.format];
    defineValues(keywords, draft, scope.branchOf !== null);
    // The status of a whole component says nothing of the fields that use it.
    if (keywords.status === "deprecated" && scope.refs.target !== node) draft.deprecated = true;
    if (keywords.recursive) draft.recursive = true;
    if (keywords.properties !== null) this.defineProperties(keywords.properties, draft, scope);
    this.defineParts(keywords, draft, scope);
    if (keywords.ref !== null) this.follow(keywords.ref, node, draft, scope);
    for (const part of keywords.allOf) this.define(part, draft, scope);
    for (const branches of keywords.choices) {
      requireInEveryBranch(branches, scope.required, (branch, required) =>
        this.define(branch, draft, { ...scope, branchOf: draft, required }),
      );
    }
    for (const property of keywords.required) {
      const { namespace, name } = place(property, scope);
      scope.required(draft, [...namespace, name]);
    }
  }

  private defineType(node: JsonObject, { type, xdmType, ref }: Keywords, draft: Draft, scope: Scope): void {
    // The registry's xed form writes this beside each reference, also to maps, lists and texts.
    if (ref !== null && type === "object" && (xdmType === null || xdmType === "object")) {
      draft.assumedObject = true;
      return;
    }
    draft.writtenType ??= xdmType;
    if (type === null || type === draft.type) return;
    if (draft.type === null) {
      draft.type = type;
      this.typedIn.set(draft, scope.file);
      return;
    }
    const written = node.members.get("type") ?? node;
    if (scope.branchOf !== null || !this.isFirst(written)) return;
    const other = (this.typedIn.get(draft) ?? this.main).path;
    const parameters = { path: pathOf(scope).join("."), first: draft.type, second: type, other };
    this.expansion.report(schemas.XM6009, placeOf(scope.file, written), parameters);
  }

  private defineProperties(properties: JsonObject, draft: Draft, scope: Scope): void {
    for (const [property, value] of properties.members) {
      const { namespace, name } = place(property, scope);
      let parent = draft;
      for (const segment of namespace) {
        parent = childOf(parent, segment);
        parent.type ??= "object";
      }
      this.fields++;
      this.define(value, childOf(parent, name), enter(scope, [...namespace, name]));
    }
  }

  /** The items of an array and the values of a map. */
  private defineParts({ items, additionalProperties }: Keywords, draft: Draft, scope: Scope): void {
    if (items !== null) {
      draft.items ??= this.part();
      // Whether items open a namespace anew is not known: both ways agree with Adobe's dictionary. They do not (assumed).
      this.define(items, draft.items, enter(scope, ["[*]"]));
    }
    if (additionalProperties !== null) {
      draft.values ??= this.part();
      this.define(additionalProperties, draft.values, enter(scope, ["{*}"], true));
    }
  }

  private part(): Draft {
    this.fields++;
    return createDraft();
  }

  private follow(reference: JsonString, node: JsonObject, draft: Draft, scope: Scope): void {
    const target = this.resolve(reference, scope);
    if (target === null) return;
    for (let active: ActiveRef | null = scope.refs; active !== null; active = active.outer) {
      if (active.target !== target.node) continue;
      // A definition that includes itself adds nothing; a field inside itself is cut here.
      if (active.draft !== draft) draft.recursive = true;
      return;
    }
    this.expansion.visit(target.resource);
    const selection = readSelection(node);
    if (selection.length === 0) {
      this.define(target.node, draft, enterReference(scope, target, draft));
      return;
    }
    const whole = createDraft();
    this.define(target.node, whole, enterReference(scope, target, whole));
    for (const path of selectFields(whole, draft, selection)) {
      this.expansion.report(schemas.XM6012, placeOf(scope.file, reference), { path, id: reference.value });
    }
  }

  /** Where a reference leads, or null: nowhere, which is reported, or to the marker of open content. */
  private resolve(
    reference: JsonString,
    scope: Scope,
  ): { readonly file: SourceFile; readonly resource: JsonObject; readonly node: JsonNode } | null {
    const { index, report } = this.expansion;
    const [id = "", ...fragment] = reference.value.split("#");
    const own = namesOf(scope.resource);
    if (id === "" ? own.some((name) => OPEN_CONTENT.includes(name)) : OPEN_CONTENT.includes(id)) return null;
    const isOwn = id === "" || own.includes(id);
    const component = isOwn ? { file: scope.file, root: scope.resource } : (index.find(id) ?? index.find(`${id}#`));
    const node = component === undefined ? undefined : pointTo(component.root, fragment.join("#"));
    if (component !== undefined && node !== undefined) return { file: component.file, resource: component.root, node };
    if (this.isFirst(reference)) {
      const near = component === undefined ? index.near(id) : undefined;
      const target = component?.file.path ?? null;
      const parameters = { file: scope.file.path, id: reference.value, target, near, components: index.size };
      report(schemas.XM6005, placeOf(scope.file, reference), parameters);
    }
    return null;
  }

  private tooLarge(): void {
    if (!this.isFirst(this.main)) return;
    this.expansion.report(schemas.XM6010, spanOf(this.main, 0, 1), { file: this.main.path, fields: MOST_FIELDS });
  }

  private isFirst(place: unknown): boolean {
    if (this.reported.has(place)) return false;
    this.reported.add(place);
    return true;
  }
}

/** Where a property stands below its object. Inline, a namespace that the path already opens is not repeated (rule 5). */
function place(property: string, scope: Scope): XedName {
  const converted = xedName(property);
  const { namespace, name } = converted;
  if (namespace.length === 0 || !opensNamespace(inlinePathOf(scope), namespace)) return converted;
  return { namespace: [], name };
}

function defineConstraints(keywords: Keywords, draft: Draft): void {
  draft.title ??= keywords.title;
  draft.format ??= keywords.format;
  draft.pattern ??= keywords.pattern;
  draft.minimum ??= keywords.minimum;
  draft.maximum ??= keywords.maximum;
  draft.minLength ??= keywords.minLength;
  draft.maxLength ??= keywords.maxLength;
  if (draft.type !== "integer") return;
  // The next integer; of other numbers there is none, and an exclusive bound is not kept.
  draft.minimum ??= next(keywords.exclusiveMinimum, 1);
  draft.maximum ??= next(keywords.exclusiveMaximum, -1);
}

function next(bound: number | null, step: number): number | null {
  return bound === null ? null : bound + step;
}

/** Closed lists are `enum` and `const`; `meta:enum` alone only suggests. Branches of a choice add to one another. */
function defineValues({ values, suggested }: Keywords, draft: Draft, branch: boolean): void {
  draft.suggested ??= suggested;
  if (values === null) return;
  if (draft.enum === null) {
    draft.enum = values;
    draft.enumFromBranch = branch;
  } else if (draft.enumFromBranch && branch) {
    draft.enum = [...new Set([...draft.enum, ...values])];
  }
}
