import { describe, expect, test } from 'vitest';
import { ERROR_CODES } from '../../../src/shared/errors';
import en from '../../../src/shared/locales/en.json';
import { sourceOf, textInJsx, usedKeys } from '../../support/source-texts';

describe('the messages', () => {
  test('are all used somewhere', () => {
    const isUsed = usedKeys(sourceOf(/\.tsx?$/));
    expect(Object.keys(en).filter((key) => !isUsed(key))).toEqual([]);
  });

  test('about errors are those of the errors that there are', () => {
    const known = new Set(ERROR_CODES.flatMap((code) => [`error.${code}.message`, `error.${code}.hint`]));
    const told = Object.keys(en).filter((key) => key.startsWith('error.'));
    expect(told.filter((key) => !known.has(key))).toEqual([]);
  });

  test.each([
    ['written out', "t('look.running')", true],
    ['written out, in a table', "const keys = { a: 'look.running' }", true],
    ['made by a template', `t(\`look.\${look}\`)`, true],
    ['made by a template with an end', `t(\`look.\${look}ning\`)`, true],
    ['made by a template of fewer parts', `t(\`\${a}.running\`)`, false],
    ['made by another template', `t(\`look.\${look}.title\`)`, false],
    ['only the beginning of another', "t('look.runningFor')", false],
    ['only in a comment', '// look.running', false],
    ['in a template that names nothing', `log(\`\${a} \${b}\`)`, false],
  ])('count as used or not: %s (a check of this test itself)', (_how, program, expected) => {
    expect(usedKeys([{ name: 'look.ts', text: program }])('look.running')).toBe(expected);
  });
});

describe('the text in the window', () => {
  test('is all from the messages', () => {
    const views = sourceOf(/\.tsx$/);
    expect(views.length).toBeGreaterThan(50);
    expect(views.flatMap(textInJsx)).toEqual([]);
  });

  test.each([
    ['between tags', '<p>Hello</p>', 'Hello'],
    ['in a fragment', '<>Hello</>', 'Hello'],
    ['as a string', "<p>{'Hello'}</p>", 'Hello'],
    ['in a template', `<p>{\`\${count} instances\`}</p>`, 'instances'],
    ['in one of two cases', "<p>{isIt ? 'Hello' : null}</p>", 'Hello'],
    ['under a condition', "<p>{isIt && 'Hello'}</p>", 'Hello'],
    ['in a title', '<p title="Hello" />', 'Hello'],
    ['in a label', "<p aria-label={'Hello'} />", 'Hello'],
    ['in Korean', '<p>안녕</p>', '안녕'],
  ])('is found %s (a check of this test itself)', (_where, program, text) => {
    expect(textInJsx({ name: 'View.tsx', text: program })).toEqual([`View.tsx:1: ${text}`]);
  });

  test.each([
    ['signs', "<p>{' · '} – </p>"],
    ['messages', "<p title={t('action.stop')}>{t('action.stop')}</p>"],
    ['classes and roles', '<p className="button action" role="status" />'],
    ['data', '<p title={name}>{name}</p>'],
  ])('is not what is only %s (a check of this test itself)', (_what, program) => {
    expect(textInJsx({ name: 'View.tsx', text: program })).toEqual([]);
  });
});
