/** What is not known about Data Prep: one switch each, the first value is the default. */
export const dataPrepSwitches = {
  /** What lists say in `_page.count`: an official sample has 0 beside two items. */
  mappingSetCount: ["zero", "total"],
  /** How the type of a mapping reads back: `text/x.schema-path` (a sample of the documentation), or as it was sent. */
  typesReadBack: ["mediaTypes", "asSent"],
  /** How a constant that was sent as STATIC reads back: as it was sent, or as an expression with a quoted literal. */
  staticReadBack: ["static", "expression"],
  /** Whether replacing a mapping set by what it already holds makes a new version. */
  identicalPutBumpsVersion: ["yes", "no"],
  /** What `languages/el/validate` answers: `{validationStatus, error}` (documentation), or true and false (OpenAPI file). */
  expressionAnswer: ["object", "boolean"],
} as const satisfies Record<string, readonly [string, string, ...string[]]>;
