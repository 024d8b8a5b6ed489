import type { AgentParts } from "./parts.js";
import { type Named, type OperatingSystem, UNKNOWN } from "./user-agent.js";

/** What ua-parser-js says of the device. */
export interface FoundDevice {
  readonly type: string | undefined;
  readonly vendor: string | undefined;
  readonly model: string | undefined;
}

/** Devices that say what they are, whatever browser they run. */
const TELLING: readonly (readonly [RegExp, string])[] = [
  [/anonymi[sz]ed|\bPrivacyWall\/|\bKamo\b/i, "Anonymized"],
  [/\bTesla\b|\bQtCarBrowser\b|\bAutomotive\b|\bPolestar\b|\bVolvo Cars\b/i, "Car"],
  [/\bAEO\w+ |\bAlexa(?! Toolbar|\.)|\bEcho\/|\bHomePod\b|\bGoogle Home\b/i, "Voice"],
  [/\bFamily ?Hub\b|\bRefrigerator\b|\bIoT ?Fridge\b/i, "Home Appliance"],
  [/\bGlass \d|\bHoloLens\b|\bMagic ?Leap\b/i, "Augmented Reality"],
  [
    /\bMobile VR\b|\bOculusBrowser\/|\bPicoBrowser\/|\bQuest(?: \d| Pro)?\)|\bWolvic\/|\b VR Safari/i,
    "Virtual Reality",
  ],
  [/\bPSP\b|\bPlayStation (?:Portable|Vita)\b|\bNintendo (?:3DS|DS)\b/i, "Handheld Game Console"],
  [/\bXbox\b|\bPlayStation\b|\bNintendo\b|\bPS2\b|\bOuya\b/i, "Game Console"],
  [/\bWatch\b|\bZenWatch\b|\bSmartWatch\b|\bwatchOS\b|\bMoto 360\b|\bGear (?:Live|S\d?)\b/i, "Watch"],
  [/\btolino\b|\bPocketBook\b|\bKobo\b|\bNook\b|\bKindle\/|\beReader\b|\bBOOX\b|\bSony PRS/i, "eReader"],
  [
    /\bGoogleTV\b|\bCrKey\b|\bAFT[A-Z]\w*\b|\bApple ?TV(?:\d|\b)|\bRoku\b|(?<![A-Za-z])STB(?![A-Za-z])|\bset-?top|\bWPE\b|\bKreaTV\b|\bMAG ?2\d\d\b|\bBOX\b|\bMiBOX|\bADT-\d|\bNexus Player\b|\bSHIELD Android TV\b|\bTV ?BOX\b|\b(?:MXQ|X96|H96|T95|M8S|TX[369]|MINIX|Freebox)\b/i,
    "Set-top box",
  ],
  [
    /\bHbbTV\b|\bCE-HTML\b|NETRANGEMMH|\bOMI\/|\bSMART[-_ ]?TV\b|\bSmartTvA?\b|\bBRAVIA\b|\bNETTV\b|\bNetCast\b|\bVIDAA\b|\bHisense\b|\bAndroid TV\b|\bWeb0S\b|\bAQUOS\b|\bViera\b|\bTV\b|\bDTV\b/i,
    "TV",
  ],
];

/** By ua-parser-js's types, where the agent is not of the systems that have rules of their own. */
const BY_TYPE: ReadonlyMap<string, string> = new Map([
  ["mobile", "Phone"],
  ["tablet", "Tablet"],
  ["smarttv", "TV"],
  ["console", "Game Console"],
  ["wearable", "Watch"],
]);

const DESKTOPS = new Set([
  "Windows NT",
  "Windows 9x",
  "Windows",
  "Mac OS",
  "Linux",
  "Ubuntu",
  "Gentoo Linux",
  "Mageia",
  "Fedora",
  "Debian",
  "CentOS",
  "Slackware",
  "Mandriva",
  "Kubuntu",
  "Xubuntu",
  "SUSE",
  "Red Hat",
  "Chrome OS",
  "FreeBSD",
  "OpenBSD",
  "NetBSD",
  "DragonFly",
  "SunOS",
  "AIX",
  "IRIX",
  "HP-UX",
  "UNIX",
  "UNIX BSD/SYSV",
  "OS/2",
  "BeOS",
  "Haiku",
  "AmigaOS",
  "MorphOS",
]);

export function readDeviceClass(
  { text }: AgentParts,
  system: OperatingSystem,
  agent: Named,
  device: FoundDevice,
): string {
  const telling = TELLING.find(([pattern]) => pattern.test(text));
  if (telling !== undefined) return telling[1];
  const isBrowser = /^["']?(?:Mozilla|Opera|UCWEB)\b/i.test(text) && agent.name !== UNKNOWN;
  switch (system.name) {
    case "iOS":
      return /\biPad/.test(text) ? "Tablet" : /\biPhone|\biPod/.test(text) ? "Phone" : "Mobile";
    case "Android":
    case "FireOS":
      return isBrowser ? ofAndroidBrowser(text, system) : "Mobile";
    case "Firefox OS":
      return /\bTablet;/.test(text) ? "Tablet" : "Phone";
    case "Windows Phone":
      return /\bosmeta\b/.test(text) ? "Mobile" : "Phone";
    case "Windows CE":
    case "Windows Mobile":
      return "Mobile";
    case "Bada":
    case "MeeGo":
    case "SymbianOS":
    case "BlackBerry":
      return isBrowser ? "Phone" : "Mobile";
    case "WebOS":
      return device.type === "tablet" ? "Tablet" : "Phone";
    case "Mac OS":
      return /\bMobile\//.test(text) ? "Mobile" : "Desktop";
    default:
      break;
  }
  if (/\bTablet\b/.test(text) && /\bOpera Tablet\b/.test(text)) return "Tablet";
  if (DESKTOPS.has(system.name)) return isBrowser || system.name !== "Linux" ? "Desktop" : UNKNOWN;
  const found = device.type === undefined ? undefined : BY_TYPE.get(device.type);
  if (found !== undefined) return found === "Phone" && !isBrowser ? "Mobile" : found;
  return /\bMobile\b|\bMIDP\b|\bCLDC\b/.test(text) ? "Mobile" : UNKNOWN;
}

/** Chrome says `Mobile` on a telephone and nothing on a tablet. */
function ofAndroidBrowser(text: string, system: OperatingSystem): string {
  if (system.name === "FireOS") return "Tablet";
  if (/\bMobile\b|\bUCBrowser\b|\bOpera (?:Mini|Mobi)\b/.test(text)) return "Phone";
  return /\bTablet;|\bSafari\/|\bFirefox\//.test(text) ? "Tablet" : "Mobile";
}
