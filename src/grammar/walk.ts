import type { Expression, MemberName, TemplateLiteral } from "./tree.js";

/** The expressions directly inside one, in the order of the text. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "null":
    case "boolean":
    case "number":
    case "string":
    case "regex":
    case "name":
    case "quoted-column":
    case "invalid":
      return [];
    case "template":
      return partsOf(expression);
    case "array":
    case "set":
      return expression.items;
    case "map":
      return expression.entries.flatMap(({ key, value }) => [key, value]);
    case "member":
      return expression.property.kind === "template"
        ? [expression.object, ...partsOf(expression.property.template)]
        : [expression.object];
    case "index":
      return [expression.object, expression.index];
    case "wildcard":
      return [expression.object];
    case "call":
      return expression.arguments;
    case "method-call":
      return [expression.object, ...expression.arguments];
    case "invoke":
      return [expression.callee, ...expression.arguments];
    case "unary":
      return [expression.operand];
    case "binary":
      return [expression.left, expression.right];
    case "conditional":
      return [expression.condition, expression.then, expression.otherwise];
    case "group":
      return [expression.expression];
    case "lambda":
      return [expression.body];
  }
}

function partsOf(template: TemplateLiteral): Expression[] {
  return template.parts.flatMap((part) => (part.kind === "value" ? [part.expression] : []));
}

/** Visits an expression and all inside it, parents first, in the order of the text. Return false to skip what is inside. */
export function walkExpression(expression: Expression, visit: (expression: Expression) => boolean | undefined): void {
  if (visit(expression) === false) return;
  for (const child of childrenOf(expression)) walkExpression(child, visit);
}

/** The same expression with every direct child replaced by what `change` gives; spans stay. One level: call it again to go deeper. */
export function mapExpression(expression: Expression, change: (child: Expression) => Expression): Expression {
  switch (expression.kind) {
    case "null":
    case "boolean":
    case "number":
    case "string":
    case "regex":
    case "name":
    case "quoted-column":
    case "invalid":
      return expression;
    case "template":
      return mapTemplate(expression, change);
    case "array":
    case "set":
      return { ...expression, items: expression.items.map(change) };
    case "map":
      return {
        ...expression,
        entries: expression.entries.map(({ key, value }) => ({ key: change(key), value: change(value) })),
      };
    case "member":
      return { ...expression, object: change(expression.object), property: mapMemberName(expression.property, change) };
    case "index":
      return { ...expression, object: change(expression.object), index: change(expression.index) };
    case "wildcard":
      return { ...expression, object: change(expression.object) };
    case "call":
      return { ...expression, arguments: expression.arguments.map(change) };
    case "method-call":
      return { ...expression, object: change(expression.object), arguments: expression.arguments.map(change) };
    case "invoke":
      return { ...expression, callee: change(expression.callee), arguments: expression.arguments.map(change) };
    case "unary":
      return { ...expression, operand: change(expression.operand) };
    case "binary":
      return { ...expression, left: change(expression.left), right: change(expression.right) };
    case "conditional":
      return {
        ...expression,
        condition: change(expression.condition),
        then: change(expression.then),
        otherwise: change(expression.otherwise),
      };
    case "group":
      return { ...expression, expression: change(expression.expression) };
    case "lambda":
      return { ...expression, body: change(expression.body) };
  }
}

function mapTemplate(template: TemplateLiteral, change: (child: Expression) => Expression): TemplateLiteral {
  return {
    ...template,
    parts: template.parts.map((part) =>
      part.kind === "value" ? { ...part, expression: change(part.expression) } : part,
    ),
  };
}

function mapMemberName(property: MemberName, change: (child: Expression) => Expression): MemberName {
  return property.kind === "template" ? { ...property, template: mapTemplate(property.template, change) } : property;
}
