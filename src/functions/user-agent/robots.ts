import { capitalizedName } from "./agent-name.js";
import type { AgentParts } from "./parts.js";
import { type Named, type OperatingSystem, UNKNOWN } from "./user-agent.js";

/** A program that no person looks at. Where it runs takes the system's place. */
export interface Robot {
  readonly agent: Named;
  readonly system: OperatingSystem;
  readonly deviceClass: "Robot" | "Robot Mobile" | "Robot Imitator" | "Cloud";
}

const CLOUD: OperatingSystem = { name: "Cloud", version: null };
const GOOGLE_CLOUD: OperatingSystem = { name: "Google Cloud", version: null };
/** Joined once: the version begins with the family. */
const MICROSOFT_CLOUD: OperatingSystem = { name: "Microsoft Cloud", family: "Microsoft", version: "Microsoft Azure" };

/** Servers of the federated social networks fetch what their users link to: a cloud, not a robot. */
const FEDIVERSE =
  /\b(Pleroma|Akkoma|Friendica|Mastodon|Misskey|Pixelfed|PeerTube|Lemmy|GoToSocial|Hubzilla|Diaspora|Calckey|Firefish|Iceshrimp|Mobilizon|WriteFreely|Funkwhale|Bookwyrm)\b(?: '[^']*')?[ /]?(?:[A-Za-z]+ )?(\d[\w.+~-]*)?/i;

/** What only robots call themselves. Cubot makes telephones. */
const ROBOT_WORD =
  /(?<!\bcu)bot(?:s?\b|[-_/])|crawl|spider|slurp|scrap(?:er|y)|fetcher|archiver|indexer|validator|checker|monitor(?:ing)?\b|(?:web|link|page|url|bing) ?-?preview|scanner|\bfavicon|lighthouse|headless|\bPTST\//i;

/** What programs fetch with, whatever system they name. */
const LIBRARY =
  /^(?:curl|wget|python|java|libwww|lwp|okhttp|go-http|apache-httpclient|axios|node-fetch|php|ruby|perl|guzzle|httpie|insomnia|aiohttp|scrapy|jakarta|http_request|restsharp|rest-client|postman\w*|httpclient|grequests|typhoeus|faraday|mechanize|lavf|nsplayer)\b|^[\w .]*\b(?:client|sdk)\b/i;

/** Names one of a robot's own words, with its version. */
const ROBOT_NAME =
  /([A-Za-z]?[\w.!-]*(?:bot|crawler|spider|slurp|fetcher|archiver|indexer|validator|checker|monitor|preview|scanner|headless)[\w-]*)(?:[/ ]v?(\d[\w.-]*))?/i;

const ENTRY = /^[A-Za-z][\w .!-]*(?:\/[\w.+~-]+)?$/;
const OF_A_BROWSER =
  /^(?:compatible|MSIE|Windows|Win64|X11|Linux|U|en|KHTML|Android|Macintosh|Intel|SV1|Trident|WOW64|x64|\.NET)\b/i;

/** Google's own spelling of its products, where an agent turns the words round. */
const GOOGLE_LAST = /^(AdsBot|Storebot|Mediapartners|APIs)-Google(?:-Mobile)?$/;

export function readRobot(parts: AgentParts, looksLikeRobot: boolean, systemName: string): Robot | undefined {
  const { text } = parts;
  const federated = FEDIVERSE.exec(text);
  if (federated !== null) {
    return {
      agent: { name: capitalizedName(federated[1] ?? ""), version: federated[2] ?? null },
      system: CLOUD,
      deviceClass: "Cloud",
    };
  }
  if (!isRobot(parts, looksLikeRobot, systemName)) return undefined;
  const agent = nameOf(parts);
  const claims = /\bGooglebot\b(?!-\w)/i.test(text);
  const imitates = claims && !(isGoogles(text) && /google/i.test(agent.name));
  return {
    agent: imitates && /^Googlebot$/i.test(agent.name) ? { name: "Googlebot Imitator", version: agent.version } : agent,
    system: imitates ? CLOUD : systemOf(text, agent.name),
    deviceClass: imitates
      ? "Robot Imitator"
      : /\bMobile\b|\bAndroid\b|\biPhone\b|\bMIDP\b/.test(text)
        ? "Robot Mobile"
        : "Robot",
  };
}

function isRobot({ text, products }: AgentParts, looksLikeRobot: boolean, systemName: string): boolean {
  if (ROBOT_WORD.test(text)) return true;
  const isBrowser = /^["']?(?:Mozilla|Opera)\b/i.test(text);
  if (isBrowser)
    return /\(compatible;[^)]*(?:https?:\/\/|@|; \+)|\+https?:\/\//i.test(text) || /\(compatible; Google/.test(text);
  if (LIBRARY.test(text)) return true;
  // Apps and devices look like libraries: a name, a version and nothing of a browser. They name their system.
  if (/^WhatsApp|_(?:android|ios)\//.test(text) || systemName !== UNKNOWN) return false;
  return looksLikeRobot && products.length > 0;
}

function nameOf({ text, comments, products }: AgentParts): Named {
  const speedCurve = /\bPTST\/(?:SpeedCurve\/)?([\w.]+)/.exec(text);
  if (speedCurve !== null)
    return {
      name: text.includes("SpeedCurve") ? "SpeedCurve WebpageTest" : "WebPageTest",
      version: speedCurve[1] ?? null,
    };
  const app = /\bappid: (?:s~)?([\w-]+)/.exec(text);
  if (app !== null) return { name: capitalizedName(app[1] ?? ""), version: null };
  const leading = /^["']?([A-Za-z][\w.'&+!-]*(?: [A-Za-z.][\w.'&+!-]*){0,4}?)(?:\/| (?=v?\d))([\w.+-]+)/.exec(text);
  const compatible = comments.find(([first]) => first?.toLowerCase() === "compatible") ?? [];
  // A telephone that a robot pretends to be stands first as well, and the robot is `compatible` with it.
  const pretended = compatible.some((part) => ROBOT_WORD.test(part)) && !ROBOT_WORD.test(leading?.[1] ?? "");
  if (leading !== null && !pretended && !/^(?:Mozilla|Opera)\b/i.test(leading[1] ?? ""))
    return tidied(leading[1] ?? "", leading[2] ?? null);
  const google = /\bGoogle(?: [A-Z]\w+)+/.exec(text);
  if (google !== null) return { name: google[0], version: null };
  const entries = comments.flat().filter((part) => ENTRY.test(part) && !OF_A_BROWSER.test(part));
  const own = entries.find((part) => ROBOT_WORD.test(part)) ?? entries.find((part) => /google/i.test(part));
  if (own !== undefined) return ofEntry(own);
  const withContact = comments.flat().flatMap((part) => /^([A-Za-z][\w.-]*) \+?https?:/.exec(part)?.[1] ?? [])[0];
  if (withContact !== undefined) return { name: capitalizedName(withContact), version: null };
  const word = ROBOT_NAME.exec(text.replace(/https?:\/\/\S+|\S+@\S+/g, ""));
  if (word !== null) return tidied(word[1] ?? "", word[2] ?? null);
  const first = entries.find((part) => compatible.includes(part));
  if (first !== undefined) return ofEntry(first);
  const plain = /[A-Za-z]*(?:bots?|crawler|spider)\b/i.exec(text)?.[0] ?? products[0]?.name ?? "";
  return tidied(plain, null);
}

/** `Name/1.0` or `Name 1.0` of a comment. */
function ofEntry(entry: string): Named {
  const [, name = entry, version = null] = /^([^/]*?)[/ ](v?\d\S*)$/.exec(entry) ?? [];
  return tidied(name.replace(/\/.*$/, ""), version);
}

function tidied(name: string, version: string | null): Named {
  const turned = GOOGLE_LAST.exec(name);
  if (turned !== null) return { name: `Google ${turned[1]}`, version };
  // Only what has no version: with one it is the product's own spelling.
  if (version === null && /^Google(?:-[A-Z][a-z]+)+$/.test(name)) return { name: name.replaceAll("-", " "), version };
  return { name: capitalizedName(name), version };
}

/** Google's own name Google's hosts, and no other. */
function isGoogles(text: string): boolean {
  const hosts = [...text.matchAll(/https?:\/\/([\w.-]+)/gi)].map(([, host]) => host ?? "");
  return hosts.length > 0 && hosts.every((host) => /(?:^|\.)google(?:bot)?\.com$/i.test(host));
}

function systemOf(text: string, name: string): OperatingSystem {
  if (name.startsWith("Google ") || /\bgoogle\.com\/|-Google\b|\bGoogle[-\w]*(?:\/|;|$)/.test(text))
    return GOOGLE_CLOUD;
  if (/\b(?:bing|msn)\.com\b|\bbingbot|\bmsnbot/i.test(text)) return MICROSOFT_CLOUD;
  return CLOUD;
}
