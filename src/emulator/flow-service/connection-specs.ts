import type { Json, JsonObject } from "../json.js";

/** A kind of connection: a source that AEP can read from, or the data lake it writes to. */
export interface ConnectionSpec {
  readonly id: string;
  /** As `GET /connectionSpecs?property=name==…` finds it. */
  readonly name: string;
  readonly label: string;
  readonly category: string;
  /** What it is explored for; what another system brings or fetches is not served, but can be named by connections. */
  readonly reads: "tables" | "files" | "other" | "nothing";
  readonly authentication: readonly string[];
}

/** Those of the tutorials by id and name, and a few that the flow spec lists beside them. */
export const CONNECTION_SPECS: readonly ConnectionSpec[] = [
  {
    id: "4f63aa36-bd48-4e33-bb83-49fbcd11c708",
    name: "shopify",
    label: "Shopify",
    category: "eCommerce",
    reads: "tables",
    authentication: ["Basic Authentication"],
  },
  {
    id: "cc6a4487-9e91-433e-a3a3-9cf6626c1806",
    name: "hubspot",
    label: "HubSpot",
    category: "Marketing Automation",
    reads: "tables",
    authentication: ["Basic Authentication"],
  },
  {
    id: "ecadc60c-7455-4d87-84dc-2a0e293d997b",
    name: "amazon-s3",
    label: "Amazon S3",
    category: "Cloud Storage",
    reads: "files",
    authentication: ["Access Key"],
  },
  {
    id: "c604ff05-7f1a-43c0-8e18-33bf874cb11c",
    name: "datalake",
    label: "Data Lake",
    category: "Data Lake",
    reads: "nothing",
    authentication: [],
  },
  {
    id: "32e8f412-cdf7-464c-9885-78184cb113fd",
    name: "google-cloud",
    label: "Google Cloud Storage",
    category: "Cloud Storage",
    reads: "files",
    authentication: ["Basic Authentication for google-cloud"],
  },
  {
    id: "26d738e0-8963-47ea-aadf-c60de735468a",
    name: "mysql",
    label: "MySQL",
    category: "Databases",
    reads: "tables",
    authentication: ["Connection String"],
  },
  {
    id: "74a1c565-4e59-48d7-9d67-7c03b8a13137",
    name: "postgres",
    label: "PostgreSQL",
    category: "Databases",
    reads: "tables",
    authentication: ["Connection String"],
  },
  {
    id: "cfc0fee1-7dc0-40ef-b73e-d8b134c436f5",
    name: "salesforce",
    label: "Salesforce",
    category: "CRM",
    reads: "tables",
    authentication: ["Basic Authentication"],
  },
  // A community client makes connections of these, by their ids and names.
  spec("26f526f2-58f4-4712-961d-e41bf1ccc0e8", "landing-zone", "Cloud Storage", "files"),
  spec("bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb", "Streaming Connection", "Streaming", "other"),
  spec("23598e46-f560-407b-88d5-ea6207e49db0", "activation-datalake", "Data Lake", "other"),
  spec("10440537-2a7b-4583-ac39-ed38d4b848e8", "Data Landing Zone", "Cloud Storage", "nothing"),
  spec("8a9c3494-9708-43d7-ae3f-cda01e5030e1", "Unified Profile", "Profile", "nothing"),
  spec("4fce964d-3f37-408f-9778-e597338a21ee", "Amazon S3", "Cloud Storage", "nothing"),
  spec("6d6b59bf-fb58-4107-9064-4d246c0e5bb2", "Azure Blob Storage", "Cloud Storage", "nothing"),
];

function spec(id: string, name: string, category: string, reads: ConnectionSpec["reads"]): ConnectionSpec {
  return { id, name, label: name, category, reads, authentication: [] };
}

export function connectionSpecIds(reads: ConnectionSpec["reads"]): readonly string[] {
  return CONNECTION_SPECS.filter((spec) => spec.reads === reads).map(({ id }) => id);
}

export function connectionSpecOf(id: string): ConnectionSpec | undefined {
  return CONNECTION_SPECS.find((spec) => spec.id === id);
}

/** A connection spec as `GET /connectionSpecs` tells it. */
export function connectionSpecItem({ id, name, label, category, reads, authentication }: ConnectionSpec): JsonObject {
  const draft = "http://json-schema.org/draft-07/schema#";
  return {
    id,
    name,
    providerId: "0ed90a81-07f4-4586-8190-b40eccef1c5a",
    version: "1.0",
    authSpec: authentication.map(
      (one): Json => ({ name: one, type: "KeyBased", spec: { $schema: draft, type: "object" } }),
    ),
    ...(reads === "tables" || reads === "files"
      ? {
          sourceSpec: {
            name: reads === "files" ? "CloudStorage" : "Tabular",
            type: reads === "files" ? "CloudStorage" : "Tabular",
            spec: { $schema: draft, type: "object" },
          },
          exploreSpec: {
            name: reads === "files" ? "FileSystem" : "Tabular",
            type: reads === "files" ? "FileSystem" : "Tabular",
          },
        }
      : {}),
    attributes: {
      category,
      connectorName: label,
      isSource: reads !== "nothing",
      uiAttributes: { apiFeatures: { explorePaginationSupported: false } },
    },
    permissionsInfo: {
      view: [{ "@type": "lowLevel", name: "EnterpriseSource", permissions: ["read"] }],
      manage: [{ "@type": "lowLevel", name: "EnterpriseSource", permissions: ["write"] }],
    },
  };
}
