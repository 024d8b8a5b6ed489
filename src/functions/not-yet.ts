/** Where Data Prep offers a function: in mappings of any source, of Adobe Analytics, or to destinations only. */
type Scope = "source" | "destination" | "analytics";

/** A function that Data Prep documents and this version of xdmap does not run. */
export interface NotYetFunction {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly category: string;
  readonly scope: Scope;
  readonly style: "function" | "method";
  readonly least: number;
  /** Null where there is no limit. */
  readonly most: number | null;
}

/** Known by name and number of arguments, so that a mapping that uses one can be checked and deployed. */
export const notYetPreviewed: readonly NotYetFunction[] = [
  known("get_url_protocol", "URL", 1),
  known("get_url_host", "URL", 1),
  known("get_url_port", "URL", 1),
  known("get_url_path", "URL", 1, 2),
  known("get_url_query_str", "URL", 2),
  known("get_url_encoded", "URL", 1),
  known("get_url_decoded", "URL", 1),
  known("fpid_to_ecid", "Special", 1),
  analytics("aa_get_event_id", 2),
  analytics("aa_get_event_value", 2),
  analytics("aa_get_product_categories", 1),
  analytics("aa_get_product_names", 1),
  analytics("aa_get_product_quantities", 1),
  analytics("aa_get_product_prices", 1),
  analytics("aa_get_product_event_values", 2),
  analytics("aa_get_product_evars", 2),
  analytics("aa_get_product_events", 2),
  analytics("aa_get_product_event_ids", 2),
];

function known(name: string, category: string, least: number, most: number | null = least): NotYetFunction {
  return { name, aliases: [], category, scope: "source", style: "function", least, most };
}

function analytics(name: string, count: number): NotYetFunction {
  return { ...known(name, "Analytics", count), scope: "analytics" };
}

const byName: ReadonlyMap<string, NotYetFunction> = new Map(
  notYetPreviewed.flatMap((listed) => [listed.name, ...listed.aliases].map((name) => [name, listed] as const)),
);

/** The function of a name or alias, or undefined. */
export function notYetNamed(name: string): NotYetFunction | undefined {
  return byName.get(name);
}
