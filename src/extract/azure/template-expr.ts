/** Expressions of templates of Azure, whichever of the two notations they are written in. */
import type { Range } from '../data/data-node.ts';

export type TemplateExpr =
  /** A text; what stands between its pieces is filled in. */
  | { readonly kind: 'text'; readonly parts: readonly (string | TemplateExpr)[]; readonly range: Range }
  | { readonly kind: 'constant'; readonly value: number | boolean | null; readonly range: Range }
  | { readonly kind: 'name'; readonly name: string; readonly range: Range }
  | { readonly kind: 'member'; readonly object: TemplateExpr; readonly property: string; readonly range: Range }
  | {
      readonly kind: 'call';
      readonly function: string;
      readonly args: readonly TemplateExpr[];
      readonly range: Range;
    }
  | { readonly kind: 'either'; readonly options: readonly TemplateExpr[]; readonly range: Range }
  | { readonly kind: 'list'; readonly items: readonly TemplateItem[]; readonly range: Range }
  | { readonly kind: 'map'; readonly entries: readonly TemplateEntry[]; readonly range: Range }
  /** `[for name in over: body]`. */
  | {
      readonly kind: 'loop';
      readonly name: string;
      readonly over: TemplateExpr;
      readonly body: TemplateExpr;
      readonly range: Range;
    }
  | { readonly kind: 'unknown'; readonly range: Range };

export interface TemplateItem {
  readonly value: TemplateExpr;
  readonly spread: boolean;
}

/** `key: value`, or an object that is spread. */
export interface TemplateEntry {
  readonly key: TemplateExpr | null;
  readonly value: TemplateExpr;
}

/** A resource, or another template that is deployed with parameters. */
export interface Declared {
  readonly symbol: string | null;
  /** The type in lower case without its version, or the path of the other template. */
  readonly type: string;
  readonly body: TemplateExpr;
}

/** What a template declares. */
export interface Template {
  /** Parameters with their defaults, and variables. */
  readonly names: ReadonlyMap<string, TemplateExpr>;
  readonly resources: readonly Declared[];
  readonly modules: readonly Declared[];
}
