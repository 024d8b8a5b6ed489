/** An element of a small XML document. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
  /** The text directly in it. */
  readonly text: string;
}

interface Open extends Element {
  readonly children: Element[];
  text: string;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

/** Reads well-formed XML of elements, attributes and text, as strictly as XML 1.0 is; throws at what is not. */
export function readXml(text: string): Element {
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (!text.startsWith(declaration)) throw new Error("no declaration");
  if (/[^\u0009\u000a\u000d\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text))
    throw new Error("illegal character");
  const root: Open = { name: "", attributes: new Map(), children: [], text: "" };
  const open: Open[] = [root];
  const body = text.slice(declaration.length);
  const token = /<(\/?)([\w-]+)((?: [\w-]+="[^"<]*")*)(\/?)>|([^<]+)/gy;
  let end = 0;
  for (const match of body.matchAll(token)) {
    end = match.index + match[0].length;
    const [, closing, name = "", attributes = "", selfClosing, words] = match;
    const top = open.at(-1) ?? root;
    if (words !== undefined) top.text += decode(words);
    else if (closing === "/") {
      if (top.name !== name) throw new Error(`</${name}> closes <${top.name}>`);
      open.pop();
    } else {
      const pairs = [...attributes.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(
        ([, key = "", value = ""]) => [key, decode(value)] as const,
      );
      if (new Set(pairs.map(([key]) => key)).size !== pairs.length)
        throw new Error(`an attribute of <${name}> comes twice`);
      const element: Open = { name, attributes: new Map(pairs), children: [], text: "" };
      top.children.push(element);
      if (selfClosing !== "/") open.push(element);
    }
  }
  if (end !== body.length) throw new Error(`not well-formed from ${JSON.stringify(body.slice(end, end + 40))} on`);
  const [element] = root.children;
  if (open.length !== 1 || root.children.length !== 1 || element === undefined) throw new Error("not one root element");
  return element;
}

function decode(text: string): string {
  return text.replace(/&(?:#(\d+)|(\w+));|&/g, (all, number?: string, name?: string) => {
    const unit = number === undefined ? ENTITIES.get(name ?? "") : String.fromCodePoint(Number(number));
    if (unit === undefined) throw new Error(`${all} is no entity`);
    return unit;
  });
}
