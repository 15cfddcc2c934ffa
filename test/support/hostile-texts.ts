/*
 * Names and tags that somebody may give an instance to see what a program makes of them, or because that is their language.
 */

/** What a text that is run as markup or as a script would set, on the global object. */
export const TRACE = 'hostileTextWasRun';

const ran = `globalThis.${TRACE}=1`;

export const HOSTILE_TEXTS: readonly string[] = [
  `<img src=x onerror="${ran}">`,
  `<script>${ran}</script>`,
  `"><svg onload='${ran}'>`,
  `<b>bold</b> & <i>italic</i> &lt;tag&gt; &#x41;`,
  `javascript:${ran}`,
  `{{constructor.constructor('${ran}')()}} \${${ran}}`,
  '{name} {count, plural, one {#} other {#}} <0>link</0>',
  "=cmd|'/c calc'!A1",
  '%s %d %n %@ \\u0041 \\n $& $1',
  '\u202egnp.exe\u202c',
  '\u2067שלום\u2069 \u200fمرحبا\u061c',
  'שלום عليكم web-1',
  'ze\u200bro\u200b width\u2060 \ufeffmark',
  '\u200b\u2060\ufeff',
  '\u00ad\u3164\u115f',
  `Z${'\u0301\u0316\u0334'.repeat(20)}algo`,
  '👨‍👩‍👧‍👦 🏳️‍🌈 🇰🇷 ✊🏿',
  '👩‍💻'.repeat(50),
  'line\none\r\nline\ttwo\u2028three\u2029four',
  '\u0000\u0007\u001b[31mred\u001b[0m\u007f\u0085',
  'lone \ud83d surrogate \udc4d',
  '1e5',
  '-0',
  '0x10',
  'NaN',
  'null',
  'undefined',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '../../../etc/passwd',
  '   spaces   all   round   ',
  '=',
  'a=b=c',
  '"quoted" \'twice\' `thrice`',
  'state:running tag:Env=prod* -name:x',
  '서버_운영팀_결제시스템_'.repeat(20).slice(0, 255),
  'x'.repeat(255),
  'W'.repeat(256),
  `${'very-long-name '.repeat(16)}end`,
  'no-tag',
  'tag/',
  '',
];

/** Those that can be the key of a tag: one character at least, no more than AWS takes. */
export const HOSTILE_KEYS: readonly string[] = HOSTILE_TEXTS.filter((text) => text !== '').map((text) =>
  [...text].slice(0, 128).join(''),
);
