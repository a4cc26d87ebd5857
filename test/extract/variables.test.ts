import { expect, it } from 'vitest';
import { parse } from '../../src/parse/parse.ts';
import { readModules } from '../../src/extract/read-modules.ts';
import type { SourceFile } from '../../src/discover/source-file.ts';
import type { Expr, Module } from '../../src/lower/module.ts';

function read(path: string, kind: SourceFile['kind'], text: string) {
  return readModules({ path, kind, component: '.', surface: 'server', size: text.length }, text, parse);
}

/** An expression as a line of text: variables as `$NAME`, unknown as `?`. */
function shown({ expressions }: Module, expr: Expr | undefined): string {
  const at = (id: number): string => shown({ expressions } as Module, expressions[id]);
  switch (expr?.kind) {
    case 'literal':
      return String(expr.value);
    case 'template':
      return expr.parts.map((part) => (typeof part === 'string' ? part : at(part))).join('');
    case 'member':
      return `$${String(expr.property)}`;
    case 'choice':
      return `(${expr.options.map(at).join(' or ')})`;
    default:
      return '?';
  }
}

it.each([
  ['https://a.example/v1', 'https://a.example/v1'],
  ['https://${HOST}/v1', 'https://$HOST/v1'],
  ['${URL:-https://a.example}', '($URL or https://a.example)'],
  ['${URL-https://${HOST:-a.example}/x}', '($URL or https://($HOST or a.example)/x)'],
  ['${URL:+https://a.example}', '?'],
  ["${env:URL, 'https://a.example'}", '($URL or https://a.example)'],
  ['${URL:https://a.example}', '($URL or https://a.example)'],
  ['$(HOST):$PORT', '$HOST:$PORT'],
  ['${{ secrets.URL }}/x', '?/x'],
  ['{{ .Values.host }}', '?'],
  ['${self:custom.url}', '?'],
  ['${input:token}', '?'],
  ['costs $5', 'costs $5'],
])('reads %j as %s', (text, expected) => {
  const [one] = read('a.yaml', 'yaml', `url: ${JSON.stringify(text)}\n`).modules;
  const object = one?.module.expressions.find((expr) => expr.kind === 'object');
  const [property] = object?.kind === 'object' ? object.properties : [];
  const id = property?.kind === 'property' ? property.value : -1;
  expect(one && shown(one.module, one.module.expressions[id])).toBe(expected);
});

it.each([
  ['a.yaml', 'yaml', 'a: 1\nb: [1\nc: 2\n', [{ line: 3, column: 1 }]],
  ['a.toml', 'toml', 'a = 1\n[b\n', [{ line: 3, column: 1 }]],
  ['a.json', 'json', '{ "a": ', []],
] as const)('says where %s is broken', (path, kind, text, expected) => {
  const { modules, failures } = read(path, kind, text);
  expect(modules).toEqual([]);
  expect(failures.map(({ line, column }) => ({ line, column }))).toEqual(expected);
});

it('reads what is written around the actions of a template, and says nothing of one that is no YAML', () => {
  const whole = read('chart/templates/a.yaml', 'yaml', '{{- if .Values.on }}\nkind: Service\n{{- end }}\n');
  expect(whole.failures).toEqual([]);
  expect(whole.modules[0]?.module.expressions).toContainEqual({ kind: 'literal', value: 'Service' });
  expect(read('chart/templates/b.yaml', 'yaml', '{{ range .x }}\na: [{{ .y }}\n b: }\n{{ end }}\n').failures).toEqual(
    [],
  );
});
