import type { AgentParts, Product } from "./parts.js";
import { versionOf } from "./parts.js";
import { EDGE_BY_EDGE_HTML, EXPLORER_BY_TRIDENT } from "./releases.js";
import { type Named, type OperatingSystem, UNKNOWN } from "./user-agent.js";

/** What ua-parser-js says of the browser. */
export interface FoundBrowser {
  readonly name: string | undefined;
  readonly version: string | undefined;
}

/**
 * Products that name the agent although it names Chrome, Safari or Firefox as well, by the product's name in lower case;
 * those further up win.
 */
const BROWSER_PRODUCTS: readonly (readonly [product: string, name: string])[] = [
  ["picobrowser", "PicoBrowser"],
  ["oculusbrowser", "OculusBrowser"],
  ["wolvic", "Wolvic"],
  ["oprgx", "Opera GX"],
  ["opx", "Opera GX"],
  ["opt", "Opera Touch"],
  ["opios", "Opera Mini"],
  ["coast", "Coast"],
  ["micromessenger", "WeChat"],
  ["instagram", "Instagram"],
  ["snapchat", "Snapchat"],
  ["edg", "Edge"],
  ["edga", "Edge"],
  ["edgios", "Edge"],
  ["edgw", "Edge"],
  ["samsungbrowser", "SamsungBrowser"],
  ["ucbrowser", "UCBrowser"],
  ["yabrowser", "Yandex Browser"],
  ["vivaldi", "Vivaldi"],
  ["silk", "Silk"],
  ["miuibrowser", "MiuiBrowser"],
  ["huaweibrowser", "HuaweiBrowser"],
  ["heytapbrowser", "HeyTapBrowser"],
  ["vivobrowser", "VivoBrowser"],
  ["mqqbrowser", "QQ Browser"],
  ["qqbrowser", "QQ Browser"],
  ["focus", "Firefox Focus"],
  ["klar", "Firefox Klar"],
  ["fxios", "Firefox"],
  ["crios", "Chrome"],
  ["appie", "Albert Heijn App"],
  ["duckduckgo", "DuckDuckGo"],
  ["ddg_android", "DuckDuckGo"],
  ["ddg_ios", "DuckDuckGo"],
  ["ddg", "DuckDuckGo"],
  ["nintendobrowser", "NintendoBrowser"],
  ["sraf", "Seraphic Sraf Browser"],
  ["odin", "HiBrowser"],
  ["hibrowser", "HiBrowser"],
  ["qtcarbrowser", "Tesla Browser"],
  ["tesla", "Tesla Browser"],
  ["headlesschrome", "HeadlessChrome"],
  ["palemoon", "PaleMoon"],
  ["phantomjs", "PhantomJS"],
  ["konqueror", "Konqueror"],
  ["pocketbook", "PocketBook"],
  ["kodi", "Kodi"],
  ["netfront", "Netfront"],
  ["dolfin", "Dolfin"],
  ["chromium", "Chromium"],
];

/** The names that ua-parser-js and Yauaa write differently. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ["IE", "Internet Explorer"],
  ["Chrome WebView", "Chrome Webview"],
  ["Chrome Headless", "HeadlessChrome"],
  ["Android Browser", "Stock Android Browser"],
  ["Mobile Safari", "Safari"],
  ["Mobile Chrome", "Chrome"],
  ["Mobile Firefox", "Firefox"],
  ["chrome", "Chrome"],
  ["firefox", "Firefox"],
  ["safari", "Safari"],
  ["Samsung Internet", "SamsungBrowser"],
  ["Yandex", "Yandex Browser"],
  ["MIUI Browser", "MiuiBrowser"],
  ["Opera Coast", "Coast"],
  ["NetFront", "Netfront"],
  ["WebKit", "AppleWebKit"],
]);

/** Products that are engines, switches or parts of a browser: none of them names an agent. */
const PARTS_OF_BROWSERS = new Set([
  "mozilla",
  "applewebkit",
  "gecko",
  "khtml",
  "like",
  "version",
  "mobile",
  "safari",
  "electron",
  "goanna",
  "chrome",
  "firefox",
  "u2",
  "build",
  "presto",
  "dalvik",
  "ucweb",
  "opera",
  "cfnetwork",
  "darwin",
]);

/** The agent in Yauaa's words. A program that nothing else names goes by its system, as a console's browser does. */
export function readAgentName(parts: AgentParts, system: OperatingSystem, browser: FoundBrowser): Named {
  const named = ofComment(parts) ??
    ofProduct(parts) ??
    ofExplorer(parts) ??
    ofOpera(parts) ??
    ofApp(parts) ??
    ofGecko(parts) ??
    ofWebKit(parts, system) ??
    ofWebView(parts, system) ??
    ofParser(browser) ??
    ofEngine(parts) ?? { name: UNKNOWN, version: null };
  return { name: named.name, version: cleanVersion(named) };
}

/** A reduced `122.0.0.0` holds nothing beyond 122; a slash ends a version. */
function cleanVersion({ name, version }: Named): string | null {
  if (version === null) return null;
  const clean = version.replace(/\/.*$/, "").replace(/[)\]}"']+$/, "");
  if (clean === "" || /^null$/i.test(clean)) return null;
  if (name === "Chrome Webview") return clean;
  // Chromium can be told to stay at 99 and to write its major version behind it.
  const behind = /^99\.(99|1\d\d)\.\d+\.\d+$/.exec(clean)?.[1];
  return behind === undefined ? clean.replace(/^(\d+)\.0\.0\.0$/, "$1") : `${behind}.0`;
}

function ofProduct(parts: AgentParts): Named | undefined {
  const electron = versionOf(parts, "electron");
  if (electron !== undefined) return parts.products.find(isTelling) ?? { name: "Electron", version: electron };
  for (const [product, name] of BROWSER_PRODUCTS) {
    const version = versionOf(parts, product);
    if (version !== undefined && version !== null) return { name, version };
  }
  return undefined;
}

/** A comment that is nothing but `... Browser` and a version; and Qihoo's, which writes an edition. */
function ofComment({ text, comments }: AgentParts): Named | undefined {
  const qihoo = /\bQIHU (360\w*)/.exec(text);
  if (qihoo !== null) return { name: "Qihoo 360 Safe Browser", version: qihoo[1] ?? null };
  const ecosia = /\(Ecosia (?:ios|android)@([\w.]+)/.exec(text);
  if (ecosia !== null) return { name: "Ecosia", version: ecosia[1] ?? null };
  const office = /\bMicrosoft (Outlook|Word|Excel|PowerPoint|OneNote)[ /](\d[\d.]*)/.exec(text);
  if (office !== null) return { name: office[1] ?? UNKNOWN, version: office[2] ?? null };
  for (const [only, second] of comments) {
    const found =
      second === undefined && only !== undefined ? /^([A-Z][\w -]* Browser)[/ ](v?\d[\w.]*)$/.exec(only) : null;
    if (found !== null) return { name: found[1] ?? UNKNOWN, version: found[2] ?? null };
  }
  return undefined;
}

/** What follows Gecko or Firefox is built on it and gives it its name, unless it is an extension or a distribution. */
function ofGecko({ text, products }: AgentParts): Named | undefined {
  if (/\b(?:AppleWebKit|Trident|Presto)\//.test(text)) return undefined;
  const at = products.findIndex(({ name }) => name === "Gecko" || name === "Firefox");
  if (at < 0) return undefined;
  return products.slice(at + 1).find(
    (product) =>
      isTelling(product) &&
      !NOT_BUILT_ON.test(product.name) &&
      // Not the words of a remark that happen to have a number after them.
      (text.includes(`${product.name}/`) || product.name.endsWith(" Browser")),
  );
}

const NOT_BUILT_ON =
  /^(?:FirePHP|Firebug|GTB|Lightning|AskTb|BTRS|Ubuntu|Kubuntu|Xubuntu|Fedora|Debian|Gentoo|SUSE|openSUSE|CentOS|Mandriva|Mageia|Red|Linux|KAIOS)/i;

/** A browser on Apple's engine that is not Chrome writes its name before or after `Safari`. */
function ofWebKit({ text, products }: AgentParts, system: OperatingSystem): Named | undefined {
  if (!/\bAppleWebKit\//.test(text) || /\bChrome\//i.test(text) || system.name === "iOS" || system.name === "Android")
    return undefined;
  const at = products.findIndex(({ name }) => name === "AppleWebKit");
  return products
    .slice(at + 1)
    .find(
      (product) =>
        isTelling(product) && !NOT_BUILT_ON.test(product.name) && !/TV|^(?:Pre|Pixi|TouchPad)$/i.test(product.name),
    );
}

/** The engine of a version tells the browser's own, whatever compatibility mode it is in. */
function ofExplorer({ text }: AgentParts): Named | undefined {
  const edge = /\bEdge\/(\d+)(?:\.(\d+))?/.exec(text);
  if (edge !== null) {
    const major = EDGE_BY_EDGE_HTML.get(edge[1] ?? "") ?? edge[1] ?? "";
    return { name: "Edge", version: edge[2] === undefined || edge[2] === "0" ? `${major}.??` : `${major}.${edge[2]}` };
  }
  if (!/^(?:Mozilla|Microsoft)\b/i.test(text) || /\bOpera\b/.test(text)) return undefined;
  const shell =
    /\b(Crazy Browser|Deepnet Explorer|Maxthon|Avant Browser|MSN|TencentTraveler|SlimBrowser|AOL|America Online Browser|Lunascape|Sleipnir|NetCaptor|TheWorld|IEMobile)[ /]v?(\d[\w.]*)/i.exec(
      text,
    );
  if (shell !== null && /\bMSIE\b|\bTrident\//.test(text))
    return { name: shell[1] ?? UNKNOWN, version: shell[2] ?? null };
  const trident = EXPLORER_BY_TRIDENT.get(/\bTrident\/(\d+)/.exec(text)?.[1] ?? "");
  const stated = /\bMSIE (\d[\w.]*)/.exec(text)?.[1];
  if (trident === undefined && stated === undefined) return undefined;
  return { name: "Internet Explorer", version: trident ?? stated ?? null };
}

/** Opera froze its first version at 9.80 and goes on in `Version`; before that it hid behind others. */
function ofOpera(parts: AgentParts): Named | undefined {
  const { text } = parts;
  const mini = /\bOpera Mini\/([\w.]+)/.exec(text);
  if (mini !== null) return { name: "Opera Mini", version: mini[1] ?? null };
  const opr = /\bOPR\/([\w.]+)/.exec(text);
  if (opr !== null)
    return { name: /\bAndroid\b.*\bVersion\//.test(text) ? "Opera Mini" : "Opera", version: opr[1] ?? null };
  const opera = /\bOpera(?: (Mobi|Tablet|TV Store))?[/ ]([\d.]+)/.exec(text);
  if (opera === null) return undefined;
  const edition = /\bOpera (Mobi|Tablet)\b/.exec(text)?.[1];
  const name = edition === "Mobi" ? "Opera Mobile" : edition === undefined ? "Opera" : `Opera ${edition}`;
  return { name, version: /\bPresto\/.*\bVersion\/([\d.]+)/.exec(text)?.[1] ?? opera[2] ?? null };
}

/** An app that begins with its own name: `BBCNews/172 (...)`, `Callpod Keeper for Android 1.0 (...)`. */
function ofApp({ text, products }: AgentParts): Named | undefined {
  const tiktok =
    /\b(?:musical_ly|trill)_([\d.]+)|\bcom\.(?:zhiliaoapp\.musically|ss\.android\.ugc\.\w+)\/([\d.]+)/.exec(text);
  if (tiktok !== null)
    return { name: "TikTok", version: /\bapp_version\/([\d.]+)/.exec(text)?.[1] ?? tiktok[1] ?? tiktok[2] ?? null };
  const apple = /^com\.([a-z]+)\.([A-Z]\w*)[\w.]*\/([\w.]+)/.exec(text);
  if (apple !== null) return { name: `${capitalized(apple[1] ?? "")} ${apple[2]}`, version: apple[3] ?? null };
  const android = /^[a-z]{2,3}\.(?:[\w-]+\.)+(\w+)\/([\w.]+)/.exec(text);
  if (android !== null) return { name: capitalized(android[1] ?? ""), version: android[2] ?? null };
  // The virtual machine of Android names itself first, and the app after the device.
  if (/^Dalvik\b/.test(text)) return products.find(isTelling);
  if (/^(?:Mozilla|Opera|UCWEB)\b/i.test(text)) return undefined;
  const leading = /^["']?([A-Za-z][\w.'&+!-]*(?: [A-Za-z.][\w.'&+!-]*){0,5})(?:\/| (?=v?\d))([\w.+-]+)/.exec(text);
  if (leading !== null) return { name: capitalizedName(leading[1] ?? ""), version: leading[2] ?? null };
  const words = /^([A-Za-z][\w.-]*(?: [A-Za-z][\w.-]*){0,4})\s*(?:[(;,]|$)/.exec(text);
  if (words !== null) return { name: capitalizedName(words[1] ?? ""), version: null };
  const first = products.find(isTelling);
  return first === undefined ? undefined : { name: capitalizedName(first.name), version: first.version };
}

function isTelling({ name, version }: Product): boolean {
  return version !== null && /^[A-Za-z]/.test(name) && !PARTS_OF_BROWSERS.has(name.toLowerCase());
}

/** Names that are all small letters get capitals. */
export function capitalizedName(name: string): string {
  return name === name.toLowerCase() ? capitalized(name) : name;
}

function capitalized(name: string): string {
  if (name.length <= 3) return name.toUpperCase();
  return name.replace(/(^|[-_ /])([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase());
}

/** A page inside an app: Android's says `wv` or a `Version` before Chrome; Apple's leaves `Safari` out. */
function ofWebView({ text }: AgentParts, system: OperatingSystem): Named | undefined {
  const chrome = /\bVersion\/[\d.]+ (?:\S+ )*?Chrome\/([\w.]+)/.exec(text) ?? /; wv\).*\bChrome\/([\w.]+)/.exec(text);
  if (chrome !== null) return { name: "Chrome Webview", version: chrome[1] ?? null };
  if (/\bFB(?:AN|AV|_IAB)\b/.test(text) && system.name === "Android")
    return { name: "Chrome Webview", version: /\bChrome\/([\w.]+)/.exec(text)?.[1] ?? null };
  if (system.name === "iOS" && !/\b(?:Safari|Opera|Firefox|Chrome)\//.test(text)) {
    const webKit = /\bVersion\/([\d.]+)/.exec(text) ?? /\bAppleWebKit\/([\d.]+)/.exec(text);
    if (webKit !== null) return { name: "UIWebView", version: webKit[1] ?? null };
  }
  return undefined;
}

function ofParser({ name, version }: FoundBrowser): Named | undefined {
  if (name === undefined || name === "Mozilla" || (name === "Netscape" && version === undefined)) return undefined;
  return { name: RENAMED.get(name) ?? name, version: version?.replace(/^\//, "") ?? null };
}

/** Without a browser: the engine, Netscape for a bare Mozilla of its days, or the system. */
function ofEngine({ text, products, comments }: AgentParts): Named | undefined {
  const gecko = /\brv:([\w.]+).*\bGecko\b/.exec(text);
  if (gecko !== null) return { name: "Gecko", version: gecko[1] ?? null };
  const webKit = /\bAppleWebKit\/([\w.]+)/.exec(text);
  if (webKit !== null) return { name: "AppleWebKit", version: webKit[1] ?? null };
  const mozilla = products[0];
  if (mozilla?.name !== "Mozilla") return undefined;
  const [, name, version] = /^([A-Za-z][\w ]*) (\d[\w.]*)$/.exec(comments[0]?.[0] ?? "") ?? [];
  if (name !== undefined && version !== undefined) return { name, version };
  return { name: "Netscape", version: mozilla.version };
}
