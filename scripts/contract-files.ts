import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { deriveContract } from "./derive-contract.js";

export interface ContractFile {
  /** Inside the folder of the oracles. */
  readonly source: string;
  readonly target: string;
}

export const contractFiles: readonly ContractFile[] = [
  ["catalog.yaml", "catalog"],
  ["data-prep.yaml", "conversion"],
  ["flow-service.yaml", "flowservice"],
  ["schema-registry.openapi3.json", "schemaregistry"],
].map(([source = "", service = ""]) => ({
  source: join("openapi", source),
  target: `src/emulator/contract/${service}.json`,
}));

export function contractText({ source }: ContractFile): string {
  const text = readFileSync(join(process.env["XDMAP_SHARED"] ?? "../shared", source), "utf8");
  // Duplicate keys of the files are theirs; the last one counts, as in JSON.
  const document: unknown = parse(text, { uniqueKeys: false, logLevel: "silent" });
  const { paths, schemas } = deriveContract(document);
  return `{"paths":${linesOf(paths)},"schemas":${linesOf(schemas)}}\n`;
}

/** A member a line, so that what changes in Adobe's file is read from the difference. */
function linesOf(members: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(members).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  return `{\n${lines.join(",\n")}\n}`;
}
