// A picture of how time grows: two charts with logarithmic axes, the measured points, and a line of exponent 1 through the
// first point to hold them against.

const WIDTH = 340;
const HEIGHT = 240;
const LEFT = 52;
const BOTTOM = 38;
const TOP = 34;
const RIGHT = 14;

/** An SVG of charts side by side; each has a title, what its axis counts, and points of `{ x, y }` with y in seconds. */
export function plotGrowth(charts) {
  const drawn = charts.map((chart, at) => `<g transform="translate(${at * WIDTH} 0)">${draw(chart)}</g>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH * charts.length} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="11">
<title>How the time of a preview grows</title>
<rect width="100%" height="100%" fill="#fff"/>
${drawn.join("\n")}
</svg>
`;
}

function draw({ title, axis, points }) {
  const [first] = points;
  const proportional = points.map(({ x }) => ({ x, y: (first.y * x) / first.x }));
  const all = [...points, ...proportional];
  const spanX = range(all.map(({ x }) => x));
  const spanY = range(all.map(({ y }) => y));
  const place = ({ x, y }) => ({
    x: LEFT + share(x, spanX) * (WIDTH - LEFT - RIGHT),
    y: HEIGHT - BOTTOM - share(y, spanY) * (HEIGHT - TOP - BOTTOM),
  });
  const path = (list) => list.map((point) => `${round(place(point).x)},${round(place(point).y)}`).join(" ");
  const marks = points.map((point) => {
    const { x, y } = place(point);
    return `<circle cx="${round(x)}" cy="${round(y)}" r="3.5" fill="#1f6feb"/><text x="${round(x)}" y="${round(y - 8)}" text-anchor="middle">${point.y.toFixed(2)} s</text><text x="${round(x)}" y="${HEIGHT - BOTTOM + 16}" text-anchor="middle" fill="#555">${point.x.toLocaleString("en")}</text>`;
  });
  return `<text x="${LEFT}" y="16" font-weight="600">${title}</text>
<polyline points="${path(proportional)}" fill="none" stroke="#999" stroke-dasharray="4 4"/>
<polyline points="${path(points)}" fill="none" stroke="#1f6feb" stroke-width="2"/>
<path d="M${LEFT} ${TOP}V${HEIGHT - BOTTOM}H${WIDTH - RIGHT}" fill="none" stroke="#555"/>
<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 6}" text-anchor="middle" fill="#555">${axis}; dashed: in proportion</text>
${marks.join("\n")}`;
}

/** With some room on both sides, on a logarithmic scale. */
function range(values) {
  const least = Math.log(Math.min(...values));
  const most = Math.log(Math.max(...values));
  const room = Math.max(0.3, (most - least) * 0.12);
  return { least: least - room, most: most + room };
}

const share = (value, { least, most }) => (Math.log(value) - least) / (most - least);
const round = (value) => value.toFixed(1);
