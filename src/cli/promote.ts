import { setTimeout as wait } from "node:timers/promises";
import { Command } from "commander";
import { type Diagnostic, hasErrors, toDocument } from "../diagnostics/index.js";
import { shownPath, writeWhole } from "../host/files.js";
import { type Done, renderDone } from "../platform/apply/index.js";
import { printPlan } from "../platform/plan/index.js";
import {
  type PromoteOutcome,
  type Promotion,
  promote,
  promotionDocument,
  renderPromotion,
} from "../platform/promote/index.js";
import { SANDBOX_NAME } from "../project/sandbox-name.js";
import { printable } from "../text/terminal-text.js";
import { readName, readSeconds } from "./arguments.js";
import { askFor } from "./ask.js";
import { EXIT, type Exit } from "./exit.js";
import { createOutput, type Output } from "./output.js";
import {
  addPlatformOptions,
  chooseFlows,
  flowOption,
  openPlatform,
  openSession,
  type PlatformHost,
  type PlatformOptions,
} from "./platform-options.js";
import { untilInterrupted } from "./until-interrupted.js";

export interface PromoteOptions extends Omit<PlatformOptions, "sandbox"> {
  readonly flow: readonly string[];
  readonly yes?: boolean;
  readonly out?: string;
  readonly json?: boolean;
  readonly allowReplace?: boolean;
  readonly allowDrift?: boolean;
  /** Seconds. */
  readonly settle: number;
}

/** What a promotion is run with; tests bring their own. */
export interface PromoteHost extends PlatformHost {
  readonly output: Output;
  /** Null where nobody can be asked; an answer of null is none. */
  readonly ask: ((question: string) => Promise<string | null>) | null;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}

export function promoteCommand(): Command {
  return addPlatformOptions(new Command("promote"), { sandbox: false })
    .description(
      "Brings the flows of one sandbox into another: what they use is found there by name, what is missing is named, and the plan is shown before anything is written.",
    )
    .argument("<from>", "the sandbox that has the flows", readName)
    .argument("<to>", "the sandbox that is to have them", readName)
    .addOption(flowOption())
    .option("--yes", "do not ask")
    .option("--out <file>", "save the plan; without --yes nothing else is written", readName)
    .option("--allow-replace", "a flow that cannot be edited is disabled, and a new one made in its place")
    .option("--allow-drift", "promote what the files say, also where the first sandbox has something else")
    .option("--settle <seconds>", "how long to look for an object whose answer was lost", readSeconds, 30)
    .option("--json", "print what was found and done as JSON")
    .addHelpText(
      "after",
      "\nExit status: 0 done or nothing to do, 1 errors were found or the answer was no, 2 --out saved a plan that holds changes, 4 the platform or signing in failed, 130 interrupted." +
        "\n\nExamples:\n  $ xdmap promote dev prod --project examples/loyalty-members --yes\n  $ xdmap promote dev prod --project examples/loyalty-members --flow loyalty-members --json --yes\n",
    )
    .action(async (from: string, to: string, options: PromoteOptions) => {
      const output = createOutput();
      await untilInterrupted((signal) =>
        runPromote(from, to, options, {
          env: process.env,
          output,
          signal,
          ask:
            output.isNoteTerminal && process.stdin.isTTY === true
              ? (question) => askFor(question, output, signal)
              : null,
          now: Date.now,
          // That somebody pressed Ctrl-C ends the waiting, and is no failure.
          sleep: (milliseconds, ending) => wait(milliseconds, undefined, { signal: ending }).catch(() => undefined),
        }),
      );
    });
}

export async function runPromote(from: string, to: string, options: PromoteOptions, host: PromoteHost): Promise<Exit> {
  const { output, signal } = host;
  const { yes = false, out } = options;
  const misuse = (message: string): Exit => {
    output.note(`error: ${printable(message)}\n`);
    return EXIT.usage;
  };
  if (from === to) return misuse("a sandbox cannot be promoted into itself.");
  if (!SANDBOX_NAME.test(to)) {
    return misuse(`'${to}' is no name of a sandbox: it has lower-case letters, digits and '-'.`);
  }
  if (!yes && out === undefined && host.ask === null) {
    return misuse("there is no terminal to ask on. --yes promotes without asking; --out FILE saves the plan alone.");
  }
  // Once something may be written, calls come to their own end.
  const calls = new AbortController();
  let isWriting = false;
  signal.addEventListener("abort", () => {
    if (!isWriting) calls.abort();
  });
  const calling = { ...host, signal: calls.signal };
  const opened = await openSession({ ...options, sandbox: from }, calling);
  if (opened.kind === "ended") return opened.exit;
  const { deployment, platform: here, organization, diagnostics } = opened.session;
  const chosen = chooseFlows(deployment, options.flow);
  if ("misuse" in chosen) return misuse(chosen.misuse);
  if (deployment.flows.size === 0) return misuse(`xdmap.yaml has no flows for the sandbox '${from}'.`);
  const openedThere = await openPlatform(deployment.folder, to, options, calling);
  if (openedThere.kind === "ended") return openedThere.exit;
  const done: Done[] = [];
  const told = new Set<string>();
  /** Who is asked has read what was found; it is not told again at the end. */
  const tellFindings = (found: readonly Diagnostic[]) => {
    // What the file says is read for either sandbox.
    const fresh = new Map(found.map((one) => [`${one.code} ${one.message}`, one]));
    for (const key of told) fresh.delete(key);
    for (const key of fresh.keys()) told.add(key);
    output.findings([...fresh.values()]);
  };
  let shown = false;
  const show = (promotion: Promotion) => {
    if (output.isNoteTerminal) output.progress(undefined);
    output.note(renderPromotion(promotion, { palette: output.notePalette, width: output.width }));
    shown = true;
  };
  const outcome = await promote({
    from,
    to,
    deployment,
    env: host.env,
    here,
    there: openedThere.platform,
    organization,
    only: chosen.keys,
    allowDrift: options.allowDrift ?? false,
    allowReplace: options.allowReplace ?? false,
    settle: options.settle * 1000,
    now: host.now,
    sleep: host.sleep,
    signal,
    onProgress: (text) => {
      if (output.isNoteTerminal) output.progress(text);
    },
    confirm:
      !yes && out !== undefined
        ? null
        : async (promotion) => {
            tellFindings([...diagnostics, ...promotion.diagnostics]);
            show(promotion);
            return yes || (await isAgreed(promotion, host));
          },
    onWriting: () => {
      isWriting = true;
    },
    onDone: (one) => {
      done.push(one);
      if (output.isNoteTerminal) output.progress(`${one.deed} ${one.key}`);
    },
  });
  if (output.isNoteTerminal) output.progress(undefined);
  if (!shown && outcome.promotion.plan !== null && options.json !== true) show(outcome.promotion);
  return await tell({ outcome, done, given: diagnostics, options, output, tellFindings });
}

/** A production sandbox is agreed to by its name. */
async function isAgreed({ to, isProduction }: Promotion, { ask }: PromoteHost): Promise<boolean> {
  if (ask === null) return false;
  if (!isProduction) return /^\s*y(es)?\s*$/i.test((await ask(`Promote this to the sandbox ${to}? [y/N] `)) ?? "");
  return ((await ask(`${to} is a production sandbox. Type its name to promote this to it: `)) ?? "").trim() === to;
}

interface Told {
  readonly outcome: PromoteOutcome;
  readonly done: readonly Done[];
  /** Of the project file as it was. */
  readonly given: readonly Diagnostic[];
  readonly options: PromoteOptions;
  readonly output: Output;
  readonly tellFindings: (found: readonly Diagnostic[]) => void;
}

async function tell({ outcome, done, given, options, output, tellFindings }: Told): Promise<Exit> {
  const { result, promotion, snapshot, isFileWritten } = outcome;
  const { from, to, plan } = promotion;
  const known = new Map([...given, ...outcome.diagnostics].map((one) => [`${one.code} ${one.message}`, one]));
  const findings = [...known.values()];
  const { out } = options;
  if (options.json === true) {
    const document = {
      ...promotionDocument(promotion),
      result,
      fileWritten: isFileWritten,
      done,
      snapshot: snapshot === null ? null : shownPath(snapshot),
      diagnostics: toDocument(findings).diagnostics,
    };
    await output.data(`${JSON.stringify(document, null, 2)}\n`);
  } else if (done.length > 0) {
    await output.data(renderDone(done, { width: output.width, palette: output.palette }));
  }
  tellFindings(findings);
  if (out !== undefined && plan !== null && promotion.isWhole) {
    const written = await writeWhole(out, printPlan(plan));
    if (written.kind === "problem") {
      output.findings([written.diagnostic]);
      return EXIT.errors;
    }
  }
  switch (result) {
    case "done":
      output.note(`Next: \`xdmap status --sandbox ${to}\` shows the runs.\n`);
      break;
    case "nothing":
      output.note(`All that ${from} has is in ${to} already: nothing was written.\n`);
      break;
    case "shown":
      output.note(`Nothing was written but the plan. \`xdmap promote ${from} ${to}\` does it.\n`);
      break;
    case "declined":
      output.note("Nothing was done.\n");
      break;
    case "errors":
    case "platform":
    case "interrupted":
      if (isFileWritten) output.note("xdmap.yaml was written. Promote again: it goes on from there.\n");
      else output.note("Nothing was written.\n");
  }
  return exitOfResult(result, hasErrors(findings));
}

function exitOfResult(result: PromoteOutcome["result"], hasFailed: boolean): Exit {
  switch (result) {
    case "done":
    case "nothing":
      return hasFailed ? EXIT.errors : EXIT.fine;
    case "shown":
      return hasFailed ? EXIT.errors : EXIT.changes;
    case "declined":
    case "errors":
      return EXIT.errors;
    case "platform":
      return EXIT.platform;
    case "interrupted":
      return EXIT.interrupted;
  }
}
