/**
 * Settings that are registered in one place and read by path in another: a container's configuration, files of a folder, the defaults
 * of a library. Where each of them counts is decided while the program runs, so all of them do.
 */
import { laterOf } from '../../link/later.ts';
import { terminalName } from '../../link/names.ts';
import { filesAt, isObjectData, modulesMatching } from '../../link/files-matching.ts';
import type { Program } from '../../link/program.ts';
import type { PathEnd } from '../../rules/trie.ts';
import { capturesAt, type Captures } from '../captures.ts';
import type { Evaluation } from '../evaluation.ts';
import { choice, closedText, mapOptions } from '../text.ts';
import type { SchemaValue } from '../described.ts';
import { UNDEFINED, hole, optionsOf, text, type ApiValue, type Ref, type Value } from '../value.ts';
import { apiInvoke } from './api.ts';
import { callWith } from './builtins.ts';
import { fieldsOf } from './contents.ts';
import { anyMember } from './any-members.ts';
import { memberOf } from './members.ts';
import { exportNamed } from './names.ts';
import { namedAt } from './refs.ts';
import { described, isPresent } from './schema-notation.ts';
import { fieldNamed, parseWith, variableNamed, withFallback } from './schemas.ts';

/** Settings that nothing checks. */
export const NO_SCHEMA = { kind: 'schema', says: new Map(), keys: {}, methods: null } as const;

type FunctionEnd = Extract<PathEnd, { kind: 'function' }>;

/** The setting that a call reads, or all of them when it names none. */
export function settingAt(
  end: FunctionEnd,
  api: ApiValue,
  schema: SchemaValue,
  captures: Captures,
  evaluation: Evaluation,
): Value {
  const ref = api.applied.at(-1);
  if (!ref && captures.size > 0) return hole('unknown-call');
  const registered = registrationsOf(end.rule.id, evaluation);
  const own = api.self && ref ? [parseWith(api.self, UNDEFINED, ref, evaluation)].filter(isPresent) : [];
  const prefix = end.function.variables;
  const told = registered
    .flatMap((one) => objectsOf(one, evaluation))
    .map((one) => (prefix === undefined ? one : overridable(one, prefix, evaluation)));
  const objects = [...own, ...filesOf(end, evaluation), ...told];
  const path = captures.get('path') ?? captures.get('name');
  if (!path || !ref) return objects.length > 0 ? choice(objects) : hole('unknown-call');
  const found = mapOptions(path.value, (one) => {
    const at = memberAt(objects, one, evaluation);
    const closed = closedText(one) ?? '';
    const isVariable = captures.has('name') && (at === null || at.kind === 'hole') && !/[.:]/.test(closed);
    return isVariable ? variable(one, registered, evaluation) : (at ?? hole('unknown-member', closed));
  });
  const fallback = captures.get('fallback')?.value;
  return fallback ? withFallback(found, fallback, schema, ref, evaluation) : found;
}

/** Settings that a variable may override each: `public.apiBase` by `NUXT_PUBLIC_API_BASE`. */
function overridable(value: Value, prefix: string, evaluation: Evaluation): Value {
  const fields = fieldsOf(value, evaluation);
  if (!fields) {
    const isSetting = value.kind === 'text' || value.kind === 'constant';
    const override = variableNamed(text(prefix));
    // An empty setting is there to be filled.
    return isSetting ? choice(closedText(value) === '' ? [override] : [value, override]) : value;
  }
  const named = [...fields].map(([name, field]): readonly [string, Value] => {
    const key = `${prefix}${prefix.endsWith('_') ? '' : '_'}${name.replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, '_').toUpperCase()}`;
    return [name, mapOptions(field, (one) => overridable(one, key, evaluation))];
  });
  return { kind: 'fields', fields: new Map(named), open: false };
}

/** The data of a file of the repository; of its path the end must be known. */
export function dataOfFile(path: Value | undefined, ref: Ref | undefined, evaluation: Evaluation): Value {
  if (!ref || !path) return hole('file-content');
  return mapOptions(path, (one) => {
    if (one.kind === 'list') return choice(one.items.map((item) => dataOfFile(item, ref, evaluation)));
    if (one.kind !== 'text') return hole('file-content');
    const path = one.parts.map((part) => (part.kind === 'text' ? part.text : '*')).join('');
    const data = filesAt(evaluation.program, ref.module, path).filter(isObjectData);
    return data.length > 0
      ? choice(data.map((module) => exportNamed(module, 'default', evaluation)))
      : hole('file-content');
  });
}

/** `'database.host'`, `'database:host'`: a member of a member, of whichever object has it; null when none has. */
function memberAt(objects: readonly Value[], path: Value, evaluation: Evaluation): Value | null {
  const closed = closedText(path);
  const found = objects.map((object) =>
    closed === null
      ? anyMember(object, evaluation)
      : closed.split(/[.:]/).reduce((inner, name) => memberOf(inner, name, evaluation), object),
  );
  const present = found.flatMap(optionsOf).filter(isPresent);
  return present.length > 0 ? choice(present) : null;
}

/** A variable, through the schema or function that checks the environment, where one is registered. */
function variable(name: Value, registered: readonly Registration[], evaluation: Evaluation): Value {
  const given = variableNamed(name);
  const closed = closedText(name);
  if (closed === null) return given;
  const checked = registered.flatMap(({ captures, ref }): readonly Value[] => {
    const schema = captures.get('schema')?.value;
    const field = schema?.kind === 'schema' ? fieldNamed(schema, closed, evaluation) : null;
    if (field) return [parseWith(field, given, ref, evaluation)];
    const transform = captures.get('transform')?.value;
    if (!transform) return [];
    const environment: Value = { kind: 'environment' };
    const member = memberOf(callWith(transform, [environment], { args: [], ref, evaluation }), closed, evaluation);
    return member.kind === 'hole' || !isPresent(member) ? [] : [member];
  });
  return checked.length > 0 ? choice(checked) : given;
}

interface Registration {
  readonly captures: Captures;
  readonly ref: Ref;
}

/** What a registration adds: an object, the result of a function, or either under a name. */
function objectsOf({ captures, ref }: Registration, evaluation: Evaluation): readonly Value[] {
  const path = captures.get('path')?.value;
  if (path) return optionsOf(dataOfFile(path, ref, evaluation)).filter(({ kind }) => kind !== 'hole');
  const value = captures.get('value')?.value;
  if (!value) return [];
  const whole = mapOptions(value, (one) =>
    one.kind === 'closure'
      ? callWith(one, [UNDEFINED, namedAt(hole('unknown-call'), ref)], { args: [], ref, evaluation })
      : one,
  );
  const member = captures.get('member');
  const name = member ? closedText(member.value) : null;
  if (!member) return optionsOf(whole);
  return name === null ? [] : [{ kind: 'fields', fields: new Map([[name, whole]]), open: false }];
}

function filesOf(end: FunctionEnd, evaluation: Evaluation): readonly Value[] {
  const { files = [], namedBy = [], keys = {} } = end.function;
  if (files.length === 0) return [];
  const held = modulesMatching(evaluation.program, files).flatMap((module) =>
    optionsOf(exportNamed(module, 'default', evaluation)),
  );
  const naming = modulesMatching(evaluation.program, namedBy).map((module): Value => {
    const ref: Ref = { module, expr: 0, frame: null };
    const schema = described(exportNamed(module, 'default', evaluation), keys, null, evaluation);
    return parseWith(schema, UNDEFINED, ref, evaluation);
  });
  return [...naming, ...held.filter(({ kind }) => kind !== 'hole')];
}

/** The calls of the program that register settings of a rule. A name is looked at before anything is evaluated. */
function registrationsOf(rule: string, evaluation: Evaluation): readonly Registration[] {
  const names = evaluation.trie.names.registrations.get(rule);
  if (!names) return [];
  return evaluation.lookup<readonly Registration[]>(
    `settings of ${rule}`,
    () => [],
    () => candidates(rule, names, evaluation.program).flatMap((call) => registrationsAt(rule, call, evaluation)),
  );
}

function registrationsAt(rule: string, ref: Ref, evaluation: Evaluation): readonly Registration[] {
  const expr = ref.module.expressions[ref.expr];
  if (expr?.kind !== 'call') return [];
  return optionsOf(evaluation.evaluate({ ...ref, expr: expr.callee })).flatMap((callee) => {
    const api = callee.kind === 'api' ? apiInvoke(callee, 'call', ref) : null;
    return (api?.node.ends ?? []).flatMap((end) => {
      if (!api || end.kind !== 'function' || end.rule.id !== rule || end.function.returns !== 'registered') return [];
      const captures = capturesAt(end, api.applied, evaluation);
      return captures ? [{ captures, ref }] : [];
    });
  });
}

/** By program and rule: which calls have the right name does not depend on what is supposed. */
const candidatesIn = laterOf((_program: Program) => new Map<string, readonly Ref[]>());

function candidates(rule: string, names: ReadonlySet<string>, program: Program): readonly Ref[] {
  const known = candidatesIn(program);
  const found = known.get(rule);
  if (found) return found;
  const refs = program.modules.flatMap((module) =>
    module.calls.flatMap(({ call }): readonly Ref[] => {
      const expr = module.expressions[call];
      const name = expr?.kind === 'call' ? terminalName(module, expr.callee) : null;
      return name !== null && names.has(name) ? [{ module, expr: call, frame: null }] : [];
    }),
  );
  known.set(rule, refs);
  return refs;
}
