import { expect, it } from "vitest";
import { run, services } from "../runtime/support.js";

// A preview interprets its first rows and runs generated code on those that follow: nobody may see where it changes.
it("maps the fortieth row as it maps the first", async () => {
  const source = [
    "lower(trim(Email)) -> personalEmail.address",
    'date(Created, "yyyy-MM-dd") -> _repo.createDate',
    'iif(empty(Name), "nobody", concat(Name, " ", Nick)) -> person.name.firstName',
    "coalesce(date(Created), Name) -> person.name.lastName",
  ].join("\n");
  const rows = ["A@X.org ,2020-02-29,Ada,A.", "b@x.org,soon,,"];
  const lines = Array.from({ length: 80 }, (_, at) => rows[at % 2]);
  const { records, report } = await run(source, { csv: `Email,Created,Name,Nick\n${lines.join("\n")}\n` });
  expect(records).toHaveLength(80);
  for (const [at, record] of records.entries()) expect(record).toEqual(records[at % 2]);
  expect(new Set(records.map((record) => JSON.stringify(record))).size).toBe(2);
  for (const { present, missing, null: nulls, nulledByError } of report.targets) {
    for (const count of [present, missing, nulls, nulledByError]) expect(count % 40).toBe(0);
  }
  const created = report.targets.find(({ path }) => path === "_repo.createDate");
  expect(created?.reasons).toHaveLength(1);
  expect(created?.reasons[0]?.count).toBe(40);
});

it("reads the clock once a row, whichever engine asks", async () => {
  let readings = 0;
  const counting = {
    ...services,
    now: () => {
      readings += 1;
      return { ...services.now(), epochSecond: readings };
    },
  };
  const source = "now() -> _repo.createDate\nconcat(now(), now()) -> person.name.firstName";
  const lines = Array.from({ length: 40 }, (_, at) => `a${at}`);
  const { records } = await run(source, { csv: `Email\n${lines.join("\n")}\n` }, { services: counting });
  expect(readings).toBe(40);
  expect(records.at(-1)).toMatchObject({
    _repo: { createDate: expect.stringMatching(/^1970-01-01T00:00:40/) },
    person: { name: { firstName: "1970-01-01T00:00:40Z1970-01-01T00:00:40Z" } },
  });
});
