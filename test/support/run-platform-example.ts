import type { Example, PlatformCommand } from "../../src/diagnostics/define.js";

const COMMANDS: readonly string[] = [
  "plan",
  "push",
  "run",
  "status",
  "schema list",
  "schema pull",
  "emulator",
] satisfies readonly PlatformCommand[];

export function isPlatformCommand(command: NonNullable<Example["command"]>): command is PlatformCommand {
  return COMMANDS.includes(command);
}

/** Runs a command that speaks with AEP against an emulator in this process, and gives what it tells. */
export async function runPlatformExample(
  cwd: string,
  { command }: Example & { readonly command: PlatformCommand },
): Promise<string> {
  throw new Error(`examples of ${command} cannot be run yet, in ${cwd}`);
}
