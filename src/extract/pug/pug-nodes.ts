/** The nodes of a Pug template that mean something here, as pug-parser 6 gives them: https://github.com/pugjs/pug/tree/master/packages/pug-parser. */

/** Where a node begins; both count from 1. */
export interface PugPlace {
  readonly line: number;
  readonly column: number;
}

export interface PugBlock {
  readonly type: 'Block' | 'NamedBlock';
  readonly nodes: readonly PugNode[];
}

export interface PugAttribute extends PugPlace {
  readonly name: string;
  /** An expression; `true` where the name stands alone. */
  readonly val: string | boolean;
}

interface Attributes extends PugPlace {
  readonly attrs: readonly PugAttribute[];
  /** `&attributes(all)`. */
  readonly attributeBlocks: readonly (PugPlace & { readonly val: string })[];
}

export interface PugTag extends Attributes {
  readonly type: 'Tag';
  readonly name: string;
  readonly block: PugBlock;
  /** What stands behind `=`. */
  readonly code?: PugCode;
}

/** `#{name}(src=…)`: a tag whose name is an expression. */
export interface PugInterpolatedTag extends Attributes {
  readonly type: 'InterpolatedTag';
  readonly expr: string;
  readonly block: PugBlock;
  readonly code?: PugCode;
}

export interface PugText extends PugPlace {
  readonly type: 'Text';
  readonly val: string;
}

/** A statement, or an expression that is written out (`buffer`), which is markup unless it is escaped. */
export interface PugCode extends PugPlace {
  readonly type: 'Code';
  readonly val: string;
  readonly buffer: boolean;
  readonly mustEscape: boolean;
  readonly block?: PugBlock;
}

export interface PugConditional extends PugPlace {
  readonly type: 'Conditional';
  readonly test: string;
  readonly consequent: PugBlock;
  readonly alternate: PugConditional | PugBlock | null;
}

export interface PugEach extends PugPlace {
  readonly type: 'Each' | 'EachOf';
  readonly obj: string;
  readonly val: string;
  readonly key?: string;
  readonly block: PugBlock;
  readonly alternate?: PugBlock;
}

export interface PugWhile extends PugPlace {
  readonly type: 'While';
  readonly test: string;
  readonly block: PugBlock;
}

export interface PugCase extends PugPlace {
  readonly type: 'Case';
  readonly expr: string;
  readonly block: { readonly nodes: readonly PugWhen[] };
}

export interface PugWhen extends PugPlace {
  readonly type: 'When';
  /** `default` for the last one. */
  readonly expr: string;
  /** None where the next one's counts. */
  readonly block?: PugBlock;
}

/** A definition, or a call with what stands in it. */
export interface PugMixin extends PugPlace {
  readonly type: 'Mixin';
  /** `#{name}` where it is an expression. */
  readonly name: string;
  readonly args: string | null;
  readonly block: PugBlock | null;
  readonly call: boolean;
  readonly attrs?: Attributes['attrs'];
  readonly attributeBlocks?: Attributes['attributeBlocks'];
}

export interface PugInclude extends PugPlace {
  readonly type: 'Include' | 'Extends';
  readonly file: PugPlace & { readonly path: string };
  readonly block?: PugBlock;
}

/** What says nothing of a destination: texts of other notations, placeholders for what a mixin or file is given. */
export interface PugOther extends PugPlace {
  readonly type: 'MixinBlock' | 'YieldBlock' | 'Doctype' | 'Filter' | 'RawInclude';
}

export type PugNode =
  | PugBlock
  | PugTag
  | PugInterpolatedTag
  | PugText
  | PugCode
  | PugConditional
  | PugEach
  | PugWhile
  | PugCase
  | PugMixin
  | PugInclude
  | PugOther;

/** The blocks that a node holds. */
export function blocksOf(node: PugNode): readonly PugBlock[] {
  switch (node.type) {
    case 'Block':
    case 'NamedBlock':
      return [node];
    case 'Conditional':
      return [node.consequent, ...alternateBlocks(node)];
    case 'Case':
      return node.block.nodes.flatMap(({ block }) => block ?? []);
    case 'Each':
    case 'EachOf':
      return node.alternate ? [node.block, node.alternate] : [node.block];
    default:
      return 'block' in node && node.block ? [node.block] : [];
  }
}

function alternateBlocks({ alternate }: PugConditional): readonly PugBlock[] {
  return alternate?.type === 'Conditional' ? blocksOf(alternate) : alternate ? [alternate] : [];
}
