import { diagnostics, quote } from "./define.js";

const head = 'target "schema.json"\nsample "orders.csv"\n';

function preview(mapping: string, marks: string, csv: string) {
  return { source: `${head}${mapping}\n`, marks, files: { "orders.csv": csv }, command: "preview" } as const;
}

/** A schema whose record has one string field with constraints. */
function schemaWith(
  field: string,
  keywords: Readonly<Record<string, unknown>>,
  required: readonly string[] = [],
): string {
  const properties = { email: { type: "string", "meta:xdmType": "string" }, [field]: keywords };
  return JSON.stringify({
    $id: "https://ns.adobe.com/acme/schemas/orders",
    title: "Orders",
    type: "object",
    "meta:class": "https://ns.adobe.com/xdm/context/profile",
    required,
    properties,
  });
}

function constrained(keywords: Readonly<Record<string, unknown>>, value: string) {
  return {
    source: `${head}Phone -> field\n`,
    marks: "Phone",
    files: { "schema.json": schemaWith("field", keywords), "orders.csv": `Phone\n${value}\n` },
    command: "preview",
  } as const;
}

const NULLED =
  "A failed conversion makes the target null and leaves the rest of the row; the row is rejected only if the field is required.";

/** What happens to values and records on their way into the schema. */
export const records = diagnostics({
  XM5100: {
    severity: "warning",
    title: "Kinds that do not convert",
    what: (p: { from: string; to: string }) => `${p.from} does not convert to ${p.to}, so the field stays empty.`,
    todo: (p: { advice: string | null }) =>
      p.advice ?? "Convert it in the expression, or map it to a field of its kind.",
    details: `${NULLED} The table of conversions is Adobe's for batch ingestion; what it leaves blank is taken as not converted.`,
    examples: [
      {
        source: 'target "schema.json"\nsample "orders.json"\nflag -> person.name.firstName\n',
        marks: "flag",
        files: { "orders.json": '[{"flag": "yes"}, {"flag": true}]' },
        command: "preview",
      },
    ],
  },
  XM5101: {
    severity: "warning",
    title: "Text that is no boolean",
    what: (p: { text: string }) => `${quote(p.text)} is not one of the words that become a boolean.`,
    todo: () =>
      "Write y, yes, Y, YES, on, ON, true, TRUE or n, no, N, NO, off, OFF, false, FALSE; other words with decode or iif.",
    details: `${NULLED} The words are compared with their case: \`True\` and \`1\` are not among the documented ones.`,
    examples: [
      {
        source: `${head}Phone -> flag\n`,
        marks: "Phone",
        files: {
          "schema.json": schemaWith("flag", { type: "boolean", "meta:xdmType": "boolean" }),
          "orders.csv": "Phone\nperhaps\n",
        },
        command: "preview",
      },
    ],
  },
  XM5102: {
    severity: "warning",
    title: "Text that is no whole number",
    what: (p: { text: string; to: string }) => `${quote(p.text)} is not a whole number, which ${p.to} needs.`,
    todo: () => "Take blanks, signs and separators out of it, or map it to a field of type number.",
    details: NULLED,
    examples: [
      {
        source: `${head}Phone -> count\n`,
        marks: "Phone",
        files: {
          "schema.json": schemaWith("count", { type: "integer", "meta:xdmType": "int" }),
          "orders.csv": "Phone\n1.5\n",
        },
        command: "preview",
      },
    ],
  },
  XM5103: {
    severity: "warning",
    title: "Text that is no number",
    what: (p: { text: string }) => `${quote(p.text)} is not a number.`,
    todo: () => "Take currency signs and thousands separators out, with replacestr, before it is assigned.",
    details: NULLED,
    examples: [
      {
        source: `${head}Amount -> total\n`,
        marks: "Amount",
        files: {
          "schema.json": schemaWith("total", { type: "number", "meta:xdmType": "number" }),
          "orders.csv": 'Amount\n"1,200.50"\n',
        },
        command: "preview",
      },
    ],
  },
  XM5104: {
    severity: "warning",
    title: "Number too large for its field",
    what: (p: { number: string; to: string; least: string; most: string }) =>
      `${p.number} does not fit ${p.to}, which holds ${p.least} to ${p.most}.`,
    todo: () => "Map it to a field of a wider type.",
    details: `${NULLED} What the platform does with a number beyond the field's type is not documented; that it becomes null is assumed.`,
    examples: [
      {
        source: `${head}Amount -> count\n`,
        marks: "Amount",
        files: {
          "schema.json": schemaWith("count", { type: "integer", "meta:xdmType": "int" }),
          "orders.csv": "Amount\n3000000000\n",
        },
        command: "preview",
      },
    ],
  },
  XM5105: {
    severity: "warning",
    title: "Text that is no date",
    what: (p: { why: string }) => `${p.why}, so the field stays empty.`,
    todo: () => 'Say its pattern: date(column, "dd/MM/yyyy").',
    details: `${NULLED} A text without a pattern is tried with the 18 documented patterns in their order.`,
    examples: [preview("Created_At -> person.birthDate", "Created_At", "Created_At\nthe day after\n")],
  },
  XM5106: {
    severity: "warning",
    title: "Number that is none",
    what: (p: { number: string }) => `The result is ${p.number}, which a field cannot hold.`,
    todo: () => "Look for a division, or for arithmetic on an empty text.",
    details: NULLED,
    examples: [
      {
        source: `${head}1.5 + Amount -> total\n`,
        marks: "1.5 + Amount",
        files: {
          "schema.json": schemaWith("total", { type: "number", "meta:xdmType": "number" }),
          "orders.csv": "Amount\nNaN\n",
        },
        command: "preview",
      },
    ],
  },
  XM5107: {
    severity: "warning",
    title: "[*] on something that is no array",
    what: (p: { found: string }) => `[*] goes through the items of an array, and this is ${p.found}.`,
    todo: () => "Take the [*] off both sides, or correct the source path.",
    details: NULLED,
    examples: [
      {
        source: 'target "schema.json"\nsample "orders.json"\nitems[*].sku -> productListItems[*].SKU\n',
        marks: "items",
        files: { "orders.json": '[{"items": [{"sku": "a"}]}, {"items": {"sku": "b"}}]' },
        command: "preview",
      },
    ],
  },
  XM5110: {
    severity: "info",
    title: "Children left out of an object copy",
    what: (p: { target: string }) =>
      `${p.target === "" ? "The item" : quote(p.target)} has no field of that name, so this child was not copied.`,
    todo: () => "Map it on its own if it is wanted.",
    details:
      "Mapping an object to an object copies the children that have the same name in the schema, and the rest is ignored, as in Data Prep. The target counts as present.",
    examples: [
      {
        source: 'target "schema.json"\nsample "orders.json"\naddress -> homeAddress\n',
        marks: "address",
        files: { "orders.json": '[{"address": {"city": "Oslo", "planet": "Earth"}}]' },
        command: "preview",
      },
    ],
  },
  XM5120: {
    severity: "error",
    title: "Required field missing",
    what: (p: { path: string }) => `${quote(p.path)} is required and has no value, so the row is rejected.`,
    todo: () =>
      "Map it, or give a default with iif or coalesce. A required field counts only where its parent is present.",
    examples: [
      {
        source: `${head}Email -> email\nPhone -> field\n`,
        marks: "Phone",
        files: {
          "schema.json": schemaWith("field", { type: "string", "meta:xdmType": "string" }, ["field"]),
          "orders.csv": "Email,Phone\na@example.com,\n",
        },
        command: "preview",
      },
    ],
  },
  XM5121: {
    severity: "error",
    title: "Pattern not met",
    what: (p: { path: string; value: string; pattern: string }) =>
      `${quote(p.value)} in ${quote(p.path)} does not fit the schema's pattern ${quote(p.pattern)}, so the row is rejected.`,
    todo: () => "Bring the value into that form in the expression.",
    examples: [constrained({ type: "string", "meta:xdmType": "string", pattern: "^\\+[0-9]+$" }, "none")],
  },
  XM5122: {
    severity: "error",
    title: "Format not met",
    what: (p: { path: string; value: string; format: string }) =>
      `${quote(p.value)} in ${quote(p.path)} is not of the format ${p.format}, so the row is rejected.`,
    todo: () => "Bring the value into that form in the expression.",
    examples: [constrained({ type: "string", "meta:xdmType": "string", format: "email" }, "none")],
  },
  XM5123: {
    severity: "error",
    title: "Below the minimum",
    what: (p: { path: string; value: string; minimum: string }) =>
      `${p.value} in ${quote(p.path)} is below the schema's minimum ${p.minimum}, so the row is rejected.`,
    todo: () => "Correct the value in the expression.",
    examples: [constrained({ type: "integer", "meta:xdmType": "int", minimum: 1 }, "0")],
  },
  XM5124: {
    severity: "error",
    title: "Above the maximum",
    what: (p: { path: string; value: string; maximum: string }) =>
      `${p.value} in ${quote(p.path)} is above the schema's maximum ${p.maximum}, so the row is rejected.`,
    todo: () => "Correct the value in the expression.",
    examples: [constrained({ type: "integer", "meta:xdmType": "int", maximum: 5 }, "6")],
  },
  XM5125: {
    severity: "error",
    title: "Text too short",
    what: (p: { path: string; value: string; length: number; minLength: number }) =>
      `${quote(p.value)} in ${quote(p.path)} has ${p.length} characters, and the schema wants ${p.minLength} at least, so the row is rejected.`,
    todo: () => "Pad the value, or leave it out with nullify().",
    examples: [constrained({ type: "string", "meta:xdmType": "string", minLength: 3 }, "ab")],
  },
  XM5126: {
    severity: "error",
    title: "Text too long",
    what: (p: { path: string; value: string; length: number; maxLength: number }) =>
      `${quote(p.value)} in ${quote(p.path)} has ${p.length} characters, and the schema takes ${p.maxLength} at most, so the row is rejected.`,
    todo: () => "Shorten it with left.",
    examples: [constrained({ type: "string", "meta:xdmType": "string", maxLength: 3 }, "abcd")],
  },
  XM5127: {
    severity: "error",
    title: "Value not in the list",
    what: (p: { path: string; value: string; allowed: string }) =>
      `${quote(p.value)} is not one of the values of ${quote(p.path)} (${p.allowed}), so the row is rejected.`,
    todo: () => "Translate the value with a table.",
    details: "The platform enforces a list of values only on fields directly in the record: see XM5128.",
    examples: [constrained({ type: "string", "meta:xdmType": "string", enum: ["gold", "silver"] }, "iron")],
  },
  XM5128: {
    severity: "warning",
    title: "Value not in a list that is not enforced",
    what: (p: { path: string; value: string; allowed: string }) =>
      `${quote(p.value)} is not one of the values of ${quote(p.path)} (${p.allowed}); the platform does not enforce the list there.`,
    todo: () => "Translate the value with a table.",
    details:
      "The platform does not check lists of values on arrays, nor more than one level deep. The record is accepted with a value that nobody expects.",
    examples: [
      {
        source: `${head}Phone -> outer.tier\n`,
        marks: "Phone",
        files: {
          "schema.json": schemaWith("outer", {
            type: "object",
            "meta:xdmType": "object",
            properties: { tier: { type: "string", "meta:xdmType": "string", enum: ["gold", "silver"] } },
          }),
          "orders.csv": "Phone\niron\n",
        },
        command: "preview",
      },
    ],
  },
  XM5140: {
    severity: "error",
    title: "Unreadable bound of the window",
    what: (p: { option: string; why: string }) => `${p.option} is no time: ${p.why}.`,
    todo: () => "Give seconds since 1970, or ISO 8601 as in 2024-05-01T00:00:00Z.",
    examples: [
      {
        source: `${head}delta Created_At\nEmail -> personalEmail.address\n`,
        command: "preview",
        args: ["--window-start", "yesterday"],
      },
    ],
  },
  XM5141: {
    severity: "error",
    title: "Window that ends before it starts",
    what: (p: { start: string; end: string }) => `The window ends (${p.end}) before it starts (${p.start}).`,
    todo: () => "Exchange the two. A window holds its start and not its end.",
    examples: [
      {
        source: `${head}delta Created_At\nEmail -> personalEmail.address\n`,
        command: "preview",
        args: ["--window-start", "2024-02-01", "--window-end", "2024-01-01"],
      },
    ],
  },
  XM5142: {
    severity: "error",
    title: "Window without a delta column",
    what: () => "The mapping file names no delta column, and nothing else says which rows are in a window.",
    todo: () => "Add a line `delta COLUMN` to the mapping file; a preview can do without a window.",
    examples: [
      {
        source: `${head}Email -> personalEmail.address\n`,
        command: "preview",
        args: ["--window-start", "2024-01-01"],
      },
    ],
  },
});
