/** A syntax tree in, a module out. The only stage that knows ESTree. */
import type { TSESTree } from '@typescript-eslint/types';
import { ModuleBuilder } from './builder.ts';
import { MODULE_LEVEL, type Module } from './module.ts';
import { withCommonJsExports } from './commonjs.ts';
import { NO_GUARDS } from './guards.ts';
import { Scope, hoistVars, type Context } from './scope.ts';
import { lowerBlock } from './statements.ts';

/** Lowers a TS-ESTree program of the file at `path`. Throws RangeError when the tree is nested beyond the stack. */
export function lower(program: TSESTree.Program, path: string): Module {
  const builder = new ModuleBuilder(path);
  const cx: Context = {
    builder,
    scope: new Scope(null),
    owner: MODULE_LEVEL,
    callee: MODULE_LEVEL,
    symbol: 'module',
    place: null,
    this: null,
    conditional: false,
    loop: null,
    turn: null,
    guards: NO_GUARDS,
  };
  hoistVars(program, cx);
  lowerBlock(program.body, cx);
  builder.directives.push(...directivesOf(program));
  return withCommonJsExports(builder.finish());
}

function directivesOf(program: TSESTree.Program): readonly string[] {
  return program.body.flatMap((statement) =>
    statement.type === 'ExpressionStatement' && typeof statement.directive === 'string' ? [statement.directive] : [],
  );
}
