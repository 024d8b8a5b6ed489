import { hash } from "node:crypto";

/** Names that are devices on Windows, with any ending. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;
/** In bytes: file systems take 255 of a name, with what is put before or after it. */
const LONGEST = 120;

/** A file for a schema: its title in lower case, words joined by `-`. Nothing of it leads out of a folder. */
export function schemaFileName(title: string, id: string): string {
  const name = slug(title.toLowerCase());
  return `${name === "" || DEVICE.test(name) ? `schema-${shortHash(id)}` : name}.json`;
}

/** A file for a component: the path of its id. Ids that differ only in signs get a part of their hash as well. */
export function componentFileName(id: string, isTaken: (name: string) => boolean): string {
  const name = slug(id.replace(/^https?:\/\/(?:ns\.adobe\.com\/)?/, ""));
  const usual = `${name === "" || DEVICE.test(name.toLowerCase()) ? "component" : name}.json`;
  return isTaken(usual) ? usual.replace(/\.json$/, `-${shortHash(id)}.json`) : usual;
}

function slug(text: string): string {
  const words = text.normalize("NFC").replace(/[^\p{L}\p{N}\p{M}]+/gu, "-");
  let name = "";
  let size = 0;
  for (const sign of words) {
    size += new TextEncoder().encode(sign).length;
    if (size > LONGEST) break;
    name += sign;
  }
  return name.replace(/^-+|-+$/g, "");
}

function shortHash(text: string): string {
  return hash("sha256", text, "hex").slice(0, 8);
}
