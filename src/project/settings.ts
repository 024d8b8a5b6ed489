import { statSync } from "node:fs";
import { type Diagnostic, diagnostic } from "../diagnostics/index.js";
import { project as codes } from "../diagnostics/project.js";
import { describeFileError } from "../host/files.js";
import { locateInProject } from "../host/project-folder.js";
import { type CsvClash, findClash, type SampleOptions } from "../io/index.js";
import type { LintSettings } from "../lint/index.js";
import type { Span } from "../text/index.js";
import type { Project } from "./project.js";

/** What the command line says. What it leaves out is undefined. */
export interface Given {
  readonly components?: readonly string[] | undefined;
  readonly tenant?: string | undefined;
  readonly sample: SampleOptions;
  readonly strict?: boolean | undefined;
}

/** What a mapping is loaded and run with. */
export interface Settings {
  readonly components: readonly string[];
  readonly tenant: string | null;
  readonly sample: SampleOptions;
  readonly strict: boolean;
  readonly lint: LintSettings;
}

/**
 * The command line wins over the project file, and the project file over the defaults: setting by setting. What the
 * command line says takes the place of what the file says, folders included, which are then not even looked at.
 */
export function settle(
  given: Given,
  project: Project | null,
): { readonly settings: Settings; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const components = given.components ?? (project === null ? [] : findFolders(project, diagnostics));
  const of = project?.sample;
  const sample: SampleOptions = {
    format: given.sample.format ?? of?.format,
    delimiter: given.sample.delimiter ?? of?.delimiter,
    // Null is a setting: nothing is quoted.
    quote: given.sample.quote === undefined ? of?.quote : given.sample.quote,
    escape: given.sample.escape ?? of?.escape,
    comment: given.sample.comment ?? of?.comment,
    relaxQuotes: given.sample.relaxQuotes ?? of?.relaxQuotes,
    blankLines: given.sample.blankLines ?? of?.blankLines,
    header: given.sample.header ?? of?.header,
    emptyCell: given.sample.emptyCell ?? of?.emptyCell,
  };
  const clash = findClash(sample);
  const place = project === null || clash === null ? undefined : placeOfClash(clash, given.sample, project);
  if (clash !== null && place !== undefined) diagnostics.push(diagnostic(codes.XM6112, place, clash));
  return {
    settings: {
      components,
      tenant: given.tenant ?? project?.tenant ?? null,
      sample,
      strict: given.strict ?? project?.expressions?.value === "strict",
      lint: project?.lint ?? new Map(),
    },
    diagnostics,
  };
}

/** Where the project file says one of the two and the command line does not; undefined where it says none. */
function placeOfClash({ settings }: CsvClash, given: SampleOptions, { places }: Project): Span | undefined {
  return settings
    .toReversed()
    .map((setting) => (given[setting] === undefined ? places[setting] : undefined))
    .find((place) => place !== undefined);
}

/** Why a command line cannot be meant so; null where it can. */
export function describeClash(sample: SampleOptions): string | null {
  const clash = findClash(sample);
  if (clash === null) return null;
  const [first, second] = clash.settings;
  return `--${first} and --${second} cannot both be '${clash.character}'.`;
}

/** The schema folders that are there, inside the project, from the working folder on. */
function findFolders(project: Project, diagnostics: Diagnostic[]): readonly string[] {
  const folders: string[] = [];
  for (const { value, span } of project.schemas ?? []) {
    const located = locateInProject(value, project.file.path);
    if (located.kind === "outside") {
      diagnostics.push(diagnostic(codes.XM6110, span, { path: value, project: located.project }));
      continue;
    }
    const why = whyNoFolder(located.path);
    if (why === null) folders.push(located.path);
    else diagnostics.push(diagnostic(codes.XM6109, span, { path: value, why }));
  }
  return folders;
}

function whyNoFolder(path: string): string | null {
  try {
    const known = statSync(path, { throwIfNoEntry: false });
    if (known === undefined) return "there is no such folder";
    return known.isDirectory() ? null : "it is a file";
  } catch (error) {
    return describeFileError(error);
  }
}
