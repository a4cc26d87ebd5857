/** What the type of a module's default export says, printed. */
import { createResolver } from '../../src/link/resolve.ts';
import { createTypeOracle, type TypeAlternative } from '../../src/types/oracle.ts';
import { builtInRules } from './analyze-text.ts';

/** Asks for the type of the expression after `export default` in `main.ts`, among files given as path to text. */
export function typeOfDefault(
  files: Readonly<Record<string, string>>,
  onRead: (path: string) => void = () => {},
): string {
  const oracle = createTypeOracle({
    textOf(path) {
      onRead(path);
      return files[path] ?? null;
    },
    resolve: createResolver(new Set(Object.keys(files)), [], () => null),
    packages: builtInRules().positions.modules,
    limits: { questions: 10, files: { near: 3, receiver: 5, far: 10 }, alternatives: 64 },
  });
  const text = files['main.ts'] ?? '';
  const [whole = '', expression = ''] = /export default (.*?)(?:;|$)/.exec(text) ?? [];
  const start = text.indexOf(whole) + 'export default '.length;
  const inner = expression.replace(/^await | as .*$/g, '');
  const from = start + expression.indexOf(inner);
  const answer = oracle.ask({ path: 'main.ts', start: from, end: from + inner.length, reach: 'far' });
  if (answer === null || answer === 'open') return answer ?? 'unknown';
  return answer.alternatives.map(print).join(' | ');
}

function print(one: TypeAlternative): string {
  switch (one.kind) {
    case 'text':
      return one.parts.map((part) => part ?? '{?}').join('');
    case 'constant':
      return String(one.value);
    case 'api':
      return `api after ${one.calls} calls`;
    case 'instance':
      return `instance of ${one.path}`;
  }
}
