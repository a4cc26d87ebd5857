/** `app.register(redis, { url })`: a sink that is known by what a method is handed, whatever it is called on. */
import type { ApiNode } from '../rules/trie.ts';
import { at, optionsOf, type Ref } from '../values/value.ts';
import type { Analysis } from './analysis.ts';
import { uses, type SinkUse, type Where } from './uses.ts';

/** The sinks of what a call is handed. */
export function findPassed(where: Where, analysis: Analysis): readonly SinkUse[] {
  const { module, at: expr } = where;
  const call = module.expressions[expr];
  const callee = call?.kind === 'call' ? module.expressions[call.callee] : undefined;
  if (call?.kind !== 'call' || callee?.kind !== 'member' || typeof callee.property !== 'string') return [];
  const { property } = callee;
  if (!analysis.trie.names.pluginMethods.has(property)) return [];
  const ref: Ref = { module, expr, frame: null };
  return call.args.flatMap(({ value, spread }, position) => {
    if (spread) return [];
    return optionsOf(analysis.under(where.assumptions).ask(at(ref, value))).flatMap((option) => {
      const node = option.kind === 'api' ? passedFrom(option.node, property, position) : null;
      if (option.kind !== 'api' || !node) return [];
      return uses({ kind: 'api', node, applied: [...option.applied, { ...ref, as: 'call' }] }, where, analysis);
    });
  });
}

/** The namespace of a package stands for its default export, which may be itself. */
function passedFrom(node: ApiNode, method: string, position: number): ApiNode | null {
  const find = ({ passed }: ApiNode): ApiNode | null =>
    passed.find((one) => one.method === method && one.position === position)?.node ?? null;
  const whole = node.members.get('default');
  return find(node) ?? (whole ? find(whole) : null);
}
