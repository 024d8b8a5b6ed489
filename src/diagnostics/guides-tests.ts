import type { Guide } from "./guide.js";

/** Guides to XM53…: `test` blocks and traces. */
export const testGuides: Readonly<Record<string, Guide>> = {
  XM5300: {
    why: "A test that cannot fail says nothing.",
    todo: "Say in `given` which row is mapped, and in `expect` what it becomes.",
    corrections: [['"a@b.c" }\n', '"a@b.c" }\n  expect { personalEmail.address: "a@b.c" }\n']],
  },
  XM5301: { todo: "Give a column that the source has.", corrections: [["Emial", "Email"]] },
  XM5302: {
    why: "A target that no mapping writes is always missing, whatever the mappings do.",
    todo: "Map the target, or expect one that is mapped.",
    corrections: [["person.name.firstName: null", 'personalEmail.address: "a@b.c"']],
  },
  XM5303: {
    todo: "Expect a value of the field's type: a number without quotes, `true` and `false` without quotes, texts with them.",
    corrections: [['visits: "12"', "visits: 12"]],
  },
  XM5304: {
    why: "With fewer or more outcomes than rows it is not known which belongs to which.",
    todo: "Write one outcome for each row, in their order, or one that holds for all of them.",
    corrections: [['[{ personalEmail.address: "a@b.c" }, rejected]', '{ personalEmail.address: "a@b.c" }']],
  },
  XM5305: {
    why: "A test that goes by the clock of the day passes today and fails tomorrow.",
    todo: "Write the time as ISO 8601, or in milliseconds since 1970.",
    corrections: [
      ['"today"', '"2024-02-29T12:00:00Z"'],
      ["expect rejected", 'expect { personalEmail.address: "a@b.c" }'],
    ],
  },
  XM5306: {
    why: "A row is what the source delivers, and a record what the platform gets: each can hold only what the other side can make.",
    todo: "Give the row plain values; a reason is something to expect.",
    corrections: [["null because XM5001", "null"]],
  },
  XM5307: {
    why: "A test that can never pass says nothing about the mappings.",
    todo: "Write a code that a row can give: `xdmap preview` prints those of the sample.",
    corrections: [["XM9001", "XM5102"]],
  },
  XM5308: {
    why: "A report names a failed test by its name.",
    todo: "Name the tests apart.",
    corrections: [['}\ntest "a test"', '}\ntest "a row without an address"']],
  },
  XM5309: {
    why: "A record has one value in each field.",
    todo: "Keep one of the two.",
    corrections: [[", Email: null", ""]],
  },
  XM5310: {
    why: "A test needs its row to run.",
    todo: "Name a row that the file has. Rows of data count from 1; the header of a CSV is none of them.",
    corrections: [
      ["row 0", "row 1"],
      ["expect rejected", 'expect { personalEmail.address: "ada@example.com" }'],
    ],
  },
  XM5311: {
    why: "A trace follows what is written to a target, and nothing is written to this one.",
    todo: "Name a target that the file maps; the help lists them.",
    args: ["--target", "personalEmail.address", "--row", "1"],
  },
};
