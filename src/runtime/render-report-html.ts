import {
  describeSelection,
  FIDELITY,
  groupRejections,
  type Reason,
  type Report,
  sortByHarm,
  type TargetReport,
} from "./report.js";

/** What a page says of where its report comes from. */
export interface HtmlReportOptions {
  /** The mapping's name, or its file's. */
  readonly title: string;
  /** The text of the mapping file, or of one that it uses by its path, from which sub-expressions are quoted. */
  readonly sourceOf: (file: string | undefined) => string;
  /** The samples that were read, as messages call them. */
  readonly samples: readonly string[];
  /** The window, in words; null where all rows were mapped. */
  readonly window: string | null;
}

type SourceOf = HtmlReportOptions["sourceOf"];

/** Of how many targets, the worst, the errors are to be seen without a click. */
const OPEN = 12;
/** How many kinds of rejection are listed, and how many lines of each. */
const REJECTIONS = 50;
const LINES = 10;

/**
 * The loss report as one page that needs nothing else: no script, no font, no picture from elsewhere. Every text of the
 * mapping and of the sample is escaped, and the page's policy forbids scripts.
 */
export function renderReportHtml(report: Report, { title, sourceOf, samples, window }: HtmlReportOptions): string {
  const { rows, expressions, fidelity, selection } = report;
  const from =
    samples.length === 0 ? "" : ` of ${samples.map((sample) => `<code>${escapeHtml(sample)}</code>`).join(", ")}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Loss report: ${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${escapeHtml(title)}</h1>
<p>Loss report${from}${window === null ? "" : `, ${escapeHtml(window)}`}.${expressions === undefined ? "" : " Expressions were evaluated in strict mode."}</p>
${selection === undefined ? "" : `<p>Only: ${escapeHtml(describeSelection(selection).join("; "))}.</p>\n`}</header>
<section class="cards" aria-label="Rows">
${card("read", rows.read, selection === undefined || selection.leftOut === 0 ? "" : `${number(selection.leftOut)} left out`)}
${card(window === null ? "mapped" : "in the window", rows.inWindow, rows.outsideWindow > 0 ? `${number(rows.outsideWindow)} outside` : "")}
${card("accepted", rows.accepted, percent(rows.accepted, rows.inWindow), "present")}
${card("rejected", rows.rejected, percent(rows.rejected, rows.inWindow), rows.rejected > 0 ? "error" : "")}
</section>
${renderDelta(report)}
${renderTargets(report, sourceOf)}
${renderRejections(report)}
<footer><p>Fidelity: ${fidelity}: ${FIDELITY[fidelity]}.</p></footer>
</body>
</html>
`;
}

const STATES = [
  { key: "present", label: "value" },
  { key: "null", label: "null" },
  { key: "missing", label: "missing in the source" },
  { key: "error", label: "nulled by an error" },
] as const;

function card(label: string, value: number, note: string, tone = ""): string {
  return `<div class="card ${tone}"><b>${number(value)}</b><span>${label}</span><small>${note}</small></div>`;
}

function renderDelta({ delta }: Report): string {
  if (delta.null + delta.unreadable === 0) return "";
  const parts = [
    ...(delta.null > 0 ? [`${number(delta.null)} with a null delta value`] : []),
    ...(delta.unreadable > 0
      ? [`${number(delta.unreadable)} with ${delta.null > 0 ? "one" : "a delta value"} that cannot be read`]
      : []),
  ];
  return `<section class="note error"><b>No run picks up these rows:</b> ${parts.join(", ")} (${lines(delta.rows, delta.null + delta.unreadable)}).</section>`;
}

function renderTargets({ targets, rows }: Report, sourceOf: SourceOf): string {
  if (rows.inWindow === 0)
    return `<section class="note">No row was mapped: there is nothing to tell of the targets.</section>`;
  return `<section>
<h2>Targets</h2>
<p class="legend">${STATES.map(({ key, label }) => `<span><i class="${key}"></i>${label}</span>`).join(" ")}<span class="share">rows with a value</span></p>
${sortByHarm(targets)
  .map((target, at) => renderTarget(target, rows.inWindow, at < OPEN, sourceOf))
  .join("\n")}
</section>`;
}

function renderTarget(target: TargetReport, rows: number, isFirst: boolean, sourceOf: SourceOf): string {
  const { path, present, missing, null: nulls, nulledByError, reasons } = target;
  const parts = [present, nulls, missing, nulledByError];
  const said = STATES.map(({ label }, at) => `${number(parts[at] ?? 0)} ${label}`).join(", ");
  const bar = STATES.map(({ key }, at) => {
    const share = rows === 0 ? 0 : ((parts[at] ?? 0) * 100) / rows;
    return share === 0 ? "" : `<i class="${key}" style="width:${share.toFixed(3)}%"></i>`;
  }).join("");
  const head = `<code>${escapeHtml(path)}</code><span class="bar" role="img" aria-label="${escapeHtml(said)}" title="${escapeHtml(said)}">${bar}</span><span class="share">${percent(present, rows)}</span>`;
  const losses = [
    ...(nulledByError > 0 ? [`${number(nulledByError)} nulled by an error`] : []),
    ...(missing > 0 ? [`${number(missing)} missing in the source`] : []),
    ...(nulls > 0 ? [`${number(nulls)} null`] : []),
  ];
  if (losses.length === 0 && reasons.length === 0) return `<div class="target">${head}</div>`;
  const told = losses.length === 0 ? "" : `<p>Of ${number(rows)} rows ${losses.join(", ")}.</p>`;
  const sorted = reasons.toSorted((left, right) => right.count - left.count);
  const open = isFirst && nulledByError > 0 ? " open" : "";
  return `<details class="target"${open}><summary>${head}</summary>${told}${sorted.map((reason) => renderReason(reason, sourceOf)).join("")}</details>`;
}

function renderReason({ code, message, span, count, rows, examples }: Reason, sourceOf: SourceOf): string {
  const part = span === null ? "" : `<pre>${escapeHtml(sourceOf(span.file).slice(span.start, span.end))}</pre>`;
  const values = examples.map((example) => `<code>${escapeHtml(JSON.stringify(example))}</code>`).join(" ");
  return `<div class="reason"><b>${number(count)} ×</b> <span class="code">${escapeHtml(code)}</span> ${inlineCode(message)}${part}<small>${lines(rows, count)}${values === "" ? "" : `; for example ${values}`}</small></div>`;
}

function renderRejections({ rejections, rows }: Report): string {
  if (rejections.length === 0) return "";
  const groups = groupRejections(rejections);
  const body = groups
    .slice(0, REJECTIONS)
    .map(
      ({ path, constraint, code, lines: found }) =>
        `<tr><td><code>${escapeHtml(path)}</code></td><td>${escapeHtml(constraint)}</td><td>${escapeHtml(code)}</td><td class="number">${number(found.length)}</td><td>${lines(found.slice(0, LINES), found.length)}</td></tr>`,
    );
  const more = groups.length > REJECTIONS ? `<p>And ${number(groups.length - REJECTIONS)} more kinds.</p>` : "";
  const listed =
    rejections.length < rows.rejected
      ? `<p>Of the first ${number(rejections.length)} rejections; the counts above have all.</p>`
      : "";
  return `<section>
<h2>Rejected rows</h2>
${listed}<table>
<thead><tr><th>Field</th><th>Constraint</th><th>Code</th><th class="number">Rows</th><th>First lines</th></tr></thead>
<tbody>${body.join("\n")}</tbody>
</table>
${more}</section>`;
}

function lines(rows: readonly number[], times: number): string {
  return `${rows.length === 1 ? "line" : "lines"} ${rows.join(", ")}${times > rows.length ? ", …" : ""}`;
}

function percent(part: number, whole: number): string {
  if (whole === 0) return "";
  const share = (part * 100) / whole;
  // Neither a loss of one row in a million nor one value among them is to look like none.
  if (part > 0 && share < 0.1) return "&lt;0.1 %";
  if (part < whole && share > 99.9) return "&gt;99.9 %";
  return `${Number.isInteger(share) ? share : share.toFixed(1)} %`;
}

/** With a space between thousands. */
function number(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

/** Messages quote what they speak of between backticks. */
function inlineCode(message: string): string {
  return escapeHtml(message).replace(/`([^`]+)`/g, "<code>$1</code>");
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

const STYLE = `
:root { color-scheme: light dark; --present: #2e7d5b; --null: #9aa5b1; --missing: #e0a030; --error: #c62f3e; --line: #8884; --soft: #8881; }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
header p { margin: .25rem 0 0; opacity: .8; } .cards { margin-top: 1.5rem; } footer { margin-top: 2rem; opacity: .75; font-size: .9rem; }
code, pre { font-family: ui-monospace, monospace; font-size: .92em; overflow-wrap: anywhere; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; }
.card { border: 1px solid var(--line); border-left: .3rem solid var(--null); border-radius: .4rem; padding: .6rem .8rem; display: grid; }
.card.present { border-left-color: var(--present); } .card.error { border-left-color: var(--error); }
.note.error { border-color: var(--error); }
.card b { font-size: 1.5rem; } .card small, .reason small { opacity: .75; }
.note { border: 1px solid var(--line); border-radius: .4rem; padding: .6rem .8rem; margin-top: 1rem; }
.legend { display: flex; flex-wrap: wrap; gap: 0 1rem; } .legend span { white-space: nowrap; } .legend .share { margin-left: auto; opacity: .75; } .legend i { display: inline-block; width: .8rem; height: .8rem; border-radius: .15rem; margin-right: .35rem; vertical-align: -.05rem; }
.target { border-bottom: 1px solid var(--line); padding: .35rem 0; }
div.target, summary { display: grid; grid-template-columns: minmax(10rem, 1fr) minmax(8rem, 1.4fr) 4.5rem; gap: .75rem; align-items: center; }
summary { cursor: pointer; } summary::-webkit-details-marker { display: none; } summary code::after { content: " ▸"; opacity: .6; } details[open] summary code::after { content: " ▾"; }
.bar { display: flex; height: 1rem; border-radius: .2rem; overflow: hidden; background: var(--soft); }
.bar i { display: block; min-width: 2px; }
i.present { background: var(--present); } i.null { background: var(--null); }
i.missing { background: repeating-linear-gradient(45deg, var(--missing) 0 4px, #0000 4px 6px), var(--missing); }
i.error { background: repeating-linear-gradient(-45deg, #fff5 0 2px, #0000 2px 6px), var(--error); }
.share, .number { text-align: right; font-variant-numeric: tabular-nums; }
details p { margin: .5rem 0; } .reason { border-left: .2rem solid var(--error); background: var(--soft); margin: .4rem 0; padding: .4rem .7rem; }
.reason pre { margin: .3rem 0; white-space: pre-wrap; } .reason small { display: block; } .code { font-family: ui-monospace, monospace; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; } th.number, td.number { text-align: right; }
@media (max-width: 40rem) { div.target, summary { grid-template-columns: 1fr 4.5rem; } .bar { grid-column: 1 / -1; grid-row: 2; } }
@media print { details > * { display: block; } }
`.trim();
