import type { CommentQueue } from "./comment-queue.js";
import { columnsOf } from "./print-broken.js";
import type { Mapping, Statement } from "./tree.js";

/** Sources wider than this do not push the arrows of their neighbours, nor do targets their annotations. */
const WIDEST_ALIGNED = 60;

/** The texts of a mapping that fits on one line. */
export interface MappingTexts {
  readonly source: string;
  readonly target: string;
  /** Empty without any. */
  readonly annotations: string;
}

/** How wide sources and targets are made, for arrows and annotations to stand below each other. */
export interface Columns {
  readonly source: number;
  readonly target: number;
}

interface Member {
  readonly mapping: Mapping;
  readonly source: number;
  /** Of what stands after the arrow's column. */
  readonly rest: number;
  readonly target: number;
  readonly isAnnotated: boolean;
}

/** Between a target and its annotations. */
export const ANNOTATION_GAP = "   ";

/**
 * Where the arrows and the annotations of each mapping stand: mappings without a blank line between align. Those that are
 * not in the result stand by themselves: they have no texts (they take several lines), are too wide to push others, or
 * would run over the line's end at their block's column.
 */
export function alignmentOf(
  statements: readonly Statement[],
  textsOf: (mapping: Mapping) => MappingTexts | null,
  queue: CommentQueue,
  indent: number,
  width: number,
): ReadonlyMap<Mapping, Columns> {
  const columns = new Map<Mapping, Columns>();
  let block: Member[] = [];
  const flush = () => {
    alignBlock(block, columns, indent, width);
    block = [];
  };
  let last: Statement | undefined;
  for (const statement of statements) {
    const start = statement.kind === "mapping" ? (statement.description?.span.start ?? statement.span.start) : 0;
    if (last !== undefined && queue.isBlankBetween(last.span.end, start)) flush();
    if (statement.kind !== "mapping") flush();
    else {
      const texts = textsOf(statement);
      if (texts !== null) block.push(measure(statement, texts));
    }
    last = statement;
  }
  flush();
  return columns;
}

function measure(mapping: Mapping, { source, target, annotations }: MappingTexts): Member {
  const isAnnotated = annotations !== "";
  const targetWidth = columnsOf(target);
  const annotationWidth = isAnnotated ? ANNOTATION_GAP.length + columnsOf(annotations) : 0;
  return {
    mapping,
    source: columnsOf(source),
    rest: targetWidth + annotationWidth,
    target: targetWidth,
    isAnnotated,
  };
}

function alignBlock(block: readonly Member[], columns: Map<Mapping, Columns>, indent: number, width: number): void {
  const narrow = block.filter(({ source }) => source <= WIDEST_ALIGNED);
  // A second space sets the arrows of a block off; a mapping by itself needs none.
  const arrowOf = (members: readonly Member[]) =>
    (members.length > 1 ? 1 : 0) + members.reduce((most, { source }) => Math.max(most, source), 0);
  const arrow = arrowOf(narrow);
  const kept = narrow.filter(({ rest }) => indent + arrow + " -> ".length + rest <= width);
  const source = arrowOf(kept);
  const annotated = kept.filter(({ isAnnotated, target }) => isAnnotated && target <= WIDEST_ALIGNED);
  const target = annotated.reduce((most, one) => Math.max(most, one.target), 0);
  for (const { mapping, isAnnotated, rest, target: own } of kept) {
    const room = width - indent - source - " -> ".length;
    const fits = isAnnotated && rest - own + target <= room;
    columns.set(mapping, { source, target: fits ? target : own });
  }
}
