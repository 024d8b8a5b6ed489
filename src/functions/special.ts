import { functions as codes } from "../diagnostics/functions.js";
import { documented, fn } from "./define.js";
import { text } from "./kinds.js";

export const uuid = fn({
  name: "uuid",
  aliases: ["guid"],
  category: "Special",
  summary: "A random identifier: version 4, in lower case; another at each call.",
  notes: ["A preview can fix the generator, so that it gives the same identifiers again."],
  assumptions: [
    { about: "the version", chosen: "4, random, in lower case, as both samples are", refused: "another version" },
    { about: "several calls in one record", chosen: "each gives another", refused: "all give the same" },
  ],
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

/** The only pair that is public; how the platform makes the one from the other is not. */
const KNOWN_FPID = "4ed70bee-b654-420a-a3fd-b58b6b65e991";
const KNOWN_ECID = "28880788470263023831040523038280731744";

export const fpidToEcid = fn({
  name: "fpid_to_ecid",
  category: "Special",
  summary: "The ECID of a first-party device identifier.",
  notes: [
    "Only the platform can compute it: how is not public. xdmap knows the documented pair, and fails for any other identifier.",
  ],
  assumptions: [
    {
      about: "an identifier other than the documented one",
      chosen: "the call fails where xdmap runs it; the platform, which knows how, gives the ECID",
      refused: "a made-up number of 38 digits",
    },
    {
      about: "letter case and spaces around",
      chosen: "an identifier is the same without them",
      refused: "another one",
    },
  ],
  platformOnly: true,
  params: { fpid: text },
  returns: text,
  onNull: "null",
  fails: [codes.XM5017],
  fidelity: documented("Data Prep functions, fpid_to_ecid: one pair"),
  examples: [
    { expr: `fpid_to_ecid("${KNOWN_FPID}")`, gives: KNOWN_ECID },
    { expr: 'fpid_to_ecid("11111111-2222-4333-8444-555555555555")', fails: "XM5017" },
  ],
  run: ({ fpid }, call) =>
    fpid.trim().toLowerCase() === KNOWN_FPID
      ? KNOWN_ECID
      : call.fail(codes.XM5017, { functionName: "fpid_to_ecid", what: "how an ECID comes from an FPID" }),
});
