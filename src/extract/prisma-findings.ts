/** The datasources of a Prisma schema as findings: the generated client connects to what the schema says. */
import type { SourceFile } from '../discover/source-file.ts';
import type { Finding, Reach } from '../find/finding.ts';
import { readTarget } from '../find/target.ts';
import { text, type Value } from '../values/value.ts';
import { readPrismaSchema, type PrismaDatasource, type PrismaUrl } from './prisma.ts';

/** Providers whose database is a file. */
const LOCAL_PROVIDERS = new Set(['sqlite']);

/** One finding for each URL of each datasource. */
export function prismaFindings(file: SourceFile, source: string): readonly Finding[] {
  return readPrismaSchema(source).datasources.flatMap((datasource) =>
    [datasource.url, datasource.directUrl].flatMap((url) => {
      const reach = url && reachOf(datasource, url);
      return reach ? [findingOf(file, url, reach)] : [];
    }),
  );
}

function reachOf(datasource: PrismaDatasource, url: PrismaUrl): Reach | null {
  if (LOCAL_PROVIDERS.has(datasource.provider ?? '')) return null;
  const value: Value =
    url.kind === 'literal'
      ? text(url.value)
      : { kind: 'text', parts: [{ kind: 'hole', hole: { kind: 'env', name: url.name } }], trail: null };
  const outcome = readTarget(value, {});
  if (outcome.kind === 'none' || outcome.kind === 'dynamic') return null;
  const target = url.kind === 'literal' ? url.value : `{env:${url.name}}`;
  return { outcome, how: 'config', target, isDefault: false, trail: [] };
}

function findingOf(file: SourceFile, { line, column }: PrismaUrl, reach: Reach): Finding {
  return {
    file: file.path,
    line,
    column,
    symbol: 'datasource',
    surface: 'server',
    component: file.component,
    rule: 'clients/prisma',
    api: 'datasource',
    sdk: '@prisma/client',
    service: null,
    sdkEnv: [],
    credentials: [],
    literals: [],
    reaches: [reach],
  };
}
