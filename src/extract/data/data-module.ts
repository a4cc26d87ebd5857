/** Configuration as a module that exports it, so that rules match it like configuration that is code. */
import { ModuleBuilder, type Span } from '../../lower/builder.ts';
import type { ExprId, Module } from '../../lower/module.ts';
import type { DataNode } from './data-node.ts';

/** The module of a document. `path` is that of the file. */
export function dataModule(path: string, document: DataNode): Module {
  const builder = new ModuleBuilder(path);
  const value = lowerNode(document, builder);
  builder.exports.push({ name: 'default', value });
  return builder.finish();
}

function lowerNode(node: DataNode, builder: ModuleBuilder): ExprId {
  const span: Span = { range: node.range };
  switch (node.kind) {
    case 'scalar':
      return builder.literal(node.value, span);
    case 'variable': {
      const object = builder.add({ kind: 'global', name: 'process' }, span);
      const environment = builder.add({ kind: 'member', object, property: 'env' }, span);
      return builder.add({ kind: 'member', object: environment, property: node.name }, span);
    }
    case 'text': {
      const parts = node.parts.map((part) => part ?? builder.unknown('unsupported-syntax', span));
      return builder.add({ kind: 'template', parts }, span);
    }
    case 'rendered': {
      const unknown = (): ExprId => builder.unknown('rendered', span);
      const parts = node.parts.map((part) => {
        if (part === null) return unknown();
        if (typeof part === 'string') return part;
        // What the values of a chart lack is filled in when it is installed.
        return builder.add({ kind: 'choice', operator: '??', options: [lowerNode(part, builder), unknown()] }, span);
      });
      return builder.add({ kind: 'template', parts }, span);
    }
    case 'file': {
      const module = builder.add(
        { kind: 'module', specifier: builder.literal(node.path, span), required: false },
        span,
      );
      return ['default', ...node.keys].reduce((object, key) => {
        const property = key ?? builder.unknown('rendered', span);
        return builder.add({ kind: 'member', object, property, optional: true }, span);
      }, module);
    }
    case 'either': {
      const options = node.options.map((option) => lowerNode(option, builder));
      return builder.add({ kind: 'choice', operator: '?:', options }, span);
    }
    case 'list': {
      const items = node.items.map((item) => ({ value: lowerNode(item, builder), spread: false }));
      return builder.add({ kind: 'array', items }, span);
    }
    case 'map': {
      const properties = node.entries.map(
        ({ key, value }) => ({ kind: 'property', key, value: lowerNode(value, builder) }) as const,
      );
      return builder.add({ kind: 'object', properties }, span);
    }
  }
}
