import type { Palette } from "../../diagnostics/index.js";
import { cut, padEnd, printable, widthOf } from "../../text/terminal-text.js";
import { RESOURCE_NAMES } from "../plan/index.js";
import type { Done } from "./session.js";

export interface RenderDoneOptions {
  readonly width: number;
  readonly palette: Palette;
}

/** What was done, a line each: what, of which name, its id and version. */
export function renderDone(done: readonly Done[], { width, palette }: RenderDoneOptions): string {
  const rows = done.map(({ deed, resource, name, id, version }) => ({
    deed,
    what: RESOURCE_NAMES[resource],
    name: printable(name),
    id: printable(id) + (version === null ? "" : ` version ${version}`),
  }));
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(widthOf));
  const deeds = widest(rows.map(({ deed }) => deed));
  const whats = widest(rows.map(({ what }) => what));
  const ids = widest(rows.map(({ id }) => id));
  const names = widest(rows.map(({ name }) => name));
  const before = deeds + whats + 4;
  // Ids are what is copied, and names are what is known: where both do not fit beside each other, ids have lines of their own.
  const isWide = before + names + 2 + ids <= width;
  const room = isWide ? names : Math.max(8, Math.min(names, width - before));
  return rows
    .map(({ deed, what, name, id }) => {
      const line = `${palette.bold(padEnd(deed, deeds))}  ${padEnd(what, whats)}  ${padEnd(cut(name, room), isWide ? room : 0)}`;
      return isWide ? `${line}  ${palette.dim(id)}\n` : `${line}\n${" ".repeat(deeds + 2)}${palette.dim(id)}\n`;
    })
    .join("");
}
