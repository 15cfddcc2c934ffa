import { type KeyboardEvent, useState } from 'react';
import { Button, FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import type { AppError } from '../../shared/errors';
import { acceleratorOf } from '../accelerator';
import { useTranslator } from '../translation';

interface ShortcutFieldProps {
  readonly shortcut: string | null;
  /** Answers with what stands against it, or null once it is kept. */
  readonly onChange: (shortcut: string | null) => Promise<AppError | null>;
}

/** Takes the keys that are pressed in it; what cannot be had is told beneath it. */
export function ShortcutField({ shortcut, onChange }: ShortcutFieldProps) {
  const translator = useTranslator();
  const { t } = translator;
  const [error, setError] = useState<AppError | null>(null);

  async function choose(chosen: string | null): Promise<void> {
    setError(await onChange(chosen));
  }

  function onKeyDown(event: KeyboardEvent): void {
    const isModified = event.ctrlKey || event.altKey || event.metaKey;
    // The keys by which the field is left, and those by which nothing is meant yet.
    if (event.key === 'Tab' || event.key === 'Escape' || event.repeat) return;
    const isClearing = !isModified && (event.key === 'Backspace' || event.key === 'Delete');
    const pressed = isClearing ? null : acceleratorOf(event);
    if (!isClearing && pressed === null) return;
    event.preventDefault();
    event.stopPropagation();
    void choose(pressed);
  }

  return (
    <TextField className="field setting" value={shortcut ?? ''} isReadOnly isInvalid={error !== null}>
      <Label>{t('settings.shortcut')}</Label>
      <div className="shortcut">
        <Input className="input" placeholder={t('settings.shortcutNone')} onKeyDown={onKeyDown} />
        {shortcut !== null && (
          <Button className="button" onPress={() => void choose(null)}>
            {t('settings.shortcutClear')}
          </Button>
        )}
      </div>
      <Text slot="description" className="field-hint">
        {t('settings.shortcutHint')}
      </Text>
      <FieldError className="field-error">
        {error !== null && `${translator.text(error.message)}. ${translator.text(error.hint)}`}
      </FieldError>
    </TextField>
  );
}
