import type { FileLint } from './lint.ts';

export const examples: FileLint = {
  name: 'examples',
  description: 'A rule shows a match; one with sinks also what is no match or another host than the default.',
  check(file) {
    const { examples: all } = file.rule;
    const found = all.filter(
      ({ reaches, env, dynamic }) => reaches.length > 0 || (env?.length ?? 0) > 0 || dynamic === true,
    );
    if (file.family === 'functions') return [];
    if (file.family === 'services' && file.rule.sinks.length === 0) {
      return all.length > 0 || file.rule.hosts.length === 0 ? [] : ['give an example that reaches one of its hosts'];
    }
    const isLocal = file.rule.sinks.some(({ defaults }) =>
      defaults?.some((target) => /localhost|127\.0\.0\.1/.test(target)),
    );
    return [
      ...(found.length > 0 || isLocal ? [] : ['give an example that matches']),
      ...(new Set(all.map(({ reaches, env, dynamic }) => [...reaches, ...(env ?? []), dynamic === true].join())).size >
      1
        ? []
        : ['give an example that does not match, or that reaches another host']),
    ];
  },
};
