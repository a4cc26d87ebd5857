/** What a dialect makes of a component: one program text, and what its names stand for. */
import type { Parser } from '../../parse/parse.ts';
import type { Generated } from './generated.ts';
import { parseScript, type BrokenScript, type Script } from './script.ts';
import { attributeText, type Range, type TemplateElement } from './template.ts';

/** A script that does not parse; `offset` is that in the file. */
export interface Broken extends BrokenScript {
  readonly kind: 'broken';
}

/** Where in the generated text something stands that says what names of the template mean. */
export interface ComponentNames {
  readonly dialect: 'vue' | 'svelte' | 'astro' | 'pug';
  /** The expression that is what the component is handed. */
  readonly props: number;
  /** The expression whose members the template names; null where it names what the script binds. */
  readonly self: number | null;
  /** From here on it is the template. */
  readonly template: number;
}

export interface ComponentProgram {
  readonly kind: 'component';
  readonly generated: Generated;
  readonly names: ComponentNames;
  /** What is left where the whole does not parse. */
  readonly scripts: readonly Script[];
  /** What of the template is in another language; null when nothing is. */
  readonly unread: string | null;
  /** Scripts of the page, each a program of its own. */
  readonly inline?: readonly Range[];
  /** Comments of the markup. */
  readonly comments: readonly Range[];
}

/** Begins what the component gives, after expressions that stand for what names in it mean. */
export function writeAnchors(isSelf: boolean, out: Generated): Pick<ComponentNames, 'props' | 'self' | 'template'> {
  const props = out.length;
  out.write('$$props;\n', 0);
  const self = isSelf ? out.length : null;
  if (isSelf) out.write('$self;\n', 0);
  const template = out.length;
  out.write('return <>', 0);
  return { props, self, template };
}

/** The script of an element, null where there is none; its `lang` says the language. */
export function scriptOf(
  element: TemplateElement | undefined,
  path: string,
  text: string,
  parser: Parser,
): Script | Broken | null {
  if (!element?.raw) return null;
  const lang = attributeText(element, 'lang', text)?.replace('typescript', 'ts') ?? 'js';
  const extension = ['ts', 'tsx', 'jsx'].includes(lang) ? lang : 'js';
  const script = parseScript(`${path}.${extension}`, text, element.raw, parser);
  return 'message' in script ? { kind: 'broken', ...script } : script;
}
