/** What of a pressed key tells which it is. */
interface PressedKey {
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

/** Electron's names of the keys that are not letters, digits or function keys, by the place of the key. */
const KEYS: Readonly<Record<string, string>> = {
  Space: 'Space',
  Enter: 'Enter',
  Insert: 'Insert',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Comma: ',',
  Period: '.',
  Slash: '/',
  Semicolon: ';',
  Quote: "'",
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Backquote: '`',
  Minus: '-',
  Equal: '=',
};

/** The Electron accelerator of what is pressed, such as `Control+Alt+E`; null while it is modifiers alone. */
export function acceleratorOf({ code, ctrlKey, altKey, shiftKey, metaKey }: PressedKey): string | null {
  const key =
    code
      .match(/^(?:Key([A-Z])|Digit(\d)|(F\d{1,2}))$/)
      ?.slice(1)
      .find(Boolean) ?? KEYS[code];
  if (key === undefined) return null;
  const modifiers = [ctrlKey && 'Control', altKey && 'Alt', shiftKey && 'Shift', metaKey && 'Meta'].filter(Boolean);
  return [...modifiers, key].join('+');
}
