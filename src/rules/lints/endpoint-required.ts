import { sinksOf, type FileLint } from './lint.ts';

export const endpointRequired: FileLint = {
  name: 'endpoint-required',
  description: 'A sink without defaults, also, env and elsewhere says in require which role names the endpoint.',
  check: (file) =>
    sinksOf(file).flatMap(({ match, defaults, also, env, require, elsewhere }) =>
      defaults || also || env || require || elsewhere
        ? []
        : [`${[match].flat()[0]} has no default: require the role that it needs`],
    ),
};
