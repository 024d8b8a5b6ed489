import { Command } from "commander";
import { allCodes } from "../diagnostics/registry.js";
import { renderPage } from "../diagnostics/render-page.js";
import { nearest } from "../text/index.js";
import { createOutput } from "./output.js";

export function explainCommand(): Command {
  return new Command("explain")
    .description("Prints the page of a diagnostic code; without a code, lists all of them.")
    .argument("[code]", "a code such as XM2001")
    .addHelpText("after", "\nExample:\n  $ xdmap explain XM2001\n")
    .action(async (asked: string | undefined, _options: unknown, command: Command) => {
      const output = createOutput();
      if (asked === undefined) {
        return output.data(
          `${allCodes.map(({ code, severity, title }) => `${code}  ${severity.padEnd(7)}  ${title}`).join("\n")}\n`,
        );
      }
      const wanted = asked.toUpperCase();
      const found = allCodes.find(({ code }) => code === wanted);
      if (found !== undefined) return output.data(renderPage(found));
      const near = nearest(
        wanted,
        allCodes.map(({ code }) => code),
      );
      return command.error(
        `error: there is no code ${asked}.${near === undefined ? "" : ` Did you mean ${near}?`} \`xdmap explain\` lists all codes.`,
      );
    });
}
