/** Functions that a library makes of others: what the last one gives for what each of those before it gives, as selectors of reselect do. */
import { UNDEFINED, hole, optionsOf, type FieldsValue, type Value } from '../value.ts';
import { callWith, type BuiltinCall } from './builtins.ts';
import { contentsOf } from './contents.ts';

/** What such a function gives. An object of functions alone gives an object of what they give. */
export function composedResult(functions: Value, call: BuiltinCall): Value {
  const parts = partsOf(functions);
  const last = parts.findLastIndex(isCallable);
  if (last >= 0) {
    const inputs = parts.slice(0, last).map((input) => callWith(input, call.args, call));
    return callWith(parts[last], inputs, call);
  }
  const [only] = parts;
  return only && parts.length === 1 ? eachOf(only, call) : hole('unknown-call');
}

/** What a function gives for what it selects from, and for the arguments behind that. */
export function selectedResult(parts: Value, call: BuiltinCall): Value {
  const [held, select] = parts.kind === 'list' ? parts.items : [];
  return held ? callWith(select, [held, ...call.args.slice(1)], call) : hole('unknown-call');
}

/** The functions one by one, also those of a list among the arguments. */
function partsOf(value: Value): readonly Value[] {
  return value.kind === 'list' ? value.items.flatMap(partsOf) : [value];
}

/** Options stand behind the last function. */
function isCallable(value: Value): boolean {
  return optionsOf(value).some(({ kind }) => kind === 'closure' || kind === 'builtin' || kind === 'hole');
}

function eachOf(object: Value, call: BuiltinCall): FieldsValue {
  const { fields, isOpen } = contentsOf(object, call.evaluation);
  const results = [...fields].map(([name, field]) => [name, callWith(field, call.args, call)] as const);
  return { kind: 'fields', fields: new Map(results), open: isOpen };
}

/** The function that a rule says is made of the captured ones. */
export function composedOf(functions: Value | undefined): Value {
  return { kind: 'builtin', name: 'composed', receiver: functions ?? UNDEFINED };
}
