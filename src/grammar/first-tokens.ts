/* Written by `npm run grammar` from the rules of the parsers. */

/**
 * The kinds of tokens by which each decision of a rule goes: of an OR those that each alternative begins with, of the others
 * those that what may come begins with. Rules stand in the order in which they are defined.
 */
export const FIRST_TOKENS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  literal: {
    OR: ["string", "number", "column", "regex", "true", "false", "null"],
  },
  group: {},
  array: {
    OR1: [
      "ellipsis",
      "prefix sign name string number column regex true false null openParen openBracket openBrace templateStart",
    ],
    OR2: [
      "ellipsis",
      "prefix sign name string number column regex true false null openParen openBracket openBrace templateStart",
    ],
    MANY: ["comma"],
    OPTION: [
      "ellipsis prefix sign name string number column regex true false null openParen openBracket openBrace templateStart",
    ],
  },
  braces: {
    OR: [
      "colon",
      "prefix sign name string number column regex true false null openParen openBracket openBrace templateStart",
    ],
    MANY: ["comma"],
    OPTION: [
      "colon prefix sign name string number column regex true false null openParen openBracket openBrace templateStart",
    ],
    OPTION1: ["colon"],
  },
  template: {
    OR: ["templateText", "templateOpen"],
    MANY: ["templateText templateOpen"],
  },
  expression: {
    OR: ["question", "elvis"],
    OPTION: ["question elvis"],
  },
  binary: {
    OR: ["infix", "sign", "star"],
    MANY: ["infix sign star"],
  },
  unary: {
    OR: [
      "prefix sign",
      "name string number column regex true false null openParen openBracket openBrace templateStart",
    ],
  },
  prefixed: {
    OR: ["prefix", "sign"],
  },
  postfix: {
    OR: ["dot safeDot", "openBracket", "openParen"],
    MANY: ["dot safeDot openBracket openParen"],
  },
  member: {
    OR1: ["dot", "safeDot"],
    OR2: ["name", "string", "templateStart"],
    OPTION: ["openParen"],
  },
  index: {
    OR: [
      "star",
      "prefix sign name string number column regex true false null openParen openBracket openBrace templateStart",
    ],
  },
  primary: {
    OR: [
      "name",
      "string number column regex true false null",
      "openParen",
      "openBracket",
      "openBrace",
      "templateStart",
    ],
  },
  named: {
    OPTION1: ["colon"],
    OPTION2: ["openParen"],
  },
  arguments: {
    MANY: ["comma"],
    OPTION: [
      "name openParen prefix sign string number column regex true false null openBracket openBrace templateStart",
    ],
  },
  argument: {
    OR: [
      "name openParen",
      "prefix sign name string number column regex true false null openParen openBracket openBrace templateStart",
    ],
  },
  lambda: {
    OR: ["name", "openParen"],
    MANY_SEP: ["name"],
  },
  targetSide: {
    MANY: ["annotation"],
  },
  target: {
    OR: ["dot", "openBracket"],
    MANY: ["dot openBracket"],
  },
  targetName: {
    OR: ["name", "column", "tenant", "number"],
  },
  targetItem: {
    OR: ["star", "number"],
  },
  annotation: {
    OPTION: ["openParen"],
    MANY_SEP: ["name string number"],
  },
  annotationArgument: {
    OR: ["name", "string", "number"],
    OR2: ["name", "string", "number"],
    OPTION: ["colon"],
  },
  sourceFields: {
    MANY: ["comma"],
    OPTION1: ["name string column"],
    OPTION2: ["comma"],
  },
  sourceField: {
    OR: ["name", "string", "column"],
  },
  sourceType: {
    OR: ["name", "openBrace"],
    MANY: ["openBracket"],
  },
  record: {
    MANY: ["comma"],
    OPTION1: ["string name column tenant number"],
    OPTION2: ["comma"],
  },
  dataEntry: {
    OR: ["string", "name column tenant number"],
  },
  dataValue: {
    OR: ["string", "number", "name", "openBrace", "openBracket"],
  },
  wordValue: {
    OPTION: ["name"],
  },
  dataList: {
    MANY: ["comma"],
    OPTION1: ["string number name openBrace openBracket"],
    OPTION2: ["comma"],
  },
  givenRows: {
    OR: ["openBracket", "openBrace name"],
    MANY: ["comma"],
    OPTION: ["comma"],
  },
  givenRow: {
    OR: ["openBrace", "name"],
  },
  expectations: {
    OR: ["openBracket", "openBrace name"],
    MANY: ["comma"],
    OPTION: ["comma"],
  },
  expectation: {
    OR: ["openBrace", "name", "name"],
    OPTION1: ["name"],
    OPTION2: ["name"],
  },
  settingValues: {
    OR: ["string", "number"],
    AT_LEAST_ONE_SEP: ["string number"],
  },
  texts: {
    AT_LEAST_ONE_SEP: ["string"],
  },
  textLiteral: {},
  delta: {
    MANY: ["name"],
  },
  column: {
    OR: ["name", "column"],
    MANY: ["dot"],
  },
  letHead: {},
  defHead: {
    MANY_SEP: ["name"],
  },
  tableStatement: {
    MANY: ["comma"],
    OPTION1: ["reserved name infix prefix string number column regex true false null sign"],
    OPTION2: ["comma"],
  },
  tableEntry: {
    OR: ["reserved", "name", "infix", "prefix", "string number column regex true false null", "prefix sign"],
  },
};
