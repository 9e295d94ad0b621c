/**
 * Where the verifier decides, found in its source by the TypeScript compiler, and the same source with a switch at each place:
 * `__mutant(17)` is true while mutant 17 is tried, and then the check there lets everything through.
 */
import ts from 'typescript';

export type Kind =
  /** The first argument of an `expect` is true. */
  | 'expect'
  /** A fault is not told. */
  | 'fail'
  /** An `if` that turns something away is not taken. */
  | 'guard'
  /** One operand of `&&` is true, or of `||` false. */
  | 'operand'
  /** Of `a ? value : undefined` always the value. */
  | 'choice'
  /** A yes-or-no is yes. */
  | 'answer'
  /** A member in a table of shapes may be anything. */
  | 'member';

export interface Mutant {
  readonly id: number;
  readonly kind: Kind;
  /** Below the project's root. */
  readonly file: string;
  readonly line: number;
  /** The function it stands in. */
  readonly within: string;
  /** What is switched off, on one line. */
  readonly text: string;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
}

export interface Instrumented {
  readonly mutants: readonly Mutant[];
  /** Source by file. */
  readonly sources: ReadonlyMap<string, string>;
}

/** @param root absolute, with a slash at its end; `files` below it */
export function instrument(root: string, files: readonly string[]): Instrumented {
  const program = ts.createProgram(
    files.map((file) => root + file),
    { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.NodeNext, strict: true, skipLibCheck: true, noEmit: true },
  );
  const mutants: Mutant[] = [];
  const sources = new Map<string, string>();
  for (const file of files) {
    const source = program.getSourceFile(root + file);
    if (source === undefined) throw new Error(`${file} is not there`);
    const edits: Edit[] = [];
    walk(source, program.getTypeChecker(), (node, kind, before, after) => {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      const whole = kind === 'member' ? node.parent : node;
      const text = whole.getText().replace(/\s+/g, ' ');
      const id = mutants.push({ id: mutants.length, kind, file, line: line + 1, within: functionOf(node), text }) - 1;
      edits.push({ start: node.getStart(), end: node.end, before: before(id), after });
    });
    sources.set(file, rewritten(source.text, edits));
  }
  return { mutants, sources };
}

type Mark = (node: ts.Node, kind: Kind, before: (id: number) => string, after: string) => void;

function walk(root: ts.Node, checker: ts.TypeChecker, mark: Mark): void {
  const isBoolean = (node: ts.Node): boolean =>
    (checker.getTypeAtLocation(node).flags & (ts.TypeFlags.BooleanLike | ts.TypeFlags.Boolean)) !== 0;
  const yes = (node: ts.Node, kind: Kind): void => mark(node, kind, (id) => `(__mutant(${id}) || (`, '))');
  const no = (node: ts.Node, kind: Kind): void => mark(node, kind, (id) => `(!__mutant(${id}) && (`, '))');
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) onCall(node, yes, mark);
    if (ts.isIfStatement(node) && turnsAway(node.thenStatement)) no(node.expression, 'guard');
    if (isChain(node) && (isBoolean(node) || isCondition(node))) {
      const drop = node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken ? yes : no;
      for (const operand of [node.left, node.right]) if (!sameChain(operand, node)) drop(operand, 'operand');
    }
    if (ts.isConditionalExpression(node)) {
      if (isNothing(node.whenTrue)) no(node.condition, 'choice');
      else if (isNothing(node.whenFalse)) yes(node.condition, 'choice');
    }
    const answer = answerOf(node);
    if (answer !== undefined && isBoolean(answer) && !isChain(answer) && !isLiteral(answer)) yes(answer, 'answer');
    if (isShape(node)) mark(node.initializer, 'member', (id) => `__anything(${id}, `, ')');
    ts.forEachChild(node, visit);
  };
  visit(root);
}

function onCall(node: ts.CallExpression, yes: (node: ts.Node, kind: Kind) => void, mark: Mark): void {
  const { expression, arguments: args } = node;
  const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
  if (name === 'expect' && args[0] !== undefined) yes(args[0], 'expect');
  if (name === 'fail') mark(node, 'fail', (id) => `(__mutant(${id}) ? undefined : (`, '))');
}

/** `return`, `return undefined`, `return false`, `return 'malformed'`, `continue`. */
function turnsAway(then: ts.Statement): boolean {
  const [only] = ts.isBlock(then) ? then.statements.slice(-1) : [then];
  if (only === undefined) return false;
  if (ts.isContinueStatement(only)) return true;
  if (!ts.isReturnStatement(only)) return false;
  const said = only.expression;
  return said === undefined || isNothing(said) || isLiteral(said) || ts.isStringLiteral(said);
}

function isChain(node: ts.Node): node is ts.BinaryExpression {
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  return kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken;
}

/** `a && b` within `a && b && c`: its operands are marked by themselves. */
function sameChain(operand: ts.Expression, chain: ts.BinaryExpression): boolean {
  return isChain(operand) && operand.operatorToken.kind === chain.operatorToken.kind;
}

/** Whether only its truth is asked for. */
function isCondition(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isIfStatement(parent)) return parent.expression === node;
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  return (ts.isParenthesizedExpression(parent) || isChain(parent)) && isCondition(parent);
}

function isNothing(node: ts.Expression): boolean {
  if (ts.isArrayLiteralExpression(node)) return node.elements.length === 0;
  return node.kind === ts.SyntaxKind.NullKeyword || node.getText() === 'undefined';
}

function isLiteral(node: ts.Expression): boolean {
  return node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword;
}

/** What a function answers: of a `return`, or of an arrow that has a name. */
function answerOf(node: ts.Node): ts.Expression | undefined {
  if (ts.isReturnStatement(node)) return node.expression;
  const isNamed = ts.isArrowFunction(node) && ts.isVariableDeclaration(node.parent);
  return isNamed && !ts.isBlock(node.body) ? node.body : undefined;
}

/** A line of a table of shapes: `code: word` within `members(…)`, or of what is spread into one. */
function isShape(node: ts.Node): node is ts.PropertyAssignment {
  if (!ts.isPropertyAssignment(node) || !ts.isObjectLiteralExpression(node.parent)) return false;
  const { parent } = node.parent;
  if (ts.isCallExpression(parent)) return parent.expression.getText() === 'members';
  return ts.isVariableDeclaration(parent) && parent.name.getText() === 'handover';
}

function functionOf(node: ts.Node): string {
  for (let up: ts.Node | undefined = node.parent; up !== undefined; up = up.parent) {
    if (ts.isFunctionDeclaration(up) || ts.isMethodDeclaration(up)) return up.name?.getText() ?? '';
    if (ts.isVariableDeclaration(up) && ts.isSourceFile(up.parent.parent.parent)) return up.name.getText();
  }
  return '';
}

function rewritten(text: string, edits: readonly Edit[]): string {
  const length = ({ start, end }: Edit): number => end - start;
  // At one place what ends comes before what begins, the inner end before the outer, the outer beginning before the inner.
  const marks = [
    ...edits.map((edit) => ({ at: edit.start, order: 1e9 - length(edit), text: edit.before })),
    ...edits.map((edit) => ({ at: edit.end, order: length(edit) - 1e9, text: edit.after })),
  ].sort((a, b) => a.at - b.at || a.order - b.order);
  let [out, from] = ['', 0];
  for (const mark of marks) {
    out += text.slice(from, mark.at) + mark.text;
    from = mark.at;
  }
  return out + text.slice(from);
}
