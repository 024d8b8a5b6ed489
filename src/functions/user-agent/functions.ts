import { assumed, fn, verified } from "../define.js";
import type { Assumption, FunctionExample, FunctionRecord } from "../function-record.js";
import { text } from "../kinds.js";
import { readUserAgent } from "./read-user-agent.js";
import type { UserAgent } from "./user-agent.js";

const DOCS = "Data Prep functions, user agents";

/** The agent of the documented examples. */
const DOCUMENTED_AGENT =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 5_1_1 like Mac OS X) AppleWebKit/534.46 (KHTML, like Gecko) Version/5.1 Mobile/9B206 Safari/7534.48.3";

const assumptions: readonly Assumption[] = [
  {
    about: "the library behind it",
    chosen: "ua-parser-js and isbot read the agent, and the answer is put in Yauaa's words",
    refused: "Data Prep answers as its own version of Yauaa, so a rare agent may get another name there",
  },
  {
    about: "an empty text or an agent that says nothing",
    chosen: "Yauaa's defaults: `Unknown` for a name or a class and `??` for a version",
    refused: "null",
  },
  {
    about: "an agent of more than 2,048 characters",
    chosen: "`Hacker` in every field, as for code in an agent: no browser writes that much",
    refused: "the answer for its first 2,048 characters",
  },
];

interface AgentFunction {
  readonly name: string;
  readonly summary: string;
  readonly notes?: readonly string[];
  readonly field: keyof UserAgent;
  /** What the documentation answers for its agent. */
  readonly documented: string;
  readonly examples: readonly FunctionExample[];
}

function agentFunction({ name, summary, notes = [], field, documented, examples }: AgentFunction): FunctionRecord {
  return fn({
    name,
    category: "User agent",
    summary,
    notes: [
      "Approximate: the documented examples and most common agents get the answer of Yauaa, the library that Data Prep uses; rare apps, devices and robots may not.",
      ...notes,
    ],
    assumptions,
    params: { userAgent: text },
    returns: text,
    onNull: "null",
    fidelity: assumed("Yauaa's conventions over ua-parser-js and isbot"),
    examples: [
      { expr: `${name}("${DOCUMENTED_AGENT}")`, gives: documented, fidelity: verified(DOCS) },
      ...examples,
      { expr: `${name}(null)`, gives: null },
    ],
    run: ({ userAgent }) => readUserAgent(userAgent)[field],
  });
}

const WINDOWS_AGENT =
  "Mozilla/5.0 (Windows NT 6.1; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/73.0.3683.103 Safari/537.36";
const MAC_AGENT = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.9; rv:60.0) Gecko/20100101 Firefox/60.0";
const ROBOT_AGENT = "Mozilla/5.0 (compatible; ExampleBot/2.1; +http://www.example.com/bot.html)";

export const uaOsName = agentFunction({
  name: "ua_os_name",
  summary: "The name of the operating system in a user agent.",
  notes: ["A robot runs on `Cloud`, or on its maker's: `Google Cloud`, `Microsoft Cloud`."],
  field: "osName",
  documented: "iOS",
  examples: [
    { expr: "ua_os_name(agent)", context: { agent: WINDOWS_AGENT }, gives: "Windows NT" },
    { expr: "ua_os_name(agent)", context: { agent: ROBOT_AGENT }, gives: "Cloud" },
    { expr: 'ua_os_name("")', gives: "Unknown" },
  ],
});

export const uaOsVersion = agentFunction({
  name: "ua_os_version",
  summary: "The version of the operating system in a user agent.",
  notes: ["`>=10` and `>=10.15.7` stand for the Windows and the macOS that later ones still call themselves."],
  field: "osVersion",
  documented: "5.1.1",
  examples: [
    { expr: "ua_os_version(agent)", context: { agent: MAC_AGENT }, gives: "10.9" },
    { expr: 'ua_os_version("")', gives: "??" },
  ],
});

export const uaOsVersionMajor = agentFunction({
  name: "ua_os_version_major",
  summary: "The name of the operating system and its major version, as one text.",
  field: "osVersionMajor",
  documented: "iOS 5",
  examples: [
    { expr: "ua_os_version_major(agent)", context: { agent: WINDOWS_AGENT }, gives: "Windows 7" },
    { expr: "ua_os_version_major(agent)", context: { agent: MAC_AGENT }, gives: "Mac OS 10.9" },
  ],
});

export const uaOsNameVersion = agentFunction({
  name: "ua_os_name_version",
  summary: "The name of the operating system and its version, as one text.",
  field: "osNameVersion",
  documented: "iOS 5.1.1",
  examples: [{ expr: "ua_os_name_version(agent)", context: { agent: WINDOWS_AGENT }, gives: "Windows 7" }],
});

export const uaAgentName = agentFunction({
  name: "ua_agent_name",
  summary: "The name of the browser or program in a user agent.",
  field: "agentName",
  documented: "Safari",
  examples: [
    { expr: "ua_agent_name(agent)", context: { agent: WINDOWS_AGENT }, gives: "Chrome" },
    { expr: "ua_agent_name(agent)", context: { agent: ROBOT_AGENT }, gives: "ExampleBot" },
    { expr: 'ua_agent_name("")', gives: "Unknown" },
  ],
});

export const uaAgentVersion = agentFunction({
  name: "ua_agent_version",
  summary: "The version of the browser or program in a user agent.",
  notes: ["A reduced version such as `122.0.0.0` is written as what it still tells: `122`."],
  field: "agentVersion",
  documented: "5.1",
  examples: [{ expr: "ua_agent_version(agent)", context: { agent: WINDOWS_AGENT }, gives: "73.0.3683.103" }],
});

export const uaAgentVersionMajor = agentFunction({
  name: "ua_agent_version_major",
  summary: "The name of the browser or program and its major version, as one text.",
  field: "agentVersionMajor",
  documented: "Safari 5",
  examples: [{ expr: "ua_agent_version_major(agent)", context: { agent: WINDOWS_AGENT }, gives: "Chrome 73" }],
});

export const uaDeviceClass = agentFunction({
  name: "ua_device_class",
  summary: "The class of the device in a user agent.",
  notes: [
    "One of Desktop, Phone, Tablet, Mobile, Watch, TV, Set-top box, Game Console, Handheld Game Console, eReader, Car, Home Appliance, Voice, Virtual Reality, Augmented Reality, Robot, Robot Mobile, Robot Imitator, Cloud, Anonymized, Hacker, Unknown.",
  ],
  field: "deviceClass",
  documented: "Phone",
  examples: [
    { expr: "ua_device_class(agent)", context: { agent: WINDOWS_AGENT }, gives: "Desktop" },
    { expr: "ua_device_class(agent)", context: { agent: ROBOT_AGENT }, gives: "Robot" },
    { expr: "ua_device_class(\"1' or '1'='1\")", gives: "Hacker" },
    { expr: 'ua_device_class("")', gives: "Unknown" },
  ],
});
