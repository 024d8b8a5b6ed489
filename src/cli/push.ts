import { setTimeout as wait } from "node:timers/promises";
import { Command } from "commander";
import { type Diagnostic, toDocument } from "../diagnostics/index.js";
import { readText, shownPath } from "../host/files.js";
import { type Done, type Proposal, push, pushBack, renderDone } from "../platform/apply/index.js";
import type { JsonObject } from "../platform/json.js";
import { readSavedPlan, renderPlan } from "../platform/plan/index.js";
import type { Owner, Retired } from "../platform/store/index.js";
import { printable } from "../text/terminal-text.js";
import { readName, readSeconds } from "./arguments.js";
import { ask } from "./ask.js";
import { EXIT, type Exit } from "./exit.js";
import { createOutput, type Output } from "./output.js";
import {
  addPlatformOptions,
  chooseFlows,
  flowOption,
  openSession,
  type PlatformHost,
  type PlatformOptions,
} from "./platform-options.js";
import { untilInterrupted } from "./until-interrupted.js";

export interface PushOptions extends PlatformOptions {
  readonly flow: readonly string[];
  readonly yes?: boolean;
  readonly allowReplace?: boolean;
  readonly allowDelete?: boolean;
  readonly rollback?: string;
  /** Seconds. */
  readonly settle: number;
  readonly json?: boolean;
}

/** What a push is run with; tests bring their own. */
export interface PushHost extends PlatformHost {
  readonly output: Output;
  /** Null where nobody can be asked. */
  readonly ask: ((question: string) => Promise<boolean>) | null;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Asks for an end. */
  readonly signal: AbortSignal;
}

export function pushCommand(): Command {
  return addPlatformOptions(new Command("push"))
    .description(
      "Makes in AEP what the project file and its mappings say: schema, dataset, connections, mapping set and flow. Shows the plan and asks first.",
    )
    .argument("[plan]", "a plan that `xdmap plan --out` saved: that and nothing else is done, without asking")
    .addOption(flowOption())
    .option("--yes", "do not ask")
    .option("--allow-replace", "a flow that cannot be edited is disabled, and a new one made in its place")
    .option("--allow-delete", "delete flows that xdmap.yaml has no more, and what was replaced")
    .option("--rollback <snapshot>", "bring back how things were before a push", readName)
    .option("--settle <seconds>", "how long to look for an object whose answer was lost", readSeconds, 30)
    .option("--json", "print what was done as JSON")
    .addHelpText(
      "after",
      "\nExit status: 0 done or nothing to do, 1 errors were found or the answer was no, 4 the platform or signing in failed, 130 interrupted." +
        "\n\nExamples:\n  $ xdmap push --sandbox dev --project examples/loyalty-members --yes\n  $ xdmap push --sandbox dev --project examples/loyalty-members --yes --json\n",
    )
    .action(async (plan: string | undefined, options: PushOptions) => {
      const output = createOutput();
      await untilInterrupted((signal) =>
        runPush(plan, options, {
          env: process.env,
          output,
          signal,
          ask:
            output.isNoteTerminal && process.stdin.isTTY === true ? (question) => ask(question, output, signal) : null,
          now: Date.now,
          // That somebody pressed Ctrl-C ends the waiting, and is no failure.
          sleep: (milliseconds, ending) => wait(milliseconds, undefined, { signal: ending }).catch(() => undefined),
        }),
      );
    });
}

export async function runPush(planPath: string | undefined, options: PushOptions, host: PushHost): Promise<Exit> {
  const { output, signal } = host;
  const misuse = (message: string): Exit => {
    output.note(`error: ${printable(message)}\n`);
    return EXIT.usage;
  };
  const { rollback, yes = false } = options;
  if (rollback !== undefined && planPath !== undefined) return misuse("a plan and --rollback exclude each other.");
  if (rollback !== undefined && options.flow.length > 0) return misuse("--flow and --rollback exclude each other.");
  if (planPath === undefined && !yes && host.ask === null) {
    return misuse("there is no terminal to ask on. --yes pushes without asking; a saved plan needs no question.");
  }
  const saved = planPath === undefined ? null : await readPlan(planPath);
  if (saved !== null && "problem" in saved) {
    output.findings([saved.problem]);
    return EXIT.errors;
  }
  // Once something may be written, calls come to their own end.
  const calls = new AbortController();
  let isWriting = false;
  signal.addEventListener("abort", () => {
    if (!isWriting) calls.abort();
  });
  const opened = await openSession(options, { ...host, signal: calls.signal });
  if (opened.kind === "ended") return opened.exit;
  const { deployment, platform, organization, diagnostics } = opened.session;
  // A plan that was saved of some flows is one of these.
  const named = saved === null || options.flow.length > 0 ? options.flow : saved.only;
  const chosen = chooseFlows(deployment, named);
  if ("misuse" in chosen) return misuse(chosen.misuse);
  const done: Done[] = [];
  const owner: Owner = { sandbox: deployment.sandbox, organization };
  const told = new Set<string>();
  /** Who is asked has read what was found; it is not told again at the end. */
  const tellFindings = (found: readonly Diagnostic[]) => {
    const fresh = found.filter(({ code, message }) => !told.has(`${code} ${message}`));
    for (const { code, message } of fresh) told.add(`${code} ${message}`);
    output.findings(fresh);
  };
  const confirm = async (text: string, question: string, found: readonly Diagnostic[] = []): Promise<boolean> => {
    // What was planned so far stands on the line that the plan begins on.
    if (output.isNoteTerminal) output.progress(undefined);
    tellFindings([...diagnostics, ...found]);
    output.note(text);
    if (yes || planPath !== undefined) return true;
    return (await host.ask?.(question)) ?? false;
  };
  const input = {
    platform,
    owner,
    allowReplace: options.allowReplace ?? false,
    allowDelete: options.allowDelete ?? false,
    settle: options.settle * 1000,
    now: host.now,
    sleep: host.sleep,
    signal,
    isAnsweredByPerson: !yes && planPath === undefined,
    onWriting: () => {
      isWriting = true;
    },
    onDone: (one: Done) => {
      done.push(one);
      if (output.isNoteTerminal) output.progress(`${one.deed} ${one.key}`);
    },
  };
  const outcome =
    rollback === undefined
      ? await push({
          ...input,
          deployment,
          only: chosen.keys,
          saved: planPath === undefined || saved === null ? null : { path: planPath, document: saved.document },
          confirm: (proposal) =>
            confirm(
              describeProposal(proposal, output),
              `Push this to the sandbox ${deployment.sandbox}?`,
              proposal.plan.diagnostics,
            ),
          onPlanning: (planned, all) => {
            if (output.isNoteTerminal) output.progress(`planned ${planned} of ${all} flows`);
          },
        })
      : await pushBack({
          ...input,
          folder: deployment.folder,
          snapshot: rollback,
          confirm: (lines) =>
            confirm(
              lines.map((line) => `${printable(line)}\n`).join(""),
              `Bring this back in the sandbox ${deployment.sandbox}?`,
            ),
        });
  if (output.isNoteTerminal) output.progress(undefined);
  const { result, snapshot, leftOver } = outcome;
  const findings = [...diagnostics, ...outcome.diagnostics];
  if (options.json === true) {
    const document = {
      sandbox: deployment.sandbox,
      result,
      done,
      snapshot: snapshot === null ? null : shownPath(snapshot),
      leftOver,
      diagnostics: toDocument(findings).diagnostics,
    };
    await output.data(`${JSON.stringify(document, null, 2)}\n`);
  } else if (done.length > 0) {
    await output.data(renderDone(done, { width: output.width, palette: output.palette }));
  }
  tellFindings(findings);
  const hasFlows = deployment.flows.size > 0 || rollback !== undefined;
  const { sandbox } = deployment;
  const advice = { result, sandbox, hasFlows, snapshot, leftOver, isRollback: rollback !== undefined };
  output.note(describeEnd(advice));
  return exitOfResult(result);
}

interface End {
  readonly result: Awaited<ReturnType<typeof push>>["result"];
  readonly sandbox: string;
  readonly hasFlows: boolean;
  readonly snapshot: string | null;
  readonly leftOver: readonly Retired[];
  readonly isRollback: boolean;
}

/** What to do next. */
function describeEnd({ result, sandbox, hasFlows, snapshot, leftOver, isRollback }: End): string {
  const lines: string[] = [];
  if (result === "nothing") {
    lines.push(`${hasFlows ? `All of ${sandbox} is as it shall be` : "xdmap.yaml has no flows"}: nothing was written.`);
  }
  if (result === "declined") lines.push("Nothing was done.");
  if (snapshot !== null && !isRollback) {
    lines.push(`How things were stands in ${shownPath(snapshot)}; \`xdmap push --rollback\` with it brings them back.`);
  }
  if (leftOver.length > 0) {
    const ids = leftOver.map(({ resource, id }) => `${resource} ${id}`).join(", ");
    lines.push(`Replaced, disabled and still there: ${ids}. \`xdmap push --allow-delete\` deletes them.`);
  }
  if (result === "done") lines.push(`Next: \`xdmap status --sandbox ${sandbox}\` shows the runs.`);
  return lines.map((line) => `${printable(line)}\n`).join("");
}

function exitOfResult(result: End["result"]): Exit {
  switch (result) {
    case "done":
    case "nothing":
      return EXIT.fine;
    case "declined":
    case "errors":
      return EXIT.errors;
    case "platform":
      return EXIT.platform;
    case "interrupted":
      return EXIT.interrupted;
  }
}

function describeProposal({ plan, leftOver, kept }: Proposal, { notePalette, width }: Output): string {
  const others = [
    ...leftOver.map(({ flow, resource, id }) => `- the replaced ${resource} ${id} of ${flow}`),
    ...kept.map(
      ({ flow, id }) => `~ the flow ${id} of ${flow}: enabled again; an earlier push had begun to replace it`,
    ),
  ];
  return `${renderPlan(plan, { palette: notePalette, width })}${others.map((line) => `${printable(line)}\n`).join("")}`;
}

async function readPlan(
  path: string,
): Promise<{ readonly document: JsonObject; readonly only: readonly string[] } | { readonly problem: Diagnostic }> {
  const text = await readText(path);
  if (text.kind === "problem") return { problem: text.diagnostic };
  const read = readSavedPlan(shownPath(path), text.value);
  return read.kind === "problem" ? { problem: read.diagnostic } : { document: read.document, only: read.only };
}
