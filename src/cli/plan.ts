import { Command } from "commander";
import { hasErrors } from "../diagnostics/index.js";
import { writeWhole } from "../host/files.js";
import { hasChanges, makePlan, type Plan, printPlan, renderPlan } from "../platform/plan/index.js";
import { readState } from "../platform/store/index.js";
import { readName } from "./arguments.js";
import { EXIT, type Exit } from "./exit.js";
import { createOutput, type Output } from "./output.js";
import {
  addPlatformOptions,
  chooseFlows,
  exitOf,
  flowOption,
  openSession,
  type PlatformHost,
  type PlatformOptions,
} from "./platform-options.js";
import { untilInterrupted } from "./until-interrupted.js";

export interface PlanOptions extends PlatformOptions {
  readonly flow: readonly string[];
  readonly out?: string;
  readonly json?: boolean;
}

export function planCommand(): Command {
  return addPlatformOptions(new Command("plan"))
    .description(
      "Compares the flows of xdmap.yaml with a sandbox: checks everything, and shows what a push would do. Writes nothing there.",
    )
    .addOption(flowOption())
    .option("--out <file>", "save the plan, for `xdmap push FILE`", readName)
    .option("--json", "print the plan as JSON")
    .addHelpText(
      "after",
      "\nExit status: 0 nothing to do, 1 errors were found, 2 the plan holds changes, 3 wrong usage, 4 the platform or signing in failed, 130 interrupted." +
        "\n\nExamples:\n  $ xdmap plan --sandbox dev --project examples/loyalty-members\n  $ xdmap plan --sandbox dev --project examples/loyalty-members --flow loyalty-members --json\n",
    )
    .action(async (options: PlanOptions) => {
      const output = createOutput();
      await untilInterrupted((signal) => runPlan(options, { env: process.env, output, signal }));
    });
}

type PlanHost = PlatformHost & { readonly output: Output };

/** Makes the plan, prints it, and saves it where that is asked for. */
export async function runPlan(options: PlanOptions, host: PlanHost): Promise<Exit> {
  const { output } = host;
  const opened = await openSession(options, host);
  if (opened.kind === "ended") return opened.exit;
  const { deployment, platform, organization, diagnostics } = opened.session;
  const chosen = chooseFlows(deployment, options.flow);
  if ("misuse" in chosen) {
    output.note(`error: ${chosen.misuse}\n`);
    return EXIT.usage;
  }
  const state = readState(deployment.folder, { sandbox: deployment.sandbox, organization });
  if (state.kind === "problem") {
    output.findings([...diagnostics, state.diagnostic]);
    return EXIT.errors;
  }
  const plan = await makePlan({
    deployment,
    platform,
    organization,
    state: state.value,
    only: chosen.keys,
    onProgress: (done, all) => {
      if (output.isNoteTerminal) output.progress(`planning: ${done} of ${all} flows`);
    },
  });
  if (output.isNoteTerminal) output.progress(undefined);
  if (host.signal?.aborted === true) return EXIT.interrupted;
  output.findings([...diagnostics, ...plan.diagnostics]);
  return tell(plan, options, output);
}

async function tell(plan: Plan, { json, out }: PlanOptions, output: Output): Promise<Exit> {
  const exit = exitOf(plan.diagnostics, plan.platformFailed);
  if (json === true) await output.data(printPlan(plan));
  else if (exit === EXIT.fine) await output.data(renderPlan(plan, { palette: output.palette, width: output.width }));
  if (exit !== EXIT.fine) {
    // What is not whole can be applied by nobody, so it is not saved either.
    output.note(hasErrors(plan.diagnostics) ? "Nothing can be applied until these errors are corrected.\n" : "");
    return exit;
  }
  if (out !== undefined) {
    const written = await writeWhole(out, printPlan(plan));
    if (written.kind === "problem") {
      output.findings([written.diagnostic]);
      return EXIT.errors;
    }
  }
  return hasChanges(plan) ? EXIT.changes : EXIT.fine;
}
