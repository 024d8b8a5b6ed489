import type { Services } from "../functions/index.js";
import type { DateTime } from "../values/index.js";

/** Services as the rows see them: the clock is read once a row, and identifiers belong to their row. */
export interface RowServices {
  readonly services: Services;
  /** The next row. Rows that start in one line share its count of identifiers. */
  readonly startRow: (source: number, line: number) => void;
  /** The same row once more: it is told what it was told before. */
  readonly repeatRow: () => void;
}

export function createRowServices(services: Services): RowServices {
  let now: DateTime | null = null;
  let source = -1;
  let line = -1;
  /** How many identifiers the rows before in the same line took. */
  let before = 0;
  let asked = 0;
  let identifiers: string[] = [];
  return {
    services: {
      ...services,
      now: () => {
        now ??= services.now();
        return now;
      },
      uuid: () => {
        const nth = asked++;
        const known = identifiers[nth];
        if (known !== undefined) return known;
        const made = services.uuid({ source, line, nth: before + nth });
        identifiers.push(made);
        return made;
      },
    },
    startRow: (nextSource, nextLine) => {
      before = nextSource === source && nextLine === line ? before + identifiers.length : 0;
      source = nextSource;
      line = nextLine;
      now = null;
      asked = 0;
      if (identifiers.length > 0) identifiers = [];
    },
    repeatRow: () => {
      asked = 0;
    },
  };
}
