/** Whether all that the setter of a pair is told can be seen: `const [url, setUrl] = useState('')`. */
import type { ExprId } from '../lower/module.ts';
import { usesIn, type ExpressionUse } from './expression-uses.ts';
import { terminalName } from './names.ts';
import type { LinkedModule } from './program.ts';

/** Where the value and its setter are in a pair. */
const [VALUE, SETTER] = ['0', '1'];

/** Whether a pair is taken apart where it is made, and its setter called and nothing else: not handed on, kept or returned. */
export function isOnlyCalled(module: LinkedModule, pair: ExprId): boolean {
  const taken = usesIn(module).of(pair);
  const isSeen = (use: ExpressionUse): boolean =>
    use.kind === 'receiver' && (use.property === VALUE || (use.property === SETTER && isCalled(module, use.member)));
  return taken.length > 0 && taken.every(isSeen);
}

function isCalled(module: LinkedModule, setter: ExprId): boolean {
  const { of, names } = usesIn(module);
  const isHarmless = (use: ExpressionUse): boolean =>
    use.kind === 'called' || (use.kind === 'item' && of(use.list).every((one) => isWatched(one, module)));
  return of(setter).every((use) =>
    use.kind === 'named' ? names(use.binding).every((name) => of(name).every(isHarmless)) : isHarmless(use),
  );
}

/** A list that a hook is told to watch: `useEffect(load, [setUrl])`. */
function isWatched(use: ExpressionUse, module: LinkedModule): boolean {
  if (use.kind !== 'argument' || use.index === 0) return false;
  const call = module.expressions[use.call];
  return call?.kind === 'call' && /^use[A-Z]/.test(terminalName(module, call.callee) ?? '');
}
