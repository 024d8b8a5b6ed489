export { javaEquals, keyOf } from "./identity.js";
export { type JsonProblem, parseJson, toJson } from "./json.js";
export {
  arrayOf,
  bigDecimal,
  bigInteger,
  byte,
  character,
  double,
  fieldOf,
  float,
  integer,
  listOf,
  long,
  mapOf,
  objectOf,
  pattern,
  rangeOf,
  setOf,
  short,
  wholeNumber,
} from "./make.js";
export { numberText } from "./number-text.js";
export { textOf } from "./text.js";
export type { NumberKind, Type } from "./type.js";
export {
  type BigDecimal,
  type BigNumber,
  type Character,
  type DateTime,
  type Failure,
  failure,
  type IntegerRange,
  isFailure,
  type JavaArray,
  type JavaMap,
  type JavaNumber,
  type JavaSet,
  type List,
  MISSING,
  type Missing,
  type Outcome,
  type Pattern,
  type SmallNumber,
  type Value,
} from "./value.js";
