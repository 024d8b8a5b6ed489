import { collector, type Diagnostic, type Report } from "../diagnostics/index.js";
import { project as codes } from "../diagnostics/project.js";
import type { SampleOptions } from "../io/index.js";
import type { SourceFile } from "../text/index.js";
import { findSecrets } from "./find-secrets.js";
import type { Project } from "./project.js";
import { atTop, keys, type sampleKeys } from "./project-keys.js";
import { readYaml } from "./read-yaml.js";
import { readKeys, type Section } from "./section-kinds.js";
import type { YamlMap } from "./yaml-tree.js";

/** A project file that was read. */
export interface ReadProject {
  readonly project: Project;
  /** Its keys; null where there are none, or what is written is no YAML. */
  readonly root: YamlMap | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the text of a project file. No file is looked at: whether the folders are there is for who reads them. `project`
 * holds what could be read; with an error among the findings it is not to be relied on.
 */
export function readProject(file: SourceFile): ReadProject {
  const { report, diagnostics } = collector();
  const read = readYaml(file, report);
  const root = read.kind === "broken" ? null : read.root;
  const secrets = findSecrets(file, root);
  // Another finding on their line would show it.
  if (secrets.length > 0) return { project: projectOf(file, {}), root: null, diagnostics: secrets };
  if (root === null) return { project: projectOf(file, {}), root: null, diagnostics };
  if (root.kind !== "map") {
    const found = root.kind === "list" ? "a list" : "a text without a key";
    const hint = root.kind === "list" ? "" : "A key is followed by a colon and a blank. ";
    report(codes.XM6104, root.span, { key: "xdmap.yaml", wants: "keys", found, hint, example: "expressions: strict" });
    return { project: projectOf(file, {}), root: null, diagnostics };
  }
  return { project: readSettings(file, root, report), root, diagnostics };
}

/** What the keys of a project file say. */
export function readSettings(file: SourceFile, root: YamlMap, report: Report): Project {
  return projectOf(file, readKeys(root, keys, { section: null, elsewhere: atTop }, report));
}

function projectOf(file: SourceFile, written: Section<typeof keys>): Project {
  const { schemas, expressions, sample, tenant, lint, flows, sandboxes } = written;
  const of = sample?.value ?? {};
  return {
    file,
    schemas: schemas?.value,
    expressions,
    sample: sampleOf(of),
    places: {
      delimiter: of.delimiter?.span,
      quote: of.quote?.span,
      escape: of.escape?.span,
      comment: of.comment?.span,
    },
    tenant: tenant?.value,
    lint: lint?.value ?? new Map(),
    flows: flows?.value ?? new Map(),
    sandboxes: sandboxes === undefined ? null : [...sandboxes.value.keys()],
  };
}

function sampleOf(of: Section<typeof sampleKeys>): SampleOptions {
  const { format, delimiter, quote, comment, relaxQuotes, blankLines, header, emptyCell } = of;
  return {
    format: format?.value,
    delimiter: delimiter?.value,
    quote: quote?.value.character,
    escape: of.escape?.value,
    comment: comment?.value,
    relaxQuotes: relaxQuotes?.value,
    blankLines: blankLines?.value,
    header: header?.value,
    emptyCell: emptyCell?.value,
  };
}
