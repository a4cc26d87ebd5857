/**
 * The calls of methods that one instance sees, where that can be told: it is followed from its construction through the calls that give
 * it back, through names, returns and arguments. Nothing is told once it goes where it is not followed.
 */
import { usesIn, type ExpressionUse } from '../../link/expression-uses.ts';
import { lookupsIn } from '../../link/lookups.ts';
import type { LinkedModule } from '../../link/program.ts';
import type { ClassMember, ExprId, FunctionId, FunctionInfo } from '../../lower/module.ts';
import type { Evaluation } from '../evaluation.ts';
import { LIMITS } from '../limits.ts';
import { argumentsAt, at, optionsOf, type ClassValue, type Frame, type InstanceValue, type Ref } from '../value.ts';
import { constructorOf } from './construction.ts';
import { calledWith } from './functions.ts';
import { ancestorsOf, classInfo } from './inheritance.ts';
import { invoked } from './names.ts';

export interface CallsOn {
  /** The calls by the name of the method. */
  readonly outside: ReadonlyMap<string, readonly Ref[]>;
  /** Those that methods of the class make themselves. */
  readonly inside: ReadonlyMap<string, readonly InsideCall[]>;
}

/** A call on `this`, with the method in which it stands; null where it is not known when that runs. */
export interface InsideCall {
  readonly call: Ref;
  readonly within: { readonly owner: ClassValue; readonly name: string; readonly function: FunctionId } | null;
}

/** All calls of methods that an instance may see; null where it goes further than can be followed. */
export function callsOn({ class: own, construction }: InstanceValue, evaluation: Evaluation): CallsOn | null {
  if (construction === null) return null;
  return evaluation.lookup(
    `calls on ${construction.module.id}:${construction.expr}@${construction.frame?.id ?? 0}`,
    () => null,
    () => {
      const search = new Search([own, ...ancestorsOf(own, evaluation)], evaluation);
      return search.all(construction) ? search : null;
    },
  );
}

/** The name of the method whose function this is; null where it is called in another way. */
export function methodOf(owner: ClassValue, id: FunctionId): string | null {
  const found = classInfo(owner)?.members.find(({ value, kind, static: isStatic }) => {
    const expr = owner.module.expressions[value];
    return kind === 'method' && !isStatic && expr?.kind === 'function' && expr.function === id;
  });
  return typeof found?.name === 'string' && !CALLED_BY_LANGUAGE.has(found.name) ? found.name : null;
}

const CALLED_BY_LANGUAGE: ReadonlySet<string> = new Set(['toString', 'toJSON', 'valueOf', 'then']);

class Search implements CallsOn {
  readonly outside = new Map<string, Ref[]>();
  readonly inside = new Map<string, InsideCall[]>();
  readonly #classes: readonly ClassValue[];
  readonly #evaluation: Evaluation;
  readonly #seen = new Set<string>();

  constructor(classes: readonly ClassValue[], evaluation: Evaluation) {
    this.#classes = classes;
    this.#evaluation = evaluation;
  }

  all(construction: Ref): boolean {
    return this.#follow(construction, false) && this.#classes.every((own) => this.#followThis(own));
  }

  /** What methods do with `this`; what they call on it they call themselves. */
  #followThis({ module, class: id }: ClassValue): boolean {
    return module.expressions.every((expr, index) => {
      if (expr.kind === 'super' && expr.class === id) {
        for (const use of usesIn(module).of(index))
          if (use.kind === 'receiver') this.#addInside(use.property ?? '', { module, expr: index, frame: null }, null);
        return true;
      }
      const isOwn = expr.kind === 'this' && expr.owner.kind === 'instance' && expr.owner.class === id;
      return !isOwn || this.#follow({ module, expr: index, frame: null }, true);
    });
  }

  #follow(ref: Ref, isThis: boolean): boolean {
    const key = `${ref.module.id}:${ref.expr}@${ref.frame?.id ?? 0}`;
    if (this.#seen.has(key)) return true;
    this.#seen.add(key);
    if (this.#seen.size > LIMITS.callerSearch) return false;
    return usesIn(ref.module)
      .of(ref.expr)
      .every((use) => this.#followUse(use, ref, isThis));
  }

  #followUse(use: ExpressionUse, ref: Ref, isThis: boolean): boolean {
    switch (use.kind) {
      case 'receiver':
        return this.#followMember(use, ref, isThis);
      case 'named':
        return usesIn(ref.module)
          .names(use.binding)
          .every((name) => this.#follow(at(ref, name), isThis));
      case 'same':
        return this.#follow(at(ref, use.expr), isThis);
      case 'returned':
        return this.#followReturn(use.function, ref, isThis);
      case 'argument':
        return this.#followArgument(use, ref, isThis);
      case 'called':
      case 'item':
      case 'kept':
        return false;
    }
  }

  #followMember(
    { member, property }: Extract<ExpressionUse, { kind: 'receiver' }>,
    ref: Ref,
    isThis: boolean,
  ): boolean {
    const uses = usesIn(ref.module).of(member);
    const methods = property === null ? null : this.#functionsNamed(property, 'method');
    const getters = property === null ? [] : this.#functionsNamed(property, 'getter');
    if (getters.length > 0) return !getters.some(mayGiveBack) || this.#follow(at(ref, member), isThis);
    if (methods?.length === 0 && !uses.some(({ kind }) => kind === 'called')) return true;
    if (property === null) return false;
    return uses.every((use) => {
      if (use.kind !== 'called' || use.construct) return false;
      const call = at(ref, use.call);
      if (isThis) this.#addInside(property, call, this.#methodAround(call));
      else append(this.outside, property, call);
      const isGivenBack = methods?.length === 0 || methods?.some(mayGiveBack) === true;
      return !isGivenBack || this.#follow(call, isThis);
    });
  }

  #addInside(name: string, call: Ref, within: InsideCall['within']): void {
    append(this.inside, name, { call, within });
  }

  #methodAround({ module, expr }: Ref): InsideCall['within'] {
    const id = lookupsIn(module).siteOf(expr)?.owner;
    const owner = this.#classes.find((own) => own.module === module && own.class === module.functions[id ?? -1]?.class);
    const method = owner && id !== undefined ? methodOf(owner, id) : null;
    return owner && method !== null && id !== undefined ? { owner, name: method, function: id } : null;
  }

  #functionsNamed(name: string, kind: ClassMember['kind']): readonly Method[] {
    return this.#classes.flatMap((own) =>
      (classInfo(own)?.members ?? []).flatMap(
        ({ name: named, value, static: isStatic, kind: of }): readonly Method[] => {
          const expr = own.module.expressions[value];
          if (
            named !== name ||
            isStatic ||
            !(of === kind || (of === 'field' && kind === 'method')) ||
            expr?.kind !== 'function'
          )
            return [];
          const info = own.module.functions[expr.function];
          return info ? [{ module: own.module, info }] : [];
        },
      ),
    );
  }

  /** Out of the function to its call; what a method gives back is followed where the method is called. */
  #followReturn(id: FunctionId, ref: Ref, isThis: boolean): boolean {
    if (isThis) {
      const owner = ref.module.functions[id]?.class;
      return this.#classes.some((own) => own.module === ref.module && own.class === owner);
    }
    for (let frame = ref.frame; frame; frame = frame.parent) {
      if (frame.function !== id || frame.module !== ref.module) continue;
      return frame.args.kind === 'call' && this.#follow(frame.args.call, false);
    }
    return false;
  }

  #followArgument({ call, index }: { call: ExprId; index: number }, ref: Ref, isThis: boolean): boolean {
    const place = at(ref, call);
    const expr = ref.module.expressions[call];
    if (expr?.kind !== 'call' || expr.args.slice(0, index).some(({ spread }) => spread)) return false;
    const callees = optionsOf(invoked(this.#evaluation.evaluate(at(ref, expr.callee)), this.#evaluation));
    return callees.every((callee) => {
      const entered = callee.kind === 'class' && expr.construct ? this.#made(callee, place) : null;
      const called =
        callee.kind === 'closure' && callee.bound.length === 0 && !expr.construct
          ? this.#evaluation.frame({ ...callee, parent: callee.frame }, calledWith(callee, place), depthOf(ref))
          : entered;
      const parameter = called?.module.functions[called.function]?.parameters[index];
      if (!called || parameter === undefined) return false;
      const given = called.module.expressions[parameter];
      if (given?.kind !== 'parameter' || given.rest) return false;
      return this.#follow({ module: called.module, expr: parameter, frame: called }, isThis);
    });
  }

  #made(callee: ClassValue, call: Ref): Frame | null {
    const found = constructorOf(callee, this.#evaluation);
    if (found === null) return null;
    const { module, function: id, frame } = found;
    return this.#evaluation.frame(
      { module, function: id, self: null, parent: frame },
      argumentsAt(call),
      depthOf(call),
    );
  }
}

function append<T>(lists: Map<string, T[]>, name: string, item: T): void {
  const known = lists.get(name);
  if (known) known.push(item);
  else lists.set(name, [item]);
}

function depthOf({ frame }: Ref): number {
  return (frame?.depth ?? 0) + 1;
}

interface Method {
  readonly module: LinkedModule;
  readonly info: FunctionInfo;
}

/** Whether a method may give back what it is called on: `return this`, also by another method of it. */
function mayGiveBack({ module, info }: Method): boolean {
  return info.returns.some((value) => isThis(value, module));
}

function isThis(id: ExprId, module: LinkedModule): boolean {
  const expr = module.expressions[id];
  switch (expr?.kind) {
    case 'this':
    case 'super':
    case 'name':
      return true;
    case 'choice':
      return expr.options.some((option) => isThis(option, module));
    case 'call':
      return isThis(expr.callee, module);
    case 'member':
      return isThis(expr.object, module);
    default:
      return false;
  }
}
