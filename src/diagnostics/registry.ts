import { calls } from "./calls.js";
import { cases } from "./cases.js";
import { columns } from "./columns.js";
import type { Code } from "./define.js";
import { definitionNames } from "./definition-names.js";
import { deployments } from "./deployments.js";
import { failures } from "./failures.js";
import { functions } from "./functions.js";
import { inputs } from "./inputs.js";
import { lint } from "./lint.js";
import { lintDates } from "./lint-dates.js";
import { lintExpressions } from "./lint-expressions.js";
import { lintSamples } from "./lint-samples.js";
import { lintSettings } from "./lint-settings.js";
import { lintTargets } from "./lint-targets.js";
import { names } from "./names.js";
import { parquet } from "./parquet.js";
import { platformApply } from "./platform-apply.js";
import { platformCalls } from "./platform-calls.js";
import { imports } from "./platform-import.js";
import { importedFlows } from "./platform-import-flows.js";
import { platformPlan } from "./platform-plan.js";
import { platformPreviews } from "./platform-preview.js";
import { platformPromote } from "./platform-promote.js";
import { platformRuns } from "./platform-runs.js";
import { platformSchemas } from "./platform-schemas.js";
import { platformStore } from "./platform-store.js";
import { templates } from "./platform-templates.js";
import { previews } from "./previews.js";
import { project } from "./project.js";
import { records } from "./records.js";
import { samples } from "./samples.js";
import { schemas } from "./schemas.js";
import { expressions, lexical, statements } from "./syntax.js";
import { tests } from "./tests.js";
import { types } from "./types.js";
import { uses } from "./uses.js";
import { values } from "./values.js";
import { windows } from "./windows.js";

const families = [
  lexical,
  statements,
  expressions,
  names,
  definitionNames,
  uses,
  calls,
  columns,
  types,
  failures,
  lint,
  lintDates,
  lintExpressions,
  lintTargets,
  lintSamples,
  functions,
  values,
  records,
  samples,
  parquet,
  previews,
  schemas,
  cases,
  project,
  inputs,
  tests,
  windows,
  lintSettings,
  deployments,
  platformCalls,
  imports,
  importedFlows,
  templates,
  platformPlan,
  platformStore,
  platformApply,
  platformPromote,
  platformRuns,
  platformPreviews,
  platformSchemas,
];

/** Every code there is, in order. */
export const allCodes: readonly Code<never>[] = families
  .flatMap((family): Code<never>[] => Object.values(family))
  .sort((a, b) => (a.code < b.code ? -1 : 1));
