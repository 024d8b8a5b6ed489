import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Reply } from "../../../src/platform/problem.js";
import type { Pages } from "../../../src/platform/services/resource.js";
import { flow, json, type Script, scripted } from "../http/scripted.js";

async function all<T extends { readonly id: string }>(pages: Pages<T>): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const item of pages) ids.push(item.kind === "ok" ? item.value.id : item.problem.cause);
  return ids;
}

const ids = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => `id${from + at}`);
const start = (url: URL) => Number(url.searchParams.get("start") ?? "0");

describe("pages", () => {
  it("of Flow Service go on with the token of the next address, as it is", async () => {
    const hrefs = [
      "/flows?continuationToken=a+b%2Fc==",
      "https://elsewhere.example/x?limit=7&continuationToken=second",
      null,
    ];
    const { platform, sent } = scripted((_, n) => {
      const href = hrefs[n - 1] ?? null;
      return json({ items: [flow(`f${n}`)], _links: href === null ? {} : { next: { href } } });
    });
    expect(await all(platform.flows.flows.list())).toEqual(["f1", "f2", "f3"]);
    expect(sent.map(({ url }) => Object.fromEntries(url.searchParams))).toEqual([
      { limit: "100" },
      { limit: "100", continuationToken: "a+b/c==" },
      { limit: "7", continuationToken: "second" },
    ]);
    // No page leads to another host, and none asks for a count.
    expect(sent.map(({ url }) => url.hostname)).toEqual(Array(3).fill("platform.example"));
    expect(sent.some(({ url }) => url.searchParams.has("count"))).toBe(false);
  });

  it("of Flow Service may be empty in between, and a page that comes again is a problem", async () => {
    const next = { next: { href: "/flows?continuationToken=t" } };
    const gap = scripted((_, n) => json(n === 1 ? { items: [], _links: next } : { items: [flow()] }));
    expect(await all(gap.platform.flows.flows.list())).toEqual(["f1"]);
    const endless = scripted(() => json({ items: [flow()], _links: next }));
    expect(await all(endless.platform.flows.flows.list())).toEqual(["f1", "f1", "wrong-shape"]);
  });

  it.each(["https://platform.example/flows", "/flows?", "/flows?continuationToken="])(
    "of Flow Service do not end by an address of a next page that says nothing: '%s'",
    async (href) => {
      const { platform, sent } = scripted(() => json({ items: [flow("f1")], _links: { next: { href } } }));
      expect(await all(platform.flows.flows.list())).toEqual(["f1", "wrong-shape"]);
      expect(sent).toHaveLength(1);
    },
  );

  it.each([100, 20])("of Catalog go on by the size of the map, to an empty one: pages of %d", async (most) => {
    const { platform, sent } = scripted(({ url }) =>
      json(Object.fromEntries(ids(start(url), Math.min(start(url) + most, 230)).map((id) => [id, { name: id }]))),
    );
    expect(await all(platform.catalog.datasets.list())).toEqual(ids(0, 230));
    expect(sent.slice(0, 2).map(({ url }) => url.search)).toEqual(["?limit=100&start=0", `?limit=100&start=${most}`]);
    expect(sent.at(-1)?.url.search).toBe("?limit=100&start=230");
  });

  it("of Catalog end where `start` is not heard", async () => {
    const { platform, sent } = scripted(() => json({ a: { name: "a" } }));
    expect(await all(platform.catalog.datasets.list())).toEqual(["a"]);
    expect(sent).toHaveLength(2);
  });

  it("of Data Prep go on by what came, never by `count`, and end with what is known", async () => {
    const sets = (url: URL, most: number) =>
      ids(start(url), Math.min(start(url) + most, 130)).map((id) => ({ id, version: 0 }));
    const capped = scripted(({ url }) => json({ data: sets(url, 50), _page: { count: 0, limit: 50 } }));
    expect(await all(capped.platform.mappingSets.list())).toEqual(ids(0, 130));
    expect(capped.sent).toHaveLength(3);
    const silent = scripted(({ url }) => json({ data: sets(url, 100) }));
    expect(await all(silent.platform.mappingSets.list())).toEqual(ids(0, 130));
    const deaf = scripted(() => json({ data: [{ id: "a" }, { id: "b" }] }));
    expect(await all(deaf.platform.mappingSets.list())).toEqual(["a", "b"]);
  });

  it("of the registry go on with `_page.next`", async () => {
    const { platform, sent } = scripted(({ url }) => {
      const from = start(url);
      const results = ids(from, from + 2).map((id) => ({ $id: id, title: id, version: "1.0" }));
      return json({ results, _page: { next: from < 4 ? from + 2 : null, count: 2 } });
    });
    expect(await all(platform.schemas.list())).toEqual(ids(0, 6));
    expect(sent.map(({ url }) => url.search)).toEqual(["?limit=300", "?limit=300&start=2", "?limit=300&start=4"]);
    expect(sent[0]?.headers.get("accept")).toBe("application/vnd.adobe.xed-id+json");
  });

  it("are no longer asked for when nobody wants more", async () => {
    const { platform, sent } = scripted((_, n) =>
      json({ items: [flow(`f${n}`)], _links: { next: { href: `/flows?continuationToken=${n}` } } }),
    );
    for await (const item of platform.flows.flows.list()) if (item.kind === "ok" && item.value.id === "f2") break;
    expect(sent).toHaveLength(2);
  });

  it("end with the problem of one of them", async () => {
    const { platform } = scripted((_, n) =>
      n === 1 ? json({ items: [flow()], _links: { next: { href: "/flows?continuationToken=t" } } }) : json({}, 403),
    );
    const seen: Reply<unknown>[] = [];
    for await (const item of platform.flows.flows.list()) seen.push(item);
    expect(seen.map(({ kind }) => kind)).toEqual(["ok", "problem"]);
    expect(await platform.flows.flows.named("Orders")).toMatchObject({ problem: { kind: "refused", status: 403 } });
  });
});

/** How a service that takes `\"` and `\\` inside of quotes would read the filter. */
function nameIn(filter: string): string {
  const quoted = /^name=="((?:[^"\\]|\\.)*)"$/su.exec(filter)?.[1];
  if (quoted === undefined) throw new Error(`not a filter: ${filter}`);
  return quoted.replace(/\\(.)/gsu, "$1");
}

const names = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.string({
    unit: fc.constantFrom('"', "\\", "'", "&", "%", "#", "+", "=", ",", "?", "é", "注", "🙂", " ", "a"),
    maxLength: 12,
  }),
);

describe("names in filters", () => {
  it("come to the service as they are", async () => {
    await fc.assert(
      fc.asyncProperty(names, async (name) => {
        const { platform, sent } = scripted(({ url }) =>
          url.pathname.includes("flowservice")
            ? json({ items: [flow("f1", "e", { name })] })
            : url.pathname.includes("catalog")
              ? json({ d1: { name } })
              : url.pathname.includes("conversion")
                ? json({ data: [{ id: "m1", name }], _page: { limit: 100 } })
                : json({ results: [{ $id: "s1", title: name }], _page: { next: null } }),
        );
        expect(await platform.flows.flows.named(name)).toMatchObject({ value: [{ id: "f1" }] });
        expect(await platform.catalog.datasets.named(name)).toMatchObject({ value: [{ id: "d1" }] });
        expect(await platform.mappingSets.named(name)).toMatchObject({ value: [{ id: "m1" }] });
        expect(await platform.schemas.titled(name)).toMatchObject({ value: [{ id: "s1" }] });
        // Catalog is asked for the page after what it gave.
        const asked = sent.filter(({ url }) => url.searchParams.get("start") !== "1");
        const [flows, datasets, sets, schemas] = asked.map(({ url }) => url.searchParams);
        expect(nameIn(flows?.get("property") ?? "")).toBe(name);
        expect(datasets?.get("name")).toBe(name);
        expect(sets?.get("name")).toBe(name);
        expect(schemas?.get("property")).toBe(`title==${name}`);
        expect(asked).toHaveLength(4);
      }),
    );
  });

  it("half of a surrogate pair is no reason to fail", async () => {
    const { platform } = scripted(() => json({ items: [] }));
    expect((await platform.flows.flows.named("a\ud800b")).kind).toBe("ok");
  });

  it("are compared again: a service that takes no notice of the filter misleads nobody", async () => {
    const others: Script = ({ url }) =>
      url.pathname.includes("flowservice")
        ? json({ items: [flow("f1"), flow("f2", "e", { name: "orders" }), flow("f3", "e", { name: "Orders " })] })
        : json({ d1: { name: "Orders" }, d2: { name: "Orders 2" } });
    const { platform } = scripted(others);
    expect(await platform.flows.flows.named("Orders")).toMatchObject({ value: [{ id: "f1" }] });
    expect(await platform.flows.flows.named("Order")).toEqual({ kind: "ok", value: [] });
    expect(await platform.catalog.datasets.named("Orders")).toMatchObject({ value: [{ id: "d1" }] });
  });

  it("with signs that a filter may take for its own are looked for in the whole list, where it finds none or refuses", async () => {
    const name = 'A "quoted", name';
    const misreading: Script = ({ url }) =>
      json({ items: url.searchParams.has("property") ? [] : [flow("f1", "e", { name })] });
    expect(await scripted(misreading).platform.flows.flows.named(name)).toMatchObject({ value: [{ id: "f1" }] });
    const refusing: Script = ({ url }) =>
      url.searchParams.has("property") ? json({ code: "1453-400" }, 400) : json({ items: [flow("f1", "e", { name })] });
    expect(await scripted(refusing).platform.flows.flows.named(name)).toMatchObject({ value: [{ id: "f1" }] });
  });

  it("are believed to be nowhere only by a filter that finds one that the whole list has", async () => {
    const nameOf = (url: URL) => url.searchParams.get("property")?.slice("name==".length) ?? null;
    const names = ['"?"', "Orders", "Visits"];
    const answering = (isFound: (filter: string, name: string) => boolean): Script => {
      return ({ url }) => {
        const filter = nameOf(url);
        const found = names.filter((name) => filter === null || isFound(filter, name));
        return json({ items: found.map((name) => flow(name, "e", { name })) });
      };
    };
    const quoted = scripted(answering((filter, name) => filter === `"${name}"`));
    for (const name of ["None", "Nothing", "Nowhere & 100%"]) {
      expect(await quoted.platform.flows.flows.named(name)).toEqual({ kind: "ok", value: [] });
    }
    expect(quoted.sent.map(({ url }) => nameOf(url))).toEqual([
      '"None"',
      null,
      '"Orders"',
      '"Nothing"',
      '"Nowhere & 100%"',
    ]);
    const unquoted = scripted(answering((filter, name) => filter === name));
    expect(await unquoted.platform.flows.flows.named("Orders")).toMatchObject({ value: [{ id: "Orders" }] });
    expect(await unquoted.platform.flows.flows.named("None")).toEqual({ kind: "ok", value: [] });
    const empty = scripted(() => json({ items: [] }));
    expect(await empty.platform.flows.flows.named("Orders")).toEqual({ kind: "ok", value: [] });
    expect(empty.sent).toHaveLength(2);
  });
});
