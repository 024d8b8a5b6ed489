import { Command, CommanderError } from "commander";
import { setWorkerScript } from "../host/worker-script.js";
import { nearest } from "../text/index.js";
import { commands } from "./commands.js";
import { EXIT } from "./exit.js";
import { write } from "./standard-streams.js";

declare const XDMAP_VERSION: string;

/** What commander prints goes the way of all output. */
const WRITERS = {
  writeOut: (text: string) => void write("stdout", text),
  writeErr: (text: string) => void write("stderr", text),
};

/**
 * Runs one command line. Sets the process's exit status; ends by itself when all output is written. `launcher` is the script
 * that workers are started from.
 */
export async function run(args: readonly string[], launcher: string): Promise<void> {
  setWorkerScript(launcher);
  try {
    const program = await createProgram(args);
    await program.parseAsync([...args], { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has printed what was wrong; help and version are no errors.
      process.exitCode = error.exitCode === 0 ? EXIT.fine : EXIT.usage;
      return;
    }
    process.exitCode = EXIT.bug;
    await write(
      "stderr",
      `xdmap ${XDMAP_VERSION} has a bug: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n` +
        "Please report this with the command and, if you can, the files that led here.\n",
    );
  }
}

/** What a worker thread does. Where somebody typed its argument, it is one that no command has. */
export async function work(args: readonly string[], launcher: string): Promise<void> {
  const { runPreviewWorker } = await import("../host/preview-worker.js");
  if (!runPreviewWorker()) await run(args, launcher);
}

async function createProgram(args: readonly string[]): Promise<Command> {
  const program = new Command("xdmap")
    .description("Mapping-as-code for Adobe Experience Platform")
    .version(XDMAP_VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .helpCommand("help [command]", "print help for a command")
    // Behind a command's name its own options stand: `import` has a --version, too.
    .enablePositionalOptions()
    .showHelpAfterError("(xdmap --help lists the commands and their options)")
    .exitOverride()
    .configureOutput(WRITERS)
    .addHelpText("after", "\nExample:\n  $ xdmap preview examples/shopify-orders/orders.xdmap --limit 5\n");
  const asked = args.find((arg) => !arg.startsWith("-") && arg !== "help");
  const entry = commands.find(({ name }) => name === asked);
  for (const { name, summary, load } of commands) {
    // Only the command that was asked for is loaded; the others are names for the list in the help.
    const command = entry?.name === name ? await load() : new Command(name);
    program.addCommand(inherit(command.summary(summary)));
  }
  program.on("command:*", ([unknown = ""]: string[]) => refuseCommand(program, unknown));
  // Of an unknown command, commander would print the help of the whole.
  if (args[0] === "help" && asked !== undefined && entry === undefined) refuseCommand(program, asked);
  return program;
}

function refuseCommand(program: Command, unknown: string): never {
  const near = nearest(
    unknown,
    commands.map(({ name }) => name),
  );
  return program.error(
    `error: there is no command '${unknown}'.${near === undefined ? "" : ` Did you mean '${near}'?`} See xdmap --help.`,
  );
}

/** Errors of use end in exit status 3, in sub-commands too. */
function inherit(command: Command): Command {
  command.configureOutput(WRITERS);
  command.exitOverride().showHelpAfterError("(add --help for the options and an example)");
  command.helpOption("-h, --help", "print help");
  if (command.commands.length > 0) command.helpCommand("help [command]", "print help for a command");
  for (const child of command.commands) inherit(child);
  return command;
}
