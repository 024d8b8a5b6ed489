import { isbotMatch } from "isbot";
import { UAParser } from "ua-parser-js";
import { readAgentName } from "./agent-name.js";
import { isAttack, LONGEST_AGENT } from "./attacks.js";
import { readDeviceClass } from "./device-class.js";
import { readOperatingSystem } from "./operating-system.js";
import { restoreAgent, splitAgent } from "./parts.js";
import { readRobot } from "./robots.js";
import { composeUserAgent, hackerAgent, UNKNOWN, type UserAgent } from "./user-agent.js";

/** A row asks up to eight times of one agent, and rows of one visitor follow each other. */
const REMEMBERED = 500;

/** In the order of their last use, the latest last. */
const remembered = new Map<string, UserAgent>();

/** What an agent says of itself, in Yauaa's words. Any text is an agent; the time it takes is bounded. */
export function readUserAgent(text: string): UserAgent {
  // Before anything is kept: 500 texts of 10 MB would fill the memory.
  if (text.length > LONGEST_AGENT) return hackerAgent;
  const known = remembered.get(text);
  if (known !== undefined) {
    remembered.delete(text);
    remembered.set(text, known);
    return known;
  }
  const read = readAfresh(text);
  if (remembered.size >= REMEMBERED) {
    const oldest = remembered.keys().next();
    if (oldest.done !== true) remembered.delete(oldest.value);
  }
  remembered.set(text, read);
  return read;
}

function readAfresh(given: string): UserAgent {
  const trimmed = given.trim();
  if (/^[^\w"'<>$;|\\(){}*]*$/.test(trimmed)) return unknownAgent;
  if (isAttack(trimmed)) return hackerAgent;
  const text = restoreAgent(given);
  const parts = splitAgent(text);
  const system = readOperatingSystem(parts);
  const robot = readRobot(parts, looksLikeRobot(text), system.name);
  if (robot !== undefined) return composeUserAgent(robot.system, robot.agent, robot.deviceClass);
  const found = parse(text);
  const agent = readAgentName(parts, system, found.browser);
  return composeUserAgent(system, agent, readDeviceClass(parts, system, agent, found.device));
}

/** Isbot takes every bare `name/version` for a robot, which it matches from end to end; Yauaa asks for more. */
function looksLikeRobot(text: string): boolean {
  const match = isbotMatch(text);
  return match !== null && match !== text;
}

const unknownAgent = composeUserAgent({ name: UNKNOWN, version: null }, { name: UNKNOWN, version: null }, UNKNOWN);

/** In a browser the parser takes an empty agent for the browser's own, and asks the browser of an equal one: give it neither. */
function parse(text: string) {
  return new UAParser(" ").setUA(text).getResult();
}
