/** What the words of a module say of a method: that it is the language's own, or that it may be anything. */
import { describe, expect, test } from 'vitest';
import { isOwnMethod } from '../../src/link/own-methods.ts';
import { lower } from '../../src/lower/lower.ts';
import { parse } from '../../src/parse/parse.ts';

/** Whether the callee of the last call of a text is the language's own. */
function isOwn(text: string): boolean {
  const result = parse('main.ts', text);
  if (result.kind === 'failed') throw new Error(result.message);
  const module = lower(result.program, 'main.ts');
  const calls = module.calls.map(({ call }) => module.expressions[call]).filter((expr) => expr?.kind === 'call');
  const last = calls.at(-1);
  if (last === undefined) throw new Error('there is no call');
  return isOwnMethod(module, last.callee);
}

describe('the language is told by', () => {
  test.each([
    ['a list', `const lines = []; lines.push('a');`],
    ['a list that another name stands for', `const lines = []; const same = lines; same.push('a');`],
    ['rest parameters', `function f(...all) { all.forEach(g); }`],
    ['a text', `'a b'.split(' ');`],
    ['a template', 'const at = `${a}/b`; at.trim();'],
    ['a sum, which is a text or a number', `const at = a + b; at.toString();`],
    ['what a method of a list gives', `const lines = [a].map(f).filter(g); lines.sort();`],
    ['what a method of a text gives', `const words = \`\${a}\`.trim().split(','); words.includes('b');`],
    ['one of two of its own', `const lines = a ? [] : 'b'; lines.includes('c');`],
    ['a map that is made', `const seen = new Map(); seen.get('a');`],
    ['what its functions give', `const names = Object.keys(a); names.map(f);`],
    ['a name that is given several lists', `let lines = []; lines = [a]; lines.push('b');`],
    ['a name that leads back to itself', `let at = 'a'; at = at.trim(); at.replace('b', 'c');`],
  ])('%s', (_, text) => {
    expect(isOwn(text)).toBe(true);
  });
});

describe('it may be anything where', () => {
  test.each([
    ['nobody says what it is', `function f(lines) { lines.push('a'); }`],
    ['it was imported', `import { lines } from './lines'; lines.push('a');`],
    ['the language has no such method', `const lines = []; lines.send('a');`],
    ['only one of two has it', `const lines = a ? [] : 'b'; lines.push('c');`],
    ['one of two is not known', `const lines = a ? [] : b; lines.push('c');`],
    ['the program puts it there', `const lines = []; lines.push = send; lines.push('a');`],
    ['the program spreads something there', `const lines = []; Object.assign(lines, { push: send }); lines.push('a');`],
    ['the global is a name of the program', `class Map { get(at) {} } const seen = new Map(); seen.get('a');`],
    ['an item is called on', `const lines = [client]; lines[0].at('a');`],
    ['a method of a list gives an item', `const one = [client].find(f); one.at('a');`],
    ['too many names stand for each other', `${chain(80)} n80.push('a');`],
  ])('%s', (_, text) => {
    expect(isOwn(text)).toBe(false);
  });
});

/** `const n1 = n0; const n2 = n1; …` */
function chain(length: number): string {
  const names = Array.from({ length }, (_, index) => `const n${index + 1} = n${index};`);
  return `const n0 = []; ${names.join(' ')}`;
}
