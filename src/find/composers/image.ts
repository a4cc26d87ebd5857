/** `image`: the registry of a container image, `ghcr.io/acme/api:1.2`; `action`: what a step of a workflow uses. */
import { createCodec } from '../../values/codec.ts';
import type { Evaluation } from '../../values/evaluation.ts';
import { memberOf } from '../../values/operations/members.ts';
import { concatenate, fromParts, mapOptions } from '../../values/text.ts';
import { NEVER, text, type TextValue, type Value } from '../../values/value.ts';
import type { Compose } from './compose.ts';

/** Where an image without a registry is pulled from (https://docs.docker.com/reference/cli/docker/image/pull/). */
const DEFAULT_REGISTRY = 'docker.io';

export const fromImage: Compose = (roles) => {
  const image = roles.get('name');
  if (image) return mapOptions(image, registryOf);
  const described = roles.get('object');
  return described && mapOptions(described, (option) => registryOf(nameOf(option, roles.evaluation)));
};

/** `{ registry: 'quay.io', repository: 'acme/api' }`: the name that charts put together. */
function nameOf(described: Value, evaluation: Evaluation): Value {
  if (described.kind !== 'record' && described.kind !== 'fields') return described;
  const [registry, repository] = ['registry', 'repository'].map((key) => memberOf(described, key, evaluation));
  if (repository?.kind !== 'text') return NEVER;
  return registry?.kind === 'text' && registry.parts.length > 0
    ? concatenate([registry, text('/'), repository])
    : repository;
}

/** `actions/checkout@v4` is fetched from GitHub, `docker://…` is an image, `./…` stands in the repository itself. */
export const fromAction: Compose = (roles) => {
  const used = roles.get('name');
  return used && mapOptions(used, usedAt);
};

function usedAt(used: Value): Value {
  if (used.kind !== 'text') return used;
  const written = used.parts[0]?.kind === 'text' ? used.parts[0].text : '';
  if (written.startsWith('docker://')) return registryOf(withoutScheme(used));
  return /^[\w-][\w.-]*\/[\w.-]+/.test(written) ? addressed('github.com', used) : NEVER;
}

/** The registry of an image: the first part of its name where that holds a dot or a port. */
export function registryOf(image: Value): Value {
  if (image.kind !== 'text') return image;
  const codec = createCodec();
  const written = codec.write(image.parts) ?? '';
  const [first = '', ...rest] = written.split('/');
  const isRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  if (isRegistry) return codec.read(`https://${written}`, image.trail);
  const [start] = image.parts;
  if (start?.kind === 'text') return addressed(DEFAULT_REGISTRY, image);
  // A name that is not known from its start on may hold a registry; that of a chart is said by its values.
  return start?.kind === 'hole' && start.hole.kind === 'unknown' && start.hole.reason === 'rendered' ? NEVER : image;
}

/** With the whole name, so that each image and action is told from the others. */
function addressed(host: string, { parts, trail }: TextValue): Value {
  return fromParts([{ kind: 'text', text: `https://${host}/` }, ...parts], trail);
}

function withoutScheme(value: TextValue): Value {
  const codec = createCodec();
  return codec.read((codec.write(value.parts) ?? '').replace(/^docker:\/\//, ''), value.trail);
}
