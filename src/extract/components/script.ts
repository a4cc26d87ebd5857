/** The script of a component, parsed by itself: its statements, and what of them stands at the top of the module. */
import type { TSESTree } from '@typescript-eslint/types';
import { patternNames } from '../../lower/scope.ts';
import type { Comment } from '../../parse/comments.ts';
import type { Parser } from '../../parse/parse.ts';
import type { Edit, Generated } from './generated.ts';
import type { Range } from './template.ts';

/** A script with its statements; offsets are those of the file. */
export interface Script extends Range {
  readonly program: TSESTree.Program;
  readonly comments: readonly Comment[];
}

/** A script that neither parser accepts. */
export interface BrokenScript {
  readonly message: string;
  readonly offset: number;
}

/** Parses what stands in a range of a file, at its place. `path` ends as the language of the script does. */
export function parseScript(path: string, text: string, range: Range, parser: Parser): Script | BrokenScript {
  const blank = text.slice(0, range.start).replaceAll(/[^\r\n]/g, ' ');
  const result = parser(path, blank + text.slice(range.start, range.end));
  return result.kind === 'failed'
    ? { message: result.message, offset: result.offset }
    : { ...range, program: result.program, comments: result.comments };
}

/** Whether a statement is one of the module, wherever in a component it is written. */
function isOfModule(statement: TSESTree.ProgramStatement, withExports: boolean): boolean {
  switch (statement.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
      return true;
    case 'ExportNamedDeclaration':
      return statement.source !== null || withExports;
    default:
      return false;
  }
}

/** Writes the statements of a script that stand at the top of the module: imports, and what it exports where it is run once. */
export function writeImports({ program }: Script, out: Generated, withExports = false): void {
  for (const statement of program.body) {
    if (isOfModule(statement, withExports)) out.copy(...statement.range).write('\n', statement.range[1]);
  }
}

/** Writes a script as the body of a function: without what stands at the top of the module, and without `export`. */
export function writeBody(script: Script, edits: readonly Edit[], out: Generated, withExports = false): void {
  const own = script.program.body.flatMap((statement): readonly Edit[] => {
    const [start, end] = statement.range;
    if (isOfModule(statement, withExports)) return [{ start, end, text: '' }];
    if (statement.type !== 'ExportNamedDeclaration') return [];
    const { declaration } = statement;
    return [{ start, end: declaration ? declaration.range[0] : end, text: '' }];
  });
  const all = [...own, ...edits].toSorted((left, right) => left.start - right.start);
  out.copy(script.start, script.end, all).write('\n', script.end);
}

/** The names that are declared at the top of a script. */
export function declaredNames({ program }: Script): ReadonlySet<string> {
  return new Set(program.body.flatMap(namesOf));
}

function namesOf(statement: TSESTree.ProgramStatement | TSESTree.NamedExportDeclarations): readonly string[] {
  switch (statement.type) {
    case 'ImportDeclaration':
      return statement.specifiers.map(({ local }) => local.name);
    case 'ExportNamedDeclaration':
      return statement.declaration ? namesOf(statement.declaration) : [];
    case 'VariableDeclaration':
      return statement.declarations.flatMap(({ id }) => patternNames(id));
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return statement.id ? [statement.id.name] : [];
    case 'TSEnumDeclaration':
      return [statement.id.name];
    default:
      return [];
  }
}

/** The name of the component that a file is: `user-avatar.vue` is `UserAvatar`. `taken` names are avoided. */
export function componentName(path: string, taken: ReadonlySet<string>): string {
  const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\..*$/, '');
  const words = stem.split(/[^A-Za-z0-9$]+/).filter((word) => word !== '');
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  const usable = /^[A-Za-z$]/.test(name) ? name : `Component${name}`;
  return taken.has(usable) ? `${usable}Component` : usable;
}
