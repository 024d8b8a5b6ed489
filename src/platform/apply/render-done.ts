import type { Palette } from "../../diagnostics/index.js";
import { cut, padEnd, printable, widthOf } from "../../text/terminal-text.js";
import { type Done, nameOf } from "./session.js";

export interface RenderDoneOptions {
  readonly width: number;
  readonly palette: Palette;
}

/** What was done, a line each: what, of which name, its id and version. */
export function renderDone(done: readonly Done[], { width, palette }: RenderDoneOptions): string {
  const rows = done.map(({ deed, resource, name, id, version }) => ({
    deed,
    what: nameOf(resource),
    name: printable(name),
    id: printable(id) + (version === null ? "" : ` version ${version}`),
  }));
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(widthOf));
  const deeds = widest(rows.map(({ deed }) => deed));
  const whats = widest(rows.map(({ what }) => what));
  const ids = widest(rows.map(({ id }) => id));
  // Ids are what is copied: names are cut before them.
  const names = Math.max(8, Math.min(widest(rows.map(({ name }) => name)), width - deeds - whats - ids - 6));
  return rows
    .map(({ deed, what, name, id }) => {
      const line = `${palette.bold(padEnd(deed, deeds))}  ${padEnd(what, whats)}  ${padEnd(cut(name, names), names)}  ${palette.dim(id)}`;
      return `${line}\n`;
    })
    .join("");
}
