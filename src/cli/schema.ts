import { Command } from "commander";
import { composeCommand } from "./schema-compose.js";
import { leavesCommand } from "./schema-leaves.js";

export function schemaCommand(): Command {
  return new Command("schema")
    .description("Lists the XDM paths of a schema, or composes one.")
    .addCommand(leavesCommand())
    .addCommand(composeCommand())
    .addHelpText("after", "\nExample:\n  $ xdmap schema leaves examples/shopify-orders/schema.json\n");
}
