import { expect, test } from 'vitest';
import { acceleratorOf } from '../../../src/renderer/accelerator';

const none = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };

test.each([
  ['KeyE', { ctrlKey: true, altKey: true }, 'Control+Alt+E'],
  ['Digit1', { metaKey: true, shiftKey: true }, 'Shift+Meta+1'],
  ['F12', {}, 'F12'],
  ['ArrowUp', { altKey: true }, 'Alt+Up'],
  ['Backquote', { ctrlKey: true }, 'Control+`'],
  ['Space', { altKey: true }, 'Alt+Space'],
])('the key %s with %j is the accelerator %s', (code, modifiers, accelerator) => {
  expect(acceleratorOf({ code, ...none, ...modifiers })).toBe(accelerator);
});

test.each(['ControlLeft', 'ShiftRight', 'MetaLeft', 'AltLeft', 'Unidentified', ''])('%s alone is none yet', (code) => {
  expect(acceleratorOf({ code, ...none, ctrlKey: true })).toBeNull();
});
