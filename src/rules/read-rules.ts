/** Rule files from a folder, validated. Used when the bundle is built, by tests, and for users' own rules; never at start-up. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { compileRule, type CompiledRule, type RuleFamily, type RuleFile } from './rule.ts';
import { clientSchema, functionSchema, serviceSchema } from './schema.ts';

const FAMILIES: readonly RuleFamily[] = ['services', 'clients', 'functions'];

/** What is wrong with a rule file, in one line. */
export interface RuleFault {
  readonly file: string;
  readonly message: string;
}

export interface RuleFiles {
  readonly files: readonly RuleFile[];
  readonly faults: readonly RuleFault[];
}

/** Reads and validates every rule file below `folder`, in order of family and name. */
export function readRuleFiles(folder: string): RuleFiles {
  const files: RuleFile[] = [];
  const faults: RuleFault[] = [];
  for (const family of FAMILIES) {
    for (const name of readdirSync(join(folder, family))
      .filter((one) => one.endsWith('.json'))
      .toSorted()) {
      const file = `${family}/${name}`;
      try {
        files.push(
          validate(family, name.slice(0, -'.json'.length), JSON.parse(readFileSync(join(folder, file), 'utf8'))),
        );
      } catch (error) {
        faults.push({ file, message: describe(error) });
      }
    }
  }
  return { files, faults };
}

/** Compiles rule files, collecting what their snippets have wrong. */
export function compileRules(files: readonly RuleFile[]): {
  readonly rules: readonly CompiledRule[];
  readonly faults: readonly RuleFault[];
} {
  const rules: CompiledRule[] = [];
  const faults: RuleFault[] = [];
  for (const file of files) {
    try {
      rules.push(compileRule(file));
    } catch (error) {
      faults.push({ file: `${file.family}/${file.id}.json`, message: describe(error) });
    }
  }
  return { rules, faults };
}

function validate(family: RuleFamily, id: string, data: unknown): RuleFile {
  switch (family) {
    case 'services':
      return { family, id, rule: serviceSchema.parse(data) };
    case 'clients':
      return { family, id, rule: clientSchema.parse(data) };
    case 'functions':
      return { family, id, rule: functionSchema.parse(data) };
  }
}

function describe(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error).replaceAll('\n', '; ');
  return error instanceof Error ? error.message : String(error);
}
