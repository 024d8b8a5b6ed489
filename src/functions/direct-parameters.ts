import { functions as codes } from "../diagnostics/functions.js";
import type { Span } from "../text/index.js";
import { type Failure, failure, type Value } from "../values/index.js";
import type { DirectParameter } from "./direct-call.js";
import { kindName, type ParameterKind, type Reader, scalarText, wordFor } from "./kinds.js";

/** The parameters as DirectCall has them; undefined where one is evaluated by the function itself. */
export function directParameters(
  params: Readonly<Record<string, ParameterKind>>,
  functionName: string,
): readonly DirectParameter[] | undefined {
  const parameters: DirectParameter[] = [];
  for (const [name, declared] of Object.entries(params)) {
    if (!("role" in declared)) {
      parameters.push(directParameter(name, "required", declared, null, functionName));
    } else if (declared.role === "optional") {
      parameters.push(directParameter(name, "optional", declared.kind, declared.otherwise, functionName));
    } else if (declared.role === "variadic") {
      parameters.push(directParameter(name, "variadic", declared.kind, null, functionName));
    } else {
      return undefined;
    }
  }
  return parameters;
}

function directParameter(
  name: string,
  role: DirectParameter["role"],
  kind: Reader<unknown>,
  otherwise: unknown,
  functionName: string,
): DirectParameter {
  const refuseValue = (value: Exclude<Value, null>) => refuse(value, kind, name, functionName, null);
  return { name, role, read: kind.read, kind: wordFor(kind), otherwise, refuse: refuseValue };
}

/** The failure of a value that cannot be read as a parameter's kind. */
export function refuse(
  value: Exclude<Value, null>,
  kind: Reader<unknown>,
  argument: string,
  functionName: string,
  span: Span | null,
): Failure {
  const found = kindName(value);
  return failure(codes.XM5003, { functionName, argument, wanted: kind.label, found, text: shown(value) }, span);
}

function shown(value: Exclude<Value, null>): string | null {
  return scalarText(value) ?? null;
}
