import { diagnostics } from "./define.js";

/** Files of expressions to evaluate (`xdmap eval --batch`). */
export const cases = diagnostics({
  XM6050: {
    severity: "error",
    title: "Case that cannot be read",
    what: (p: { why: string }) => `This line is no case: ${p.why}`,
    todo: () => 'Write one JSON object a line: {"id": 1, "expr": "upper(name)", "context": {"name": "ada"}}.',
    details:
      "`xdmap eval --batch` reads one case a line and answers each with one line. A line that is no case is answered with this code, and with a null id where it has none; the other lines are evaluated all the same, and the command ends with exit status 1.",
    examples: [{ source: "{nonsense", command: "eval", args: ["--batch"] }],
  },
});
