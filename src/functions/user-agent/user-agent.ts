/** What Data Prep's eight functions tell of a user agent, in Yauaa's words. */
export interface UserAgent {
  readonly osName: string;
  readonly osVersion: string;
  readonly osVersionMajor: string;
  readonly osNameVersion: string;
  readonly agentName: string;
  readonly agentVersion: string;
  readonly agentVersionMajor: string;
  readonly deviceClass: string;
}

/** What stands for a name that is not known. */
export const UNKNOWN = "Unknown";
/** What stands for a version that is not known. */
const UNKNOWN_VERSION = "??";
/** What stands in every field of an agent that is an attack. */
const HACKER = "Hacker";

/** A name and its version: of an operating system or of an agent. */
export interface Named {
  readonly name: string;
  /** Null where it is not known. */
  readonly version: string | null;
}

export interface OperatingSystem extends Named {
  /** The name that the version is written after, where it is another: `Windows 7` is of `Windows NT`. */
  readonly family?: string;
  /** The major version, where it is more than the version's first part. */
  readonly major?: string;
}

/** The eight texts out of their three parts. */
export function composeUserAgent(system: OperatingSystem, agent: Named, deviceClass: string): UserAgent {
  const family = system.family ?? system.name;
  const osVersion = system.version ?? UNKNOWN_VERSION;
  const agentName = agent.name === "" ? UNKNOWN : agent.name;
  const agentVersion = agent.version ?? UNKNOWN_VERSION;
  return {
    osName: system.name,
    osVersion,
    osVersionMajor: joinOnce(family, system.major ?? majorOf(osVersion)),
    osNameVersion: joinOnce(family, osVersion),
    agentName,
    agentVersion,
    agentVersionMajor: joinOnce(agentName, majorOf(agentVersion)),
    deviceClass,
  };
}

export const hackerAgent: UserAgent = {
  osName: HACKER,
  osVersion: HACKER,
  osVersionMajor: HACKER,
  osNameVersion: HACKER,
  agentName: HACKER,
  agentVersion: HACKER,
  agentVersionMajor: HACKER,
  deviceClass: HACKER,
};

/** A version that begins with the name takes its place: not `Nintendo Nintendo Switch`. */
function joinOnce(name: string, version: string): string {
  return version.startsWith(name) ? version : `${name} ${version}`;
}

/** Up to the first dot or comma; other signs belong to the part. */
function majorOf(version: string): string {
  return /^[^.,|]+/.exec(version)?.[0] ?? version;
}
