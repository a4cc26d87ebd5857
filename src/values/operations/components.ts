/** Components that are classes: what an element gives one, its constructor gets and keeps (React.Component: `this.props`). */
import { argumentAt, argumentOf } from '../arguments.ts';
import type { Evaluation } from '../evaluation.ts';
import { choice } from '../text.ts';
import { functionKey, optionsOf, type InstanceValue, type Value } from '../value.ts';
import { classMember } from './classes.ts';
import { constructorOf } from './construction.ts';
import { mayMake } from './inheritance.ts';
import { componentKeys, withInjected } from './injected.ts';

/** The `props` of an instance whose class keeps none itself: what it was made with, and its defaults. Null for a class that extends none from elsewhere. */
export function propsOf(instance: InstanceValue, evaluation: Evaluation): Value | null {
  const entered = constructorOf(instance.class, evaluation);
  if (entered === null) return null;
  const { module, function: id } = entered;
  const supposed = evaluation.supposed(functionKey(module, id));
  const given = (): Value | null => {
    if (supposed && mayMake(supposed, instance, evaluation)) return argumentOf(supposed, 0, evaluation);
    return instance.construction && argumentAt(instance.construction, 0, evaluation);
  };
  const own: Value = given() ?? {
    kind: 'hole',
    hole: { kind: 'parameter', module, function: id, index: 0, self: instance },
    trail: null,
  };
  const defaults = optionsOf(classMember(instance.class, 'defaultProps', evaluation)).filter(
    ({ kind }) => kind === 'record',
  );
  const component = (): string => componentKeys(instance.class, evaluation)[0] ?? '';
  return withInjected(choice([own, ...defaults]), component, evaluation);
}
