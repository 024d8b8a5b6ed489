export { getProperty, memberKey } from "./access.js";
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
  doubleOf,
  isNumber,
  isTruthy,
  longOf,
  toBigDecimal,
  toBigInteger,
  toBoolean,
  toDouble,
  toLong,
  toText,
} from "./coerce.js";
export { isEmpty, isIn, makeRange, rangeItems, sizeOf, startsOrEndsWith } from "./collection-operators.js";
export { equal, type OrderOperator, ordered } from "./compare.js";
export { javaEquals, keyOf } from "./identity.js";
export { parseBigIntegerText, parseDoubleText, parseExactBigDecimalText, parseLongText } from "./java-parse.js";
export { type JsonProblem, parseJson, toJson } from "./json.js";
export { type KindName, kindName } from "./kind-name.js";
export { arrayLiteral, classOf, mapLiteral, setLiteral } from "./literals.js";
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
export { readMarkedJson, toMarkedJson } from "./marked-json.js";
export { callMethod, JAVA_METHODS } from "./methods/index.js";
export type { JavaMethod } from "./methods/method.js";
export { parseNumberLiteral } from "./number-literal.js";
export { bigDecimalPlainText, numberText } from "./number-text.js";
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
