import { Command } from "commander";
import { composeCommand } from "./schema-compose.js";
import { leavesCommand } from "./schema-leaves.js";
import { listCommand } from "./schema-list.js";
import { pullCommand } from "./schema-pull.js";

export function schemaCommand(): Command {
  return new Command("schema")
    .description("Lists the XDM paths of a schema, composes one, or gets one from a sandbox.")
    .addCommand(leavesCommand())
    .addCommand(composeCommand())
    .addCommand(listCommand())
    .addCommand(pullCommand())
    .addHelpText("after", "\nExample:\n  $ xdmap schema leaves examples/shopify-orders/schema.json\n");
}
