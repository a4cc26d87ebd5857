/** A class where a module of a framework would take a function: `TypeOrmModule.forRootAsync({ useClass: DatabaseConfig })`. */
import type { Evaluation } from './evaluation.ts';
import { fieldIsWritten } from './operations/records.ts';
import { classInfo } from './operations/inheritance.ts';
import { instanceMember } from './operations/classes.ts';
import { memberOf } from './operations/members.ts';
import { choice } from './text.ts';
import { optionsOf, type ClassValue, type Value } from './value.ts';

/** How NestJS calls the one method of such a class: `createTypeOrmOptions`, `create` (https://docs.nestjs.com/fundamentals/dynamic-modules). */
const CREATES = /^create(?:[A-Z]|$)/;

/** What stands for `useFactory` among options that name a class instead; null where they do not. */
export function factoryOfClass(options: Value, evaluation: Evaluation): Value | null {
  const found = optionsOf(options).flatMap((object) =>
    ['useClass', 'useExisting'].flatMap((key) =>
      fieldIsWritten(object, key, evaluation) ? optionsOf(memberOf(object, key, evaluation)) : [],
    ),
  );
  const factories = found.flatMap((one) => (one.kind === 'class' ? methodsOf(one, evaluation) : []));
  return factories.length === 0 ? null : choice(factories);
}

function methodsOf(type: ClassValue, evaluation: Evaluation): readonly Value[] {
  const names = (classInfo(type)?.members ?? []).flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
  return [...new Set(names)]
    .filter((name) => CREATES.test(name))
    .map((name) =>
      instanceMember({ kind: 'instance', class: type, construction: null, exact: false }, name, evaluation),
    );
}
