import type { Method, Route, Service } from "./service.js";

export interface RouteMatch {
  readonly route: Route;
  readonly parameters: ReadonlyMap<string, string>;
}

export type RouteLookup =
  | { readonly kind: "match"; readonly match: RouteMatch }
  /** The path exists, for other methods. */
  | { readonly kind: "method"; readonly allowed: readonly Method[] }
  | { readonly kind: "none" };

/** Finds routes by decoded segments. Of several the one with the earlier literal segment wins. */
export class Router {
  private readonly compiled: readonly { readonly route: Route; readonly segments: readonly string[] }[];

  constructor({ routes }: Pick<Service, "routes">) {
    this.compiled = routes
      .map((route) => ({ route, segments: segmentsOf(route.path) }))
      .sort((one, other) => compareTemplates(one.segments, other.segments));
  }

  find(method: Method, segments: readonly string[]): RouteLookup {
    for (const { route, segments: template } of this.compiled) {
      if (route.method !== method) continue;
      const parameters = matchTemplate(template, segments);
      if (parameters !== null) return { kind: "match", match: { route, parameters } };
    }
    const allowed = this.allowed(segments);
    return allowed.length === 0 ? { kind: "none" } : { kind: "method", allowed };
  }

  /** The methods that a path has; none where there is no such path. */
  allowed(segments: readonly string[]): readonly Method[] {
    const found = this.compiled.filter(({ segments: template }) => matchTemplate(template, segments) !== null);
    return [...new Set(found.map(({ route }) => route.method))].sort();
  }
}

/** The segments of a path, without the empty one after a slash at the end. */
export function segmentsOf(path: string): readonly string[] {
  const segments = path.split("/").slice(1);
  if (segments.at(-1) === "") segments.pop();
  return segments;
}

function matchTemplate(template: readonly string[], segments: readonly string[]): Map<string, string> | null {
  if (template.length !== segments.length) return null;
  const parameters = new Map<string, string>();
  for (const [index, part] of template.entries()) {
    const segment = segments[index] ?? "";
    if (isParameter(part)) {
      if (segment === "") return null;
      parameters.set(part.slice(1, -1), segment);
    } else if (part !== segment) return null;
  }
  return parameters;
}

function compareTemplates(one: readonly string[], other: readonly string[]): number {
  for (const [index, part] of one.entries()) {
    const beside = other[index];
    if (beside === undefined) return 0;
    if (isParameter(part) !== isParameter(beside)) return isParameter(part) ? 1 : -1;
  }
  return 0;
}

const isParameter = (part: string): boolean => part.startsWith("{");
