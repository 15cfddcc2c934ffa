import { describe, expect, test } from 'vitest';
import { element, escapeXml, itemSet, optionalElement, parent } from '../../../src/demo/xml';

describe('escaping', () => {
  test('turns markup into text', () => {
    expect(escapeXml(`<b>&"'`)).toBe('&lt;b&gt;&amp;&quot;&#39;');
  });

  test('leaves letters of any language and emoji as they are', () => {
    expect(escapeXml('결제-배치 Ü 🚀 👩‍💻')).toBe('결제-배치 Ü 🚀 👩‍💻');
    expect(escapeXml('결제 & 🚀')).toBe('결제 &amp; 🚀');
  });

  test('replaces what XML 1.0 cannot carry, so that a document is never broken by a value', () => {
    expect(escapeXml('a\u0000b\u001bc\uffffd')).toBe('a\ufffdb\ufffdc\ufffdd');
    expect(escapeXml('half a pair: \ud83d.')).toBe('half a pair: \ufffd.');
  });

  test('keeps tabs and line ends, a carriage return as a reference', () => {
    expect(escapeXml('a\tb\nc\r')).toBe('a\tb\nc&#xD;');
  });
});

describe('elements', () => {
  test('escape their values and write numbers and booleans plainly', () => {
    expect(element('name', '<')).toBe('<name>&lt;</name>');
    expect(element('code', 16)).toBe('<code>16</code>');
    expect(element('enabled', false)).toBe('<enabled>false</enabled>');
  });

  test('are left out when there is no value', () => {
    expect(optionalElement('keyName', undefined)).toBe('');
    expect(optionalElement('keyName', '')).toBe('<keyName></keyName>');
  });

  test('make lists of items, and an empty element of an empty list', () => {
    expect(itemSet('set', [element('a', 1), element('a', 2)])).toBe(
      '<set><item><a>1</a></item><item><a>2</a></item></set>',
    );
    expect(itemSet('set', [])).toBe('<set/>');
    expect(parent('a', '', '')).toBe('<a/>');
  });
});
