import { columnsOf } from "./print-list.js";

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

/** Between a target and its annotations. */
export const ANNOTATION_GAP = "   ";

interface Member extends Columns {
  readonly index: number;
  readonly isAnnotated: boolean;
}

/**
 * Where the arrows and the annotations of a block of mappings stand, by their order; null for those that stand by
 * themselves: they are too wide to push others, or their targets would run over the line's end at their block's column. Annotations may
 * run over it: a column that jumps is harder to read than a long line.
 */
export function alignBlock(block: readonly MappingTexts[], indent: number, width: number): readonly (Columns | null)[] {
  const columns: (Columns | null)[] = block.map(() => null);
  const narrow = block.map(measure).filter(({ source }) => source <= WIDEST_ALIGNED);
  const arrow = arrowOf(narrow);
  const kept = narrow.filter((one) => indent + arrow + ARROW + one.target <= width);
  const source = arrowOf(kept);
  const annotated = kept.filter((one) => one.isAnnotated && one.target <= WIDEST_ALIGNED);
  const target = annotated.reduce((most, one) => Math.max(most, one.target), 0);
  for (const one of kept) {
    columns[one.index] = { source, target: one.isAnnotated ? target : one.target };
  }
  return columns;
}

const ARROW = " -> ".length;

/** A second space sets the arrows of a block off; a mapping by itself needs none. */
function arrowOf(members: readonly Member[]): number {
  return members.reduce((most, { source }) => Math.max(most, source), 0) + (members.length > 1 ? 1 : 0);
}

function measure({ source, target, annotations }: MappingTexts, index: number): Member {
  return {
    index,
    source: columnsOf(source),
    target: columnsOf(target),
    isAnnotated: annotations !== "",
  };
}
