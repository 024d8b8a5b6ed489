import { rangeOf } from "../text/index.js";
import type { Code } from "./define.js";
import type { Diagnostic, Edit, Fix, Severity } from "./diagnostic.js";
import { fingerprintKeys } from "./fingerprint.js";
import { type Location, locate, locateSomewhere, wholeMessage } from "./locate.js";
import { renderPage } from "./render-page.js";
import { compareText } from "./sort.js";

interface SarifOptions {
  /** The version of xdmap. */
  readonly version: string;
  /** Every code there is: those that have findings are told with their rules. */
  readonly codes: readonly Code<never>[];
  /** The files that were checked. */
  readonly files: readonly string[];
  /** A digest of a text, in hexadecimal digits. */
  readonly digest: (text: string) => string;
}

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/** What relative paths start from, by the name that GitHub and others know. */
const BASE = "%SRCROOT%";

const LEVELS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

/** Findings as SARIF 2.1.0 (OASIS): with the rules of their codes, fixes, and fingerprints that outlive a moved line. */
export function renderSarif(
  diagnostics: readonly Diagnostic[],
  { version, codes, files, digest }: SarifOptions,
): string {
  const found = [...new Set(diagnostics.map(({ code }) => code))].sort(compareText);
  const byCode = new Map(codes.map((code) => [code.code, code]));
  const indexes = new Map(found.map((code, at) => [code, at]));
  const keys = fingerprintKeys(diagnostics);
  const log = {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "xdmap",
            version,
            semanticVersion: version,
            informationUri: "https://www.npmjs.com/package/xdmap",
            rules: found.map((id) => ruleOf(id, byCode.get(id), version)),
          },
        },
        columnKind: "utf16CodeUnits",
        newlineSequences: ["\r\n", "\n", "\r"],
        originalUriBaseIds: { [BASE]: { description: { text: "The folder in which xdmap was started." } } },
        results: diagnostics.map((finding, at) => ({
          ruleId: finding.code,
          ruleIndex: indexes.get(finding.code) ?? -1,
          level: LEVELS[finding.severity],
          message: { text: wholeMessage(finding) },
          // GitHub refuses the whole file where one result has no location.
          locations: [{ physicalLocation: physical(locateSomewhere(finding.place, files)) }],
          ...relatedOf(finding),
          partialFingerprints: { "xdmapFinding/v1": digest(keys[at] ?? "") },
          ...(finding.fixes.length === 0 ? {} : { fixes: finding.fixes.map(fixOf) }),
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleOf(id: string, code: Code<never> | undefined, version: string): object {
  if (code === undefined) return { id };
  return {
    id,
    shortDescription: { text: code.title },
    fullDescription: { text: code.details ?? `${code.title}.` },
    help: { text: code.details ?? `${code.title}.`, markdown: renderPage(code) },
    helpUri: `https://unpkg.com/xdmap@${version}/docs/diagnostics/${id}.md`,
    defaultConfiguration: { level: LEVELS[code.severity] },
  };
}

function relatedOf({ related }: Diagnostic): object {
  const located = related.flatMap(({ message, place }) => {
    const location = locate(place);
    return location === null ? [] : [{ message, location }];
  });
  if (located.length === 0) return {};
  return {
    relatedLocations: located.map(({ message, location }, at) => ({
      id: at + 1,
      message: { text: message },
      physicalLocation: physical(location),
    })),
  };
}

function physical(location: Location): object {
  const artifactLocation = artifact(location.path);
  const { line, column, endLine, endColumn } = location;
  if (line === null) return { artifactLocation };
  const region = {
    startLine: line,
    ...(column === null ? {} : { startColumn: column }),
    ...(endLine === null ? {} : { endLine }),
    ...(endColumn === null ? {} : { endColumn }),
  };
  return { artifactLocation, region };
}

function fixOf({ title, safe, edits }: Fix): object {
  const byFile = new Map<string, Edit[]>();
  for (const edit of edits) byFile.set(edit.span.file.path, [...(byFile.get(edit.span.file.path) ?? []), edit]);
  return {
    description: { text: title },
    properties: { safe },
    artifactChanges: [...byFile].map(([path, changes]) => ({
      artifactLocation: artifact(path),
      replacements: changes.map(({ span, text }) => {
        const { start, end } = rangeOf(span);
        return {
          deletedRegion: {
            startLine: start.line,
            startColumn: start.column,
            endLine: end.line,
            endColumn: end.column,
          },
          insertedContent: { text },
        };
      }),
    })),
  };
}

/** A path that leaves the folder, or starts at the root, is of no base. */
function artifact(path: string): object {
  const uri = path
    .replace(/[\ud800-\udfff]/gu, "\ufffd")
    .split("/")
    .map(encodeURIComponent)
    .join("/");
  if (uri.startsWith("/")) return { uri: `file://${uri}` };
  return uri.startsWith("../") ? { uri } : { uri, uriBaseId: BASE };
}
