import type { Program } from "../../compiler/index.js";

/** Takes out of texts what names the organisation: its tenant, its ids, those of its accounts, and those of its schemas. */
export function createCleaner({ schema, schemaId }: Pick<Program, "schema" | "schemaId">): (text: string) => string {
  const tenant = schema?.tenant ?? null;
  const ids = [schemaId ?? "", schema?.id ?? ""].filter((text) => text !== "");
  const name = `(?<![\\w-])${(tenant ?? "").replace(/[^\w]/g, "\\$&")}(?![\\w-])`;
  const altId = new RegExp(`${name}\\.(?:schemas|classes|mixins|fieldgroups|datatypes|descriptors)\\.[\\w-]+`, "g");
  const tenantName = new RegExp(name, "g");
  return (text) => {
    let clean = text
      .replace(/[\w-]+(?:@|%40)AdobeOrg/gi, "{ORG}")
      .replace(/[\w.-]+(?:@|%40)techacct\.adobe\.com/gi, "{ACCOUNT}")
      .replace(/https(?::\/\/|%3A%2F%2F)ns\.adobe\.com(?:\/|%2F)(?!xdm(?:\/|%2F))[^\s"'`,;)\]}]+/gi, "{ID}");
    for (const id of ids) clean = clean.replaceAll(id, "{ID}");
    return tenant === null ? clean : clean.replace(altId, "{ID}").replace(tenantName, "_{TENANT_ID}");
  };
}
