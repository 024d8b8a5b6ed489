/** So many columns of each type. */
const COLUMNS = 40;

/** A mapping file with so many mappings of the kinds that people write, on as many targets of a schema's leaves. */
export function makeMapping(mappings, leaves, schema) {
  const current = leaves.filter(({ deprecated = false }) => !deprecated);
  const targets = current.filter(({ path }) => !/[*{]/.test(path));
  const items = current.filter(({ path }) => /^[\w.]+\[\*\]\.[^[{]*$/.test(path));
  for (let at = 0; targets.length < mappings; at++) {
    for (const item of items) targets.push({ ...item, path: item.path.replace("[*]", `[${at}]`) });
  }
  const lines = targets.slice(0, mappings).map((leaf, at) => `${expressionFor(leaf, at % COLUMNS)} -> ${leaf.path}`);
  const body = lines.join("\n");
  // Only what is used, so that a check has nothing to say.
  const columns = [...new Set(body.match(/\b(?:text|count|amount|flag|at)_\d+/g))].sort();
  const declared = columns.map((column) => `${column}: ${TYPES[column.replace(/_\d+$/, "")]}`);
  return `mapping "Bench"\ntarget "${schema}"\n\nsource {\n  ${declared.join(",\n  ")}\n}\n\n${body}\n`;
}

const TYPES = { text: "string", count: "integer", amount: "number", flag: "boolean", at: "timestamp" };

function expressionFor({ type, enum: values, required = false }, at) {
  if (values !== undefined) return JSON.stringify(values[0]);
  switch (type) {
    case "boolean":
      return `flag_${at}`;
    case "int":
    case "integer":
    case "long":
      return `count_${at}`;
    case "number":
      return `amount_${at} * 2`;
    case "date-time":
      // What must not fail comes from a column that cannot.
      return required ? `at_${at}` : `date(text_${at}, "yyyy-MM-dd HH:mm:ss")`;
    case "date":
      return `date(text_${at}, "yyyy-MM-dd")`;
    default:
      return at % 3 === 0
        ? `text_${at}`
        : `iif(text_${at} == "a", trim(text_${at}), upper(text_${(at + 1) % COLUMNS}))`;
  }
}

/** A schema of about 400 fields, where the shared components are not at hand. */
export function generatedSchema() {
  const group = () => ({
    type: "object",
    properties: {
      name: { type: "string" },
      label: { type: "string" },
      count: { type: "integer" },
      amount: { type: "number" },
      active: { type: "boolean" },
      at: { type: "string", format: "date-time" },
      inner: { type: "object", properties: { id: { type: "string" }, value: { type: "number" } } },
    },
  });
  const groups = Array.from({ length: 45 }, (_, at) => [`group${at}`, group()]);
  return {
    $id: "https://example.com/schemas/bench",
    title: "Bench",
    type: "object",
    properties: { ...Object.fromEntries(groups), items: { type: "array", items: group() } },
  };
}
