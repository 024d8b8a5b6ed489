import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { platformPromote as codes } from "../../diagnostics/platform-promote.js";
import { parseMapping } from "../../grammar/index.js";
import { readText, shownPath } from "../../host/files.js";
import type { FlowSettings } from "../../project/deployment/flow-settings.js";
import { createSourceFile, type Span } from "../../text/index.js";
import type { Route } from "./findings.js";

/** The targets of a flow's mapping that name a tenant (`_acme`) where each sandbox has its own. */
export async function findTenants(
  { mappingPath }: FlowSettings,
  { from, to }: Route,
  tenant: string,
): Promise<readonly Diagnostic[]> {
  const read = await readText(mappingPath);
  if (read.kind === "problem" || !read.value.includes(tenant)) return [];
  const { tree } = parseMapping(createSourceFile(shownPath(mappingPath), read.value));
  return segmentsNamed(tree, tenant).map((span) => diagnostic(codes.XM7606, span, { tenant, from, to }));
}

/** Target paths stand in mappings, in blocks and in tests, at any depth. */
function segmentsNamed(node: unknown, name: string): readonly Span[] {
  if (Array.isArray(node)) return node.flatMap((each) => segmentsNamed(each, name));
  if (typeof node !== "object" || node === null) return [];
  const parts = Object.entries(node).filter(([key]) => key !== "span");
  return parts.flatMap(([key, value]) =>
    key === "segments" && Array.isArray(value)
      ? value.flatMap((segment: unknown) => (isNamed(segment, name) ? [segment.span] : []))
      : segmentsNamed(value, name),
  );
}

function isNamed(segment: unknown, name: string): segment is { readonly span: Span } {
  if (typeof segment !== "object" || segment === null || !("name" in segment) || !("span" in segment)) return false;
  return segment.name === name;
}
