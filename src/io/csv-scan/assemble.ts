/**
 * Writes WebAssembly modules: instructions are functions that take the code of their operands, so that code reads as the
 * expressions that it is. Opcodes and sections are those of the WebAssembly Core Specification 2.0, chapter 5.
 */
export type Code = readonly number[];

/** A function's parameter or variable. */
export interface Local {
  readonly at: number;
  readonly type: ValueType;
}

export type ValueType = "i32" | "i64" | "v128";

const TYPES: { readonly [T in ValueType]: number } = { i32: 0x7f, i64: 0x7e, v128: 0x7b };

/** One function: what it takes, and its body; it gives one i32. */
export interface FunctionCode {
  readonly name: string;
  readonly parameters: readonly Local[];
  readonly variables: readonly Local[];
  readonly body: Code;
}

function operator(...opcode: readonly number[]): (...operands: readonly Code[]) => Code {
  return (...operands) => [...operands.flat(), ...opcode];
}

export const i32 = {
  const: (value: number): Code => [0x41, ...signed(value)],
  load: operator(0x28, 2, 0),
  store: operator(0x36, 2, 0),
  ltU: operator(0x49),
  add: operator(0x6a),
  sub: operator(0x6b),
  or: operator(0x72),
  shl: operator(0x74),
  shrU: operator(0x76),
  wrap: operator(0xa7),
};

export const i64 = {
  const: (value: number): Code => [0x42, ...signed(value)],
  isZero: operator(0x50),
  isNotZero: (value: Code): Code => operator(0x52)(value, i64.const(0)),
  ctz: operator(0x7a),
  popcnt: operator(0x7b),
  add: operator(0x7c),
  sub: operator(0x7d),
  and: operator(0x83),
  or: operator(0x84),
  xor: operator(0x85),
  not: (value: Code): Code => operator(0x85)(value, i64.const(-1)),
  shl: operator(0x86),
  shrS: operator(0x87),
  shrU: operator(0x88),
  extend: operator(0xad),
  extendSigned: operator(0xac),
};

/** Sixteen bytes at once. */
export const v128 = {
  load: (address: Code, offset: number): Code => [...address, 0xfd, 0x00, 0, ...unsigned(offset)],
  or: operator(0xfd, 0x50),
};

export const i8x16 = {
  splat: operator(0xfd, 0x0f),
  eq: operator(0xfd, 0x23),
  ltS: operator(0xfd, 0x25),
  gtS: operator(0xfd, 0x27),
  /** The highest bit of each byte. */
  bitmask: operator(0xfd, 0x64),
};

export const get = ({ at }: Local): Code => [0x20, ...unsigned(at)];
export const set = ({ at }: Local, value: Code): Code => [...value, 0x21, ...unsigned(at)];

/** Runs the body, and again as long as the condition after it holds. */
export function loop(body: readonly Code[], again: Code): Code {
  return [0x03, 0x40, ...body.flat(), ...again, 0x0d, 0, 0x0b];
}

export function when(condition: Code, then: readonly Code[], otherwise: readonly Code[] = []): Code {
  const other = otherwise.length === 0 ? [] : [0x05, ...otherwise.flat()];
  return [...condition, 0x04, 0x40, ...then.flat(), ...other, 0x0b];
}

/** A module of functions over the memory that it imports as `host.memory`. */
export function assemble(functions: readonly FunctionCode[]): Uint8Array {
  const types = functions.map(({ parameters }) => [0x60, ...list(parameters.map(typeOf)), ...list([[TYPES.i32]])]);
  const bodies = functions.map(({ variables, body }) => {
    const code = [...list(variables.map((variable) => [1, ...typeOf(variable)])), ...body, 0x0b];
    return [...unsigned(code.length), ...code];
  });
  const memory = [...name("host"), ...name("memory"), 0x02, 0x00, 1];
  const sections: readonly (readonly [number, readonly Code[]])[] = [
    [1, types],
    [2, [memory]],
    [3, functions.map((_, at) => unsigned(at))],
    [7, functions.map((one, at) => [...name(one.name), 0x00, ...unsigned(at)])],
    [10, bodies],
  ];
  const bytes = sections.flatMap(([id, items]) => {
    const content = list(items);
    return [id, ...unsigned(content.length), ...content];
  });
  return Uint8Array.from([0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...bytes]);
}

function typeOf({ type }: Local): Code {
  return [TYPES[type]];
}

function list(items: readonly Code[]): Code {
  return [...unsigned(items.length), ...items.flat()];
}

function name(text: string): Code {
  return list([...text].map((character) => [character.charCodeAt(0)]));
}

/** LEB128. */
function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: number): Code {
  return value >= -64 && value < 64 ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)];
}
