/** A Vue component as one program: its scripts, and its template as what the component gives. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Parser } from '../../parse/parse.ts';
import { Generated, type Edit } from './generated.ts';
import { writeStyleSheets } from './markup-writer.ts';
import { scriptOf, writeAnchors, type Broken, type ComponentProgram } from './program.ts';
import { componentName, declaredNames, writeBody, writeImports, type Script } from './script.ts';
import { attributeText, isElement, readTemplate, type Range, type TemplateElement } from './template.ts';
import { vueOptions, writeMembers, type VueOptions } from './vue-options.ts';
import { writeVueNodes } from './vue-template.ts';
import { typeBracketEdits } from './type-brackets.ts';

/** Reads a component. */
export function readVue(path: string, text: string, parser: Parser): ComponentProgram | Broken {
  const comments: Range[] = [];
  const roots = readTemplate(text, { start: 0, end: text.length }, 'mustache', comments).filter(isElement);
  const scripts = roots.filter(({ tag, raw }) => tag === 'script' && raw !== null);
  const setup = scripts.find((one) => has(one, 'setup'));
  const plain = scripts.find((one) => !has(one, 'setup'));
  const [own, module] = [setup, plain].map((one) => scriptOf(one, path, text, parser));
  if (own && 'message' in own) return own;
  if (module && 'message' in module) return module;
  const template = roots.find(({ tag }) => tag === 'template');
  const unread = template ? otherLanguage(template, text) : null;
  const cx: VueFile = { path, text, roots, template: unread === null ? (template ?? null) : null, unread, comments };
  const external = plain && attributeText(plain, 'src', text);
  return write(cx, own ?? null, module ?? null, external ?? null);
}

interface VueFile {
  readonly path: string;
  readonly text: string;
  readonly roots: readonly TemplateElement[];
  readonly template: TemplateElement | null;
  readonly unread: string | null;
  readonly comments: readonly Range[];
}

function has({ attributes }: TemplateElement, wanted: string): boolean {
  return attributes.some(({ name }) => name === wanted);
}

/** Pug and the like. */
function otherLanguage(element: TemplateElement, text: string): string | null {
  const lang = attributeText(element, 'lang', text);
  return lang === null || lang === 'html' ? null : `it is written in ${lang}`;
}

function write(file: VueFile, setup: Script | null, module: Script | null, external: string | null): ComponentProgram {
  const out = new Generated(file.text, typeBracketEdits([setup, module], file.text));
  const names = new Set([setup, module].flatMap((one) => (one ? [...declaredNames(one)] : [])));
  const name = componentName(file.path, names);
  const options = module && vueOptions(module);
  if (external !== null) out.write(`export * from ${JSON.stringify(external)};\n`, 0);
  if (module) {
    out.copy(module.start, module.end, options ? withoutOptions(options) : []).write('\n', module.end);
  }
  if (setup) writeImports(setup, out);
  out.write(`export default async function ${name}($$props) {`, 0);
  if (setup) writeBody(setup, [], out);
  const isSelf = !setup && options !== null;
  if (isSelf) writeSelf(options.object, file.unread !== null, out);
  const at = writeAnchors(isSelf, out);
  if (file.template) {
    const cx = { text: file.text, out, names, self: isSelf ? '$self.' : '', locals: new Set<string>() };
    writeVueNodes(file.template.children, cx);
  }
  writeStyleSheets(file.roots, file.text, out);
  out.write('</>;\n}\n', file.text.length);
  const scripts = [setup, module].flatMap((one) => (one ? [one] : []));
  const { comments, unread } = file;
  return { kind: 'component', generated: out, names: { dialect: 'vue', ...at }, scripts, unread, comments };
}

function writeSelf(options: TSESTree.ObjectExpression | null, isOpen: boolean, out: Generated): void {
  out.write('const $self = ', 0);
  if (options) {
    out.write('{ ', 0);
    writeMembers(options, isOpen, out);
    out.write('};\n', 0);
  } else {
    out.write('vue_instance;\n', 0);
  }
}

/** The options are written where the template can read them, and stand nowhere else. */
function withoutOptions({ statements, object }: VueOptions): readonly Edit[] {
  return statements.map(({ range: [start, end], ...statement }) =>
    object || statement.type !== 'ExportDefaultDeclaration'
      ? { start, end, text: '' }
      : { start, end: statement.declaration.range[0], text: 'const $options = ' },
  );
}
