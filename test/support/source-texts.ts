import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type ESTree, parseSync, Visitor } from 'vite';

/*
 * The texts in the program's source: those that may name messages, and those that a person would see in one language only.
 */

const SOURCE = path.join(import.meta.dirname, '../../src');
/** Attributes whose text is seen or read out, in the browser's elements and in the app's own components. */
const SEEN_ATTRIBUTES = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'description',
  'errorMessage',
  'hint',
  'label',
  'placeholder',
  'title',
]);

/** One file; the end of its name tells its language. */
interface Program {
  readonly name: string;
  readonly text: string;
}

/** All files under `src` whose name ends so. */
export function sourceOf(ending: RegExp): readonly Program[] {
  const names = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((name) => ending.test(name));
  return names.map((name) => ({ name, text: readFileSync(path.join(SOURCE, name), 'utf8') }));
}

/**
 * A test of whether a program may use the message of a key: it is written out there, or a template literal makes it, whatever
 * stands in its gaps but a dot. A template that begins with a gap names nothing.
 */
export function usedKeys(programs: readonly Program[]): (key: string) => boolean {
  const written = new Set<string>();
  const patterns = new Set<string>();
  for (const program of programs) {
    new Visitor({
      Literal({ value }) {
        if (typeof value === 'string') written.add(value);
      },
      TemplateLiteral({ quasis }) {
        const parts = quasis.map(({ value }) => value.cooked ?? value.raw);
        if (parts.length === 1 && parts[0] !== undefined) written.add(parts[0]);
        else if (/^\w+\./.test(parts[0] ?? '')) patterns.add(parts.map(escaped).join('[^.]+'));
      },
    }).visit(parsed(program));
  }
  const made = [...patterns].map((pattern) => new RegExp(`^${pattern}$`));
  return (key) => written.has(key) || made.some((pattern) => pattern.test(key));
}

/** Text with letters that JSX shows as it stands, and where: `App.tsx:12: Hello`. */
export function textInJsx(program: Program): readonly string[] {
  const found: string[] = [];
  const lineAt = (index: number): number => program.text.slice(0, index).split('\n').length;
  function see(text: string, { start }: { readonly start: number }): void {
    if (/\p{L}/u.test(text)) found.push(`${program.name}:${lineAt(start)}: ${text.trim()}`);
  }
  function seeValue(shown: ESTree.Expression | ESTree.JSXEmptyExpression): void {
    if (shown.type === 'Literal' && typeof shown.value === 'string') see(shown.value, shown);
    if (shown.type === 'TemplateLiteral') for (const quasi of shown.quasis) see(quasi.value.raw, quasi);
    if (shown.type === 'ConditionalExpression') [shown.consequent, shown.alternate].forEach(seeValue);
    if (shown.type === 'LogicalExpression') [shown.left, shown.right].forEach(seeValue);
    if (shown.type === 'ParenthesizedExpression') seeValue(shown.expression);
  }
  function seeChildren(children: readonly ESTree.JSXChild[]): void {
    for (const child of children) {
      if (child.type === 'JSXText') see(child.value, child);
      if (child.type === 'JSXExpressionContainer') seeValue(child.expression);
    }
  }
  new Visitor({
    JSXElement: ({ children }) => seeChildren(children),
    JSXFragment: ({ children }) => seeChildren(children),
    JSXAttribute({ name: attribute, value }) {
      if (attribute.type !== 'JSXIdentifier' || !SEEN_ATTRIBUTES.has(attribute.name)) return;
      if (value?.type === 'Literal' && typeof value.value === 'string') see(value.value, value);
      if (value?.type === 'JSXExpressionContainer') seeValue(value.expression);
    },
  }).visit(parsed(program));
  return found;
}

function parsed({ name, text }: Program): ESTree.Program {
  const { program, errors } = parseSync(name, text);
  if (errors[0] !== undefined) throw new Error(`${name}: ${errors[0].message}`);
  return program;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
