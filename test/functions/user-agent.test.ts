import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readUserAgent } from "../../src/functions/user-agent/read-user-agent.js";

/** The agents here are made up, or made up of the parts that every agent of a browser has. */
const WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)";

function chromeOn(system: string, version: string, rest = "Safari/537.36"): string {
  return `Mozilla/5.0 (${system}) ${WEBKIT} Chrome/${version} ${rest}`;
}

describe("the operating system of a user agent", () => {
  it.each([
    ["Windows NT 6.1; WOW64", "73.0.1.2", "Windows NT", "7", "Windows 7", "Windows 7"],
    ["Windows NT 6.3; WOW64", "73.0.1.2", "Windows NT", "8.1", "Windows 8", "Windows 8.1"],
    ["Windows NT 10.0; Win64; x64", "73.0.1.2", "Windows NT", "10.0", "Windows 10", "Windows 10.0"],
    ["Windows NT 10.0; Win64; x64", "118.0.1.2", "Windows NT", ">=10", "Windows >=10", "Windows >=10"],
    ["Macintosh; Intel Mac OS X 10_13_6", "73.0.1.2", "Mac OS", "10.13.6", "Mac OS 10.13", "Mac OS 10.13.6"],
    ["Macintosh; Intel Mac OS X 10_15_7", "118.0.1.2", "Mac OS", ">=10.15.7", "Mac OS >=10.15", "Mac OS >=10.15.7"],
    ["Linux; Android 7.1.2; Some Model", "73.0.1.2", "Android", "7.1.2", "Android 7", "Android 7.1.2"],
    ["Linux; Android 10; K", "118.0.0.0", "Android", "??", "Android ??", "Android ??"],
    ["X11; Linux x86_64", "73.0.1.2", "Linux", "??", "Linux ??", "Linux ??"],
    ["X11; CrOS x86_64 14541.0.0", "73.0.1.2", "Chrome OS", "73.0.1.2", "Chrome OS 73", "Chrome OS 73.0.1.2"],
    ["Nintendo WiiU", "73.0.1.2", "Nintendo", "Nintendo WiiU", "Nintendo WiiU", "Nintendo WiiU"],
  ])("of %s with Chrome %s", (system, chrome, osName, osVersion, osVersionMajor, osNameVersion) => {
    expect(readUserAgent(chromeOn(system, chrome))).toMatchObject({ osName, osVersion, osVersionMajor, osNameVersion });
  });

  it("is told by Darwin where an app uses Apple's own client", () => {
    expect(readUserAgent("Reader/2.0 CFNetwork/978.0.7 Darwin/18.6.0").osNameVersion).toBe("iOS 12.3");
    expect(readUserAgent("Reader/2.0 CFNetwork/978.0.7 Darwin/18.6.0 (x86_64)").osVersionMajor).toBe("Mac OS 10.14");
  });
});

describe("the agent of a user agent", () => {
  it.each([
    [chromeOn("X11; Linux x86_64", "73.0.1.2"), "Chrome", "73.0.1.2", "Chrome 73"],
    [chromeOn("X11; Linux x86_64", "122.0.0.0"), "Chrome", "122", "Chrome 122"],
    [chromeOn("X11; Linux x86_64", "93.0.1.2", "Safari/537.36 Edg/93.0.9.9"), "Edge", "93.0.9.9", "Edge 93"],
    [chromeOn("X11; Linux x86_64", "93.0.1.2", "Safari/537.36 OPR/80.1.2"), "Opera", "80.1.2", "Opera 80"],
    [chromeOn("X11; Linux x86_64", "93.0.1.2", "Safari/537.36 Extension/1.2"), "Chrome", "93.0.1.2", "Chrome 93"],
    [
      `Mozilla/5.0 (Linux; Android 7.0; Some Model; wv) ${WEBKIT} Version/4.0 Chrome/63.0.1.2 Mobile Safari/537.36`,
      "Chrome Webview",
      "63.0.1.2",
      "Chrome Webview 63",
    ],
    [
      `Mozilla/5.0 (Linux; U; Android 2.3.3; Some Model) AppleWebKit/533.1 (KHTML, like Gecko) Version/4.0 Mobile Safari/533.1`,
      "Stock Android Browser",
      "4.0",
      "Stock Android Browser 4",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 12_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
      "UIWebView",
      "605.1.15",
      "UIWebView 605",
    ],
    [
      "Mozilla/5.0 (compatible; MSIE 7.0; Windows NT 6.1; Trident/5.0)",
      "Internet Explorer",
      "9.0",
      "Internet Explorer 9",
    ],
    ["Mozilla/5.0 (Windows NT 6.1; rv:60.0) Gecko/20100101 Mailer/60.9", "Mailer", "60.9", "Mailer 60"],
    ["Opera/9.80 (Windows NT 6.1; U; en) Presto/2.8.149 Version/11.10", "Opera", "11.10", "Opera 11"],
    ["Newsreader for Android 1.0 (5) Dalvik/2.1.0 (Linux; U; Android 9)", "Newsreader for Android", "1.0", undefined],
    [
      chromeOn("X11; Linux x86_64", "80.0.1.2", "Electron/8.2 Safari/537.36").replace("Chrome", "Talker/4.4 Chrome"),
      "Talker",
      "4.4",
      "Talker 4",
    ],
    ["Mozilla/5.0 (X11; Linux; rv:1.9) Gecko/2009 Firefox/3.5 Maemo Browser 1.4", "Maemo Browser", "1.4", undefined],
    ["com.example.android.reader/12.5 (Linux; U; Android 11; en_GB)", "Reader", "12.5", "Reader 12"],
    [
      "Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1) ExampleCrawler 20 (crawl@example.com)",
      "ExampleCrawler",
      "20",
      undefined,
    ],
    ["Mozilla/4.7 (X11; I; Linux)", "Netscape", "4.7", "Netscape 4"],
  ])("of %s", (agent, agentName, agentVersion, agentVersionMajor) => {
    expect(readUserAgent(agent)).toMatchObject({
      agentName,
      agentVersion,
      ...(agentVersionMajor === undefined ? {} : { agentVersionMajor }),
    });
  });
});

describe("the device class of a user agent", () => {
  it.each([
    [chromeOn("Windows NT 6.1", "73.0.1.2"), "Desktop"],
    [chromeOn("Linux; Android 7.0; Some Model", "73.0.1.2", "Mobile Safari/537.36"), "Phone"],
    [chromeOn("Linux; Android 7.0; Some Model", "73.0.1.2"), "Tablet"],
    ["Dalvik/2.1.0 (Linux; U; Android 9; Some Model Build/1)", "Mobile"],
    [chromeOn("Linux; Android 9; AFTMM", "73.0.1.2"), "Set-top box"],
    [chromeOn("SMART-TV; X11; Linux armv7l", "25.0.1.2"), "TV"],
    [chromeOn("PlayStation 4 7.51", "73.0.1.2"), "Game Console"],
    ["Mozilla/5.0 (compatible; ExampleBot/1.0; +http://www.example.com/bot)", "Robot"],
    [chromeOn("Linux; Android 6.0", "73.0.1.2", "Mobile Safari/537.36 (compatible; ExampleBot/1.0)"), "Robot Mobile"],
    ["Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.example.com/bot.html)", "Robot Imitator"],
    ["Mastodon/4.2.0 (http.rb/5.1; +https://social.example/)", "Cloud"],
  ])("of %s is %s", (agent, deviceClass) => {
    expect(readUserAgent(agent).deviceClass).toBe(deviceClass);
  });
});

describe("an agent that is none", () => {
  it.each(["", " ", "\t\n"])("gives Yauaa's defaults for %j", (agent) => {
    expect(readUserAgent(agent)).toEqual({
      osName: "Unknown",
      osVersion: "??",
      osVersionMajor: "Unknown ??",
      osNameVersion: "Unknown ??",
      agentName: "Unknown",
      agentVersion: "??",
      agentVersionMajor: "Unknown ??",
      deviceClass: "Unknown",
    });
  });

  it.each([
    "../../../../etc/passwd",
    `Mozilla/5.0 (X11; Linux x86_64) '; select * from users where 1=1 --`,
    ["$", "{jndi:ldap://example.com/a}"].join(""),
    "<script>alert(1)</script>",
    "1' or '1'='1",
    "x".repeat(2049),
    "x".repeat(10_000_000),
  ])("is a hacker in every field (case %#)", (agent) => {
    expect(new Set(Object.values(readUserAgent(agent)))).toEqual(new Set(["Hacker"]));
  });

  it("is not a hacker for the brackets, slashes and semicolons of browsers", () => {
    expect(readUserAgent(chromeOn("X11; U; Linux i686; rv:1.9 (like Gecko)", "9.0")).deviceClass).toBe("Desktop");
  });
});

describe("an agent that lost its spaces", () => {
  it("is read as if it had them", () => {
    const agent =
      "Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/73.0.1.2 Safari/537.36";
    expect(readUserAgent(agent.replace(/ /g, ""))).toEqual(readUserAgent(agent));
  });
});

describe("any text", () => {
  it("is answered alike from the memory of agents and, once that is full of others, afresh", () => {
    const agents = [chromeOn("X11; Linux x86_64", "73.0.1.2"), "Reader/2.0", "", "1' or '1'='1"];
    const first = agents.map(readUserAgent);
    expect(agents.map(readUserAgent)).toEqual(first);
    for (let other = 0; other <= 500; other++) readUserAgent(`Other/${other}`);
    expect(agents.map(readUserAgent)).toEqual(first);
  });

  it("gives eight texts that are not empty", () => {
    const words = fc.constantFrom(
      "Mozilla/5.0",
      "(",
      ")",
      ";",
      "Android 9",
      "Chrome/1.2",
      "bot",
      "/",
      "Version/",
      "iPhone",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: "binary" }),
          fc.array(words).map((all) => all.join(" ")),
        ),
        (agent) => {
          expect(Object.values(readUserAgent(agent)).filter((field) => field.trim() === "")).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("takes bounded time, however it repeats what the rules look for", () => {
    const repeated = [
      "(",
      "[",
      "a",
      "_",
      "A b ",
      "select ",
      "; Mobile;rv:1.0 ",
      "PICO ",
      "a/1 ",
      "<",
      "' or ",
      "Google A",
    ];
    for (const piece of repeated) {
      for (const before of ["", "A ", "Mozilla/5.0 (X11) "]) {
        const agent = (before + piece.repeat(2048)).slice(0, 2048);
        const start = performance.now();
        readUserAgent(agent);
        expect(performance.now() - start, `${before}${piece}…`).toBeLessThan(1500);
      }
    }
  });
});
