import { documented, fn } from "./define.js";
import { text } from "./kinds.js";

export const uuid = fn({
  name: "uuid",
  aliases: ["guid"],
  category: "Special",
  summary: "A random identifier: version 4, in lower case; another at each call.",
  notes: ["A preview can fix the generator, so that it gives the same identifiers again."],
  params: {},
  returns: text,
  pure: false,
  onNull: "null",
  fidelity: documented("Data Prep functions, uuid"),
  examples: [
    { expr: 'matches_regex(uuid(), "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")', gives: true },
    { expr: "guid() == guid()", gives: false },
  ],
  run: (_args, call) => call.services.uuid(),
});
