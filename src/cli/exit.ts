/** What the process says when it ends (documented in docs/commands.md). */
export const EXIT = {
  fine: 0,
  /** Errors were found, a threshold was passed, or an input cannot be read. */
  errors: 1,
  /** The plan holds changes. */
  changes: 2,
  usage: 3,
  platform: 4,
  /** A bug of xdmap. */
  bug: 70,
  interrupted: 130,
} as const;

export type Exit = (typeof EXIT)[keyof typeof EXIT];
