import type { AgentParts } from "./parts.js";
import {
  ANDROID_BY_API_LEVEL,
  FIRE_OS_BY_ANDROID,
  FIREFOX_OS_BY_GECKO,
  IOS_BY_DARWIN,
  UBUNTU_BY_NAME,
  WINDOWS_BY_NT,
} from "./releases.js";
import { type OperatingSystem, UNKNOWN } from "./user-agent.js";

type Rule = readonly [pattern: RegExp, read: (found: RegExpExecArray, text: string) => OperatingSystem | undefined];

/** From the most to the least telling: an Android agent says Linux too, and a Windows Phone says Android and iPhone. */
const RULES: readonly Rule[] = [
  [/\bWindows Phone(?: OS)?[/ ]([\d._]+)/i, ([, version]) => dotted("Windows Phone", version)],
  [/\bWindows Phone\b/i, () => ({ name: "Windows Phone", version: null })],
  [/\bGlass \d/i, () => ({ name: "Glass OS", version: null })],
  [/\bPICO\b[^;)]*?\bOS ?([\d.]+)|\bPicoBrowser\//i, ([, version]) => dotted("PICO OS", version)],
  [/\bWindows ?CE\b[/ ]?([\d.]*)/i, ([, version]) => dotted("Windows CE", version)],
  [/\bWindows Mobile\b[/ ]?([\d.]*)/i, ([, version]) => dotted("Windows Mobile", version)],
  [/\bXbox (?:One|Series)|\bXbox\b/i, () => undefined],
  [/\bPLAYSTATION 3\b/i, () => ({ name: "CellOS", version: null })],
  [/\bPlayStation 4(?:[/ ]([\d.]+))?/i, ([, version]) => dotted("Orbis OS", version)],
  [/\bPlayStation 5(?:[/ ]([\d.]+))?/i, ([, version]) => dotted("PS5 OS", version)],
  [/\b(Nintendo (?:Switch|WiiU|Wii|3DS|DSi))\b/i, ([, model]) => ({ name: "Nintendo", version: model ?? null })],
  [/\bNintendo 3DS\b/i, () => ({ name: "Nintendo", version: "Nintendo 3DS" })],
  [/\b(?:web|hpw)OS\/([\d.]+)|\bWeb0S\b/i, ([, version]) => dotted("WebOS", version)],
  [/\bTizen[/ ]?([\d.]*)/i, ([, version]) => dotted("Tizen", version)],
  [/\bVIDAA\/([\d.]+)/i, ([, version]) => dotted("Vidaa", version)],
  [/\bVIDAA\b|\bHisense;/i, () => ({ name: "Vidaa", version: null })],
  [/\bLOH\/([\d.]+)/, ([, version]) => dotted("LOH", version)],
  [/\bGoogleTV(?: ([\d.]+))?/i, ([, version]) => dotted("GoogleTV", version)],
  [/\bRoku(?:OS)?\/(?:DVP-)?([\d.]*)/i, ([, version]) => dotted("Roku OS", version)],
  [/\bKAI ?OS\/([\d.]+)/i, ([, version]) => dotted("KaiOS", version)],
  [/\b(NETTV|KreaTV|SymbianOS|Symbian ?OS)[/ ]([\d.]+)/, ([, name, version]) => dotted(name ?? UNKNOWN, version)],
  [/\bRIM Tablet OS ([\d.]+)/, ([, version]) => dotted("RIM Tablet OS", version)],
  [/\bBada[/ ]?([\d.]*)/i, ([, version]) => dotted("Bada", version)],
  [
    /\bBlackBerry\w*\/([\d.]+)|\bBlackBerry\b.*\bVersion\/([\d.]+)|\(BB(10);/,
    ([, old, later, ten]) => dotted("BlackBerry", old ?? later ?? ten),
  ],
  [/\bWatch ?OS[/ ,]?([\d.]*)/i, ([, version]) => dotted("watchOS", version)],
  [/\btvOS[/ ]?([\d._]+)|\bAppleTV\d+,\d+\/([\d.]+)/i, ([, named, kernel]) => dotted("tvOS", named ?? kernel)],
  [/\btvOS\b|\bApple ?TV/i, () => ({ name: "tvOS", version: null })],
  [/\bCPU (?:iPhone )?OS ([\d_.]+)/i, ([, version]) => dotted("iOS", version)],
  [/(?<![-\w]|\bfor )i(?:Phone|Pad)? ?OS[/ :,]+([\d_.]+)/i, ([, version]) => dotted("iOS", version)],
  [/\b(?:iPhone|iPad|iPod)|\biOS\b|\biPadOS\b|\bCPU like Mac OS X/i, () => ({ name: "iOS", version: null })],
  [/\bFBOP\/19\b.*FBSV\/([\d.]+)|FBSV\/([\d.]+).*FBOP\/19\b/, ([, one, two]) => dotted("Android", one ?? two)],
  [/\b(?:KF|AFT)[A-Z]{1,5}\b|\bKindle Fire\b/, (_, text) => fireSystem(text)],
  [/\bKindle\/|^(?!.*PlayStation).*\bSilk\//, () => ({ name: "FireOS", version: null })],
  [/\bUbuntu ([\d.]+) like Android/i, ([, version]) => dotted("Ubuntu Touch", version)],
  [
    /\bAndroid API (?:level )?(\d+)/i,
    ([, level]) => ({ name: "Android", version: ANDROID_BY_API_LEVEL.get(level ?? "") ?? null }),
  ],
  [
    /\bAndroid\/(1[4-9]|[23]\d)\b(?!\.)/,
    ([, level]) => ({ name: "Android", version: ANDROID_BY_API_LEVEL.get(level ?? "") ?? null }),
  ],
  [/\bAndroid \(\d+\/(\d[\d.]*);/, ([, version]) => dotted("Android", version)],
  [/[(;] ?(?:Android|Adr) (\d[\d.]*)/i, ([, version], text) => androidSystem(version, text)],
  [/(?<![-\w]|\bfor )(?:Android|Adr)[ /:-]?v?(\d[\d.]*)/i, ([, version], text) => androidSystem(version, text)],
  [/\bAndroid\b/i, () => ({ name: "Android", version: null })],
  [
    /\b(?:Mobile|Tablet);(?:.*;)? ?rv:(\d+\.\d+).*\bFirefox\//,
    ([, gecko]) => ({ name: "Firefox OS", version: FIREFOX_OS_BY_GECKO.get(gecko ?? "") ?? null }),
  ],
  [/\bCFNetwork\/\S+ Darwin\/(\d+)\.?(\d*)/, ([, major, minor], text) => appleApp(major ?? "", minor ?? "", text)],
  [/^WhatsApp\/[\d.]+ ([Ai])\b/, ([, letter]) => ({ name: letter === "A" ? "Android" : "iOS", version: null })],
  [/\bWin(?:dows)? ?NT ?(\d+\.\d+)?/i, ([, version], text) => windowsNt(version, text)],
  [/\bWindows[/ ](\d+\.\d+)/i, ([, version], text) => windowsNt(version, text)],
  [/\bWin(?:dows)? ?(?:9x 4\.90|ME)\b/i, () => windows9x("ME")],
  [/\bWin(?:dows)? ?(95|98)\b/i, ([, version]) => windows9x(version ?? null)],
  [/\bWindows (2000|XP|Vista|7|8\.1|8|10|11)\b/i, ([, version]) => windows(version ?? null)],
  [/\bWindows\b|\bWin(?:16|32|64)\b/i, () => ({ name: "Windows", version: null })],
  [
    /\b(?:Mac ?OS ?X|Mac ?OS|OS ?X)(?:,? Version)?[ /,]?(\d+(?:[._]\d+)*)/i,
    ([, version], text) => macSystem(version, text),
  ],
  [/\bMac(?:intosh|_PowerPC| OS X?| ?OS)?\b|\bDarwin\b/, () => ({ name: "Mac OS", version: null })],
  [
    /\bCrOS \S+ ([\d.]+)/i,
    (_, text) => dotted("Chrome OS", /\bChrome\/([\d.]+?)(?:\.0\.0\.0)?(?![\d.])/.exec(text)?.[1]),
  ],
  [/\bUbuntu(?: Linux)?(?:[/ ]\(?([\w.]+))?/i, ([, release]) => ubuntu(release)],
  [/\bGentoo\b/i, () => ({ name: "Gentoo Linux", version: null })],
  [
    /\b(Mageia|Fedora|Debian|CentOS|Slackware|Mandriva|Kubuntu|Xubuntu)\b(?:\/(\d{1,2}(?:\.\d+)?)(?![\w.-]))?/i,
    ([, name, version]) => dotted(name ?? UNKNOWN, version),
  ],
  [/\b(?:open)?SUSE\b/i, () => ({ name: "SUSE", version: null })],
  [/\bRed ?Hat\b/i, () => ({ name: "Red Hat", version: null })],
  [
    /\b(FreeBSD|OpenBSD|NetBSD|DragonFly|SunOS|AIX|IRIX|HP-UX|OS\/2|BeOS|Haiku|AmigaOS|MorphOS|Symbian ?OS|MeeGo|Maemo|QNX|Fuchsia|RISC OS|KreaTV|NETTV|Java)\b(?!\/)/i,
    ([, name]) => ({ name: name ?? UNKNOWN, version: null }),
  ],
  [/\bUNIX BSD\/SYSV\b/, () => ({ name: "UNIX BSD/SYSV", version: null })],
  [/\bkernel\/([^\s)]+).*\bos\/linux\b/i, ([, version]) => ({ name: "Linux", version: version ?? null })],
  [/\bLinux (\d+\.\d+[\w.-]*)/, ([, version]) => ({ name: "Linux", version: version ?? null })],
  [/\bLinux\b/i, (_, text) => ({ name: "Linux", version: tvFirmware(text) })],
  [/\bUNIX\b/, () => ({ name: "UNIX", version: null })],
];

/** The system in Yauaa's words, `Unknown` where nothing names one. */
export function readOperatingSystem({ text }: AgentParts): OperatingSystem {
  for (const [pattern, read] of RULES) {
    const found = pattern.exec(text);
    const system = found === null ? undefined : read(found, text);
    if (system !== undefined) return system;
  }
  return { name: UNKNOWN, version: null };
}

function dotted(name: string, version: string | undefined): OperatingSystem {
  const clean = version?.replaceAll("_", ".").replace(/\.+$/, "");
  return { name, version: clean === undefined || clean === "" ? null : clean };
}

/** `Windows NT` versions are written after `Windows`, by the name they were sold under. */
function windowsNt(version: string | undefined, text: string): OperatingSystem {
  if (version === undefined) return windows(null);
  const isFrozen =
    version === "10.0" && /\(Windows NT 10\.0; Win64; x64[;)]/.test(text) && saysNoMoreThanWindows10(text);
  return windows(isFrozen ? ">=10" : (WINDOWS_BY_NT.get(version) ?? version));
}

function windows(version: string | null): OperatingSystem {
  return { name: "Windows NT", family: "Windows", version };
}

function windows9x(version: string | null): OperatingSystem {
  return { name: "Windows 9x", family: "Windows", version };
}

/** Browsers since early 2021 write 10.0 on Windows 11 too. Opera's are left alone. */
function saysNoMoreThanWindows10(text: string): boolean {
  if (/\bOPR\//.test(text)) return false;
  const version = /\b(?:Chrome|Firefox)\/(\d+)/.exec(text)?.[1];
  return version !== undefined && Number(version) >= 87;
}

/** Browsers write 10.15.7 (Firefox 10.15) on every later macOS; a macOS's major version has two parts before 11. */
function macSystem(version: string | undefined, text: string): OperatingSystem {
  const system = dotted("Mac OS", version);
  if (system.version === null) return system;
  const isFrozen =
    system.version === "10.15.7"
      ? saysNoMoreThanCatalina(text)
      : system.version === "10.15" && /\bFirefox\/(?:8[7-9]|9\d|\d{3})\b/.test(text);
  if (isFrozen) return { ...system, version: ">=10.15.7", major: ">=10.15" };
  const major = /^10\.\d+/.exec(system.version)?.[0];
  return major === undefined ? system : { ...system, major };
}

function saysNoMoreThanCatalina(text: string): boolean {
  const chrome = /\bChrome\/(\d+)/.exec(text)?.[1];
  return chrome === undefined || Number(chrome) >= 90;
}

/** Chrome's reduced agents are all of an `Android 10; K`. */
function androidSystem(version: string | undefined, text: string): OperatingSystem {
  return /\bAndroid 10; K\)|; Unspecified Device\)/.test(text)
    ? { name: "Android", version: null }
    : dotted("Android", version);
}

function fireSystem(text: string): OperatingSystem {
  const android = /\bAndroid (\d+(?:\.\d+)?)/.exec(text)?.[1];
  const fire = FIRE_OS_BY_ANDROID.find(([from]) => android !== undefined && Number.parseFloat(android) >= from);
  return { name: "FireOS", version: fire?.[1] ?? null };
}

/** Apps that use Apple's own HTTP client name the kernel, which tells the release. */
function appleApp(major: string, minor: string, text: string): OperatingSystem {
  if (!/\bx86_64\b|\bi386\b|\bMac/.test(text)) return { name: "iOS", version: iosOf(major, minor) };
  const kernel = Number(major);
  // Darwin 8 is of Mac OS 10.4, and 19 of 10.15; from 20 on the two count alike.
  if (kernel >= 20) return { name: "Mac OS", version: String(kernel - 9) };
  return { name: "Mac OS", version: `10.${kernel - 4}${minor === "" ? "" : `.${minor}`}`, major: `10.${kernel - 4}` };
}

function iosOf(major: string, minor: string): string {
  const known = IOS_BY_DARWIN.get(`${major}.${minor}`);
  if (known !== undefined) return known;
  // Since Darwin 21, of iOS 15, the second parts are the same; before, the first part is sure.
  const version = Number(major) - 6;
  return version >= 15 && minor !== "" ? `${version}.${minor}` : String(version);
}

function ubuntu(release: string | undefined): OperatingSystem {
  const version =
    release === undefined ? undefined : /^\d/.test(release) ? release : UBUNTU_BY_NAME.get(release.toLowerCase());
  return { name: "Ubuntu", version: version ?? null };
}

/** HbbTV lists its vendor, model and firmware in brackets: on a bare Linux the firmware is the version. */
function tvFirmware(text: string): string | null {
  return /\bHbbTV\/[\d.]+ \([^;]*;[^;]*;[^;]*; ?(\d+(?:\.\d+)+)/.exec(text)?.[1] ?? null;
}
