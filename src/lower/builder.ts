/** Collects the parts of one module while its tree is walked. The only mutable state of lowering. */
import type {
  Argument,
  BindingId,
  BindingKind,
  CallSite,
  ClassId,
  ClassInfo,
  ClassMember,
  Definition,
  Export,
  Expr,
  ExprId,
  FunctionId,
  FunctionInfo,
  Guard,
  Replaced,
  ImportEdge,
  Module,
  UnknownReason,
  Write,
} from './module.ts';

/** Where a syntax node stands: UTF-16 offsets, end exclusive. */
export interface Span {
  readonly range: readonly [number, number];
}

interface OpenBinding {
  readonly name: string;
  readonly kind: BindingKind;
  readonly function: FunctionId;
  readonly definitions: Definition[];
  readonly writes: number[];
}

type Open<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

export class ModuleBuilder {
  readonly #path: string;
  readonly #expressions: Expr[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #bindings: OpenBinding[] = [];
  readonly #functions: Open<FunctionInfo>[] = [];
  readonly #classes: Open<ClassInfo>[] = [];
  readonly #writes: Write[] = [];
  readonly #yields = new Map<FunctionId, { readonly items: Argument[]; open: boolean }>();
  readonly exports: Export[] = [];
  readonly stars: string[] = [];
  readonly imports: ImportEdge[] = [];
  readonly calls: CallSite[] = [];
  /** Where functions are kept that have a prototype, with the class once it is lowered. */
  readonly prototypes = new Map<string, ClassId | null>();
  readonly directives: string[] = [];

  constructor(path: string) {
    this.#path = path;
  }

  add(expr: Expr, span: Span): ExprId {
    this.#starts.push(span.range[0]);
    this.#ends.push(span.range[1]);
    return this.#expressions.push(expr) - 1;
  }

  /** Keeps a place for an expression whose parts refer to it: an object literal, from its methods' `this`. */
  reserve(span: Span): ExprId {
    return this.add({ kind: 'unknown', reason: 'unsupported-syntax' }, span);
  }

  fill(id: ExprId, expr: Expr): ExprId {
    this.#expressions[id] = expr;
    return id;
  }

  literal(value: string | number | boolean | null | undefined, span: Span): ExprId {
    return this.add({ kind: 'literal', value }, span);
  }

  unknown(reason: UnknownReason, span: Span): ExprId {
    return this.add({ kind: 'unknown', reason }, span);
  }

  member(object: ExprId, property: string | ExprId, span: Span): ExprId {
    return this.add({ kind: 'member', object, property }, span);
  }

  call(callee: ExprId, args: readonly Argument[], construct: boolean, span: Span): ExprId {
    return this.add({ kind: 'call', callee, args, construct }, span);
  }

  at(id: ExprId): Expr {
    const expr = this.#expressions[id];
    if (expr === undefined) throw new RangeError(`no expression ${id}`);
    return expr;
  }

  spanOf(id: ExprId): Span {
    return { range: [this.#starts[id] ?? 0, this.#ends[id] ?? 0] };
  }

  returnsOf(id: FunctionId): readonly ExprId[] {
    return this.#functions[id]?.returns ?? [];
  }

  bind(name: string, kind: BindingKind, owner: FunctionId): BindingId {
    return this.#bindings.push({ name, kind, function: owner, definitions: [], writes: [] }) - 1;
  }

  define(binding: BindingId, value: ExprId, conditional: boolean, elsewhere = false, guards?: readonly Guard[]): void {
    const definition = { value, conditional: conditional || elsewhere, elsewhere };
    const isGuarded = definition.conditional && guards !== undefined && guards.length > 0;
    this.#bindings[binding]?.definitions.push(isGuarded ? { ...definition, guards } : definition);
  }

  /** Says of the last definition of a name that it replaces others. */
  replace(binding: BindingId, replaces: Replaced): void {
    const definitions = this.#bindings[binding]?.definitions;
    const last = definitions?.at(-1);
    if (definitions && last) definitions[definitions.length - 1] = { ...last, replaces };
  }

  /** The id that the next expression gets. */
  get nextExpression(): ExprId {
    return this.#expressions.length;
  }

  /** The id that the next binding gets: those declared from here on are not below it. */
  get nextBinding(): BindingId {
    return this.#bindings.length;
  }

  binding(id: BindingId): OpenBinding {
    const binding = this.#bindings[id];
    if (binding === undefined) throw new RangeError(`no binding ${id}`);
    return binding;
  }

  /** Records a write; one whose object is a plain name is also listed with that binding, one on `this`, or a name for it, with its class. */
  write(write: Omit<Write, 'isMember'>): void {
    const isMember = this.#addWritten(write);
    const index = this.#writes.push(isMember ? { ...write, isMember } : write) - 1;
    const root = this.#rootOf(write.object);
    if (root !== null) this.binding(root).writes.push(index);
  }

  /** Adds what is written to `this` to the members of its class; whether it is that. */
  #addWritten(write: Omit<Write, 'isMember'>): boolean {
    const object = this.#thisBehind(write.object);
    if (object?.kind !== 'this') return false;
    const { owner } = object;
    if (owner.kind !== 'instance' && owner.kind !== 'static') return false;
    if (write.how !== 'property' && write.how !== 'spread') return false;
    const { value, property } = write;
    const kind = write.how === 'spread' ? 'spread' : 'field';
    // What a method writes may never be written.
    const method = this.#methodAround(write.owner);
    const isInMethod = owner.kind === 'instance' && this.#functions[method]?.name !== 'constructor';
    // Whether a function inside of the method is called, and how often, is not known.
    const isUnsure = write.conditional || method !== write.owner;
    const conditional = isUnsure || isInMethod;
    const member = { name: property ?? '', static: owner.kind === 'static', kind, value, conditional } as const;
    const by = { function: method, conditional: isUnsure };
    this.addMember(owner.class, isInMethod ? { ...member, by } : member);
    return true;
  }

  /** The method in which a function stands; itself where it stands in none. */
  #methodAround(id: FunctionId): FunctionId {
    for (let at = id, info = this.#functions[at]; info; at = info.parent, info = this.#functions[at]) {
      if (info.class !== null) return at;
    }
    return id;
  }

  /** What stands there, or what the name that stands there was given, as in `const self = this`. */
  #thisBehind(id: ExprId): Expr {
    const expr = this.at(id);
    const [only, ...others] = expr.kind === 'name' ? this.binding(expr.binding).definitions : [];
    return only && others.length === 0 ? this.at(only.value) : expr;
  }

  /** The name at which `a.b.c` begins. */
  #rootOf(object: ExprId): BindingId | null {
    const expr = this.at(object);
    if (expr.kind === 'name') return expr.binding;
    return expr.kind === 'member' ? this.#rootOf(expr.object) : null;
  }

  openFunction(info: Omit<FunctionInfo, 'parameters' | 'returns' | 'exits' | 'setter'>): FunctionId {
    return this.#functions.push({ ...info, setter: null, parameters: [], returns: [], exits: [] }) - 1;
  }

  /** Says of which property a function is the setter. */
  setSetter(id: FunctionId, property: string): void {
    const info = this.#functions[id];
    if (info) info.setter = property;
  }

  addParameter(id: FunctionId, parameter: ExprId): void {
    this.#functions[id]?.parameters.push(parameter);
  }

  addReturn(id: FunctionId, value: ExprId, guards: readonly Guard[] = []): void {
    this.#functions[id]?.returns.push(value);
    this.#functions[id]?.exits.push({ value, guards });
  }

  /** The end of a function's body is reached. */
  addEnd(id: FunctionId, guards: readonly Guard[]): void {
    this.#functions[id]?.exits.push({ value: null, guards });
  }

  /** Remembers what a generator gives; a function that never opens this returns. */
  openYields(id: FunctionId): void {
    this.#yields.set(id, { items: [], open: false });
  }

  addYield(id: FunctionId, item: Argument, conditional: boolean): void {
    const yields = this.#yields.get(id);
    if (!yields) return;
    yields.items.push(item);
    yields.open ||= conditional;
  }

  yieldsOf(id: FunctionId): { readonly items: readonly Argument[]; readonly open: boolean } | undefined {
    return this.#yields.get(id);
  }

  /** Opens a class; its body becomes a function of it. */
  openClass(info: Omit<ClassInfo, 'constructor' | 'members'>): ClassId {
    const id = this.#classes.push({ ...info, implements: [...info.implements], constructor: null, members: [] }) - 1;
    const body = this.#functions[info.body];
    if (body) body.class = id;
    return id;
  }

  setSuperclass(id: ClassId, superclass: ExprId): void {
    const info = this.#classes[id];
    if (info) info.superclass = superclass;
  }

  isCallable(id: ClassId): boolean {
    return this.#classes[id]?.callable === true;
  }

  addMember(id: ClassId, member: ClassMember): void {
    this.#classes[id]?.members.push(member);
  }

  setConstructor(id: ClassId, constructor: FunctionId): void {
    const info = this.#classes[id];
    if (!info) return;
    info.constructor = constructor;
    info.body = constructor;
  }

  finish(): Module {
    return {
      path: this.#path,
      expressions: this.#expressions,
      starts: this.#starts,
      ends: this.#ends,
      bindings: this.#bindings,
      functions: this.#functions,
      classes: this.#classes,
      exports: this.exports,
      stars: this.stars,
      imports: this.imports,
      calls: this.calls,
      writes: this.#writes,
      directives: this.directives,
      notes: [],
    };
  }
}
