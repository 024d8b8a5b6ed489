import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { RemoteOptions } from "../../../src/cli/prepare-remote.js";
import { previewOnPlatform } from "../../../src/cli/preview-remote.js";
import type { Emulator } from "../../../src/emulator/index.js";
import { makeFolder } from "../../support/cli.js";
import { emulatorInProcess } from "../../support/emulator.js";
import { exampleFiles, exampleSchema, platformFiles } from "../../support/example-files.js";
import { fakeOutput } from "../../support/fake-output.js";

const NOW = Date.UTC(2026, 10, 23, 12);

/** What Data Prep answers to the rows of one request, made of what the emulator would answer. */
export type Change = (answers: Answer[], body: SentBody) => unknown;

export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: a test changes answers of any shape
  data: any;
  errors: unknown[];
}

export interface SentBody {
  readonly data: unknown;
  readonly mappingSet: unknown;
}

export interface Compared {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The bodies of the previews, as text. */
  readonly sent: readonly string[];
  readonly read: (name: string) => string;
}

export interface World {
  readonly emulator: Emulator;
  readonly folder: string;
  readonly preview: (options?: Partial<RemoteOptions>, change?: Change) => Promise<Compared>;
}

/** A project with `example.xdmap` and an emulator that has its schema; `change` stands between the two. */
export async function openWorld(mapping: string, files: Readonly<Record<string, string>> = {}): Promise<World> {
  const all = { ...exampleFiles, ...platformFiles, "example.xdmap": mapping, ...files };
  const { folder, remove } = makeFolder(all);
  onTestFinished(remove);
  const registered = join(folder, ".registered.json");
  writeFileSync(registered, JSON.stringify(exampleSchema));
  const emulator = await emulatorInProcess({ now: () => NOW, schemas: [registered] });
  const preview: World["preview"] = async (options = {}, change) => {
    const sent: string[] = [];
    const { output, told } = fakeOutput();
    const exit = await previewOnPlatform(
      join(folder, "example.xdmap"),
      { input: [], rowTimeout: 2, ...options },
      {
        env: emulator.env(),
        output,
        version: "1.2.3",
        clock: () => NOW,
        fetch: async (url, init) => {
          if (!url.endsWith("/mappingSets/preview")) return await emulator.fetch(url, init);
          const body = String(init.body);
          sent.push(body);
          const answer = await emulator.fetch(url, init);
          if (change === undefined) return answer;
          const changed = change(JSON.parse(await answer.text()), JSON.parse(body));
          if (changed instanceof Response) return changed;
          const text = typeof changed === "string" ? changed : JSON.stringify(changed);
          return new Response(text, { headers: { "content-type": "application/json" } });
        },
      },
    );
    return { exit, ...told(), sent, read: (name) => readFileSync(join(folder, name), "utf8") };
  };
  return { emulator, folder, preview };
}

/** The same document as `--format json` prints. */
// biome-ignore lint/suspicious/noExplicitAny: a test looks into any part of it
export function documentOf({ stdout }: Compared): any {
  return JSON.parse(stdout);
}
