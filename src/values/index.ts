export { getItem, getProperty, memberKey } from "./access.js";
export {
  add,
  combineBits,
  complement,
  divide,
  multiply,
  negate,
  positivize,
  remainder,
  subtract,
} from "./arithmetic.js";
export {
  isTruthy,
  toBoolean,
} from "./coerce.js";
export { isEmpty, isIn, itemsOf, makeRange, rangeItems, sizeOf, startsOrEndsWith } from "./collection-operators.js";
export { equal, ordered } from "./compare.js";
export { javaEquals, keyOf } from "./identity.js";
export { parseDoubleText, parseExactBigDecimalText, parseLongText } from "./java-parse.js";
export { parseJson, toJson } from "./json.js";
export { type KindName, kindName } from "./kind-name.js";
export { arrayLiteral, classOf, mapLiteral, setLiteral } from "./literals.js";
export {
  arrayOf,
  bigDecimal,
  bigInteger,
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
  setOf,
} from "./make.js";
export { readMarkedJson, toMarkedJson } from "./marked-json.js";
export { callMethod, JAVA_METHODS } from "./methods/index.js";
export { parseNumberLiteral } from "./number-literal.js";
export { numberText } from "./number-text.js";
export { textOf } from "./text.js";
export type { NumberKind, Type } from "./type.js";
export {
  type BigDecimal,
  type DateTime,
  type Failure,
  failure,
  isFailure,
  type JavaMap,
  type JavaNumber,
  MISSING,
  type Missing,
  type Outcome,
  type Value,
} from "./value.js";
