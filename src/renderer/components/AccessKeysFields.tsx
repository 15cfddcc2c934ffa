import { type ClipboardEvent, useState } from 'react';
import { Button, FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import { fieldAtFault, type KeepKind, type KeysDraft, type KeysField, keepOf, withPasted } from '../keys-draft';
import { useTranslator } from '../translation';
import type { KeysEntry } from '../use-keys-entry';
import { Choices } from './Choices';
import { ErrorDetails } from './ErrorDetails';

interface AccessKeysFieldsProps {
  readonly keys: KeysDraft;
  readonly entry: KeysEntry;
  /** The Profile's: the AWS profile may be called the same. */
  readonly name: string;
  readonly onChange: (keys: KeysDraft) => void;
  readonly onCancel: () => void;
  /** A pasted text named it. */
  readonly onRegion: (region: string) => void;
}

/** What `aws configure` asks for, and how it is to be kept. */
export function AccessKeysFields({ keys, entry, name, onChange, onCancel, onRegion }: AccessKeysFieldsProps) {
  const { t, text } = useTranslator();
  const [isShown, setIsShown] = useState(false);
  const { storage, error, problems, isChecking } = entry;
  const hasKeyring = storage?.hasKeyring ?? false;
  const keep = keepOf(keys, hasKeyring, name);
  const faultyField = error === null ? null : fieldAtFault(error);

  function problemOf(field: KeysField): string | null {
    const problem = problems[field];
    if (problem !== undefined) return t(problem);
    return error !== null && field === faultyField ? `${text(error.message)}. ${text(error.hint)}` : null;
  }

  function paste(event: ClipboardEvent): void {
    const pasted = withPasted(keys, event.clipboardData.getData('text'));
    if (pasted === null) return;
    event.preventDefault();
    onChange(pasted.draft);
    if (pasted.region !== null) onRegion(pasted.region);
  }

  const kinds: readonly KeepKind[] = hasKeyring
    ? ['keyring', 'this-run', 'credentials-file']
    : ['this-run', 'credentials-file'];
  const keepProblem = problemOf('keep');
  return (
    <fieldset className="keys" onPaste={paste}>
      <legend>{t('keys.label')}</legend>
      <p className="field-hint">{t('keys.intro')}</p>
      <KeyField
        label={t('keys.accessKeyId')}
        value={keys.accessKeyId}
        problem={problemOf('accessKeyId')}
        onChange={(accessKeyId) => onChange({ ...keys, accessKeyId })}
      />
      <div className="secret">
        <KeyField
          label={t('keys.secretAccessKey')}
          value={keys.secretAccessKey}
          isHidden={!isShown}
          problem={problemOf('secretAccessKey')}
          onChange={(secretAccessKey) => onChange({ ...keys, secretAccessKey })}
        />
        <Button
          className="link-button"
          aria-label={t(isShown ? 'keys.hideName' : 'keys.showName')}
          onPress={() => setIsShown(!isShown)}
        >
          {t(isShown ? 'keys.hide' : 'keys.show')}
        </Button>
      </div>
      <KeyField
        label={t('keys.sessionToken')}
        value={keys.sessionToken}
        isHidden={!isShown}
        hint={t('keys.sessionTokenHint')}
        problem={problemOf('sessionToken')}
        onChange={(sessionToken) => onChange({ ...keys, sessionToken })}
      />
      {storage !== null && !hasKeyring && <p className="field-hint">{t('keys.noKeyring')}</p>}
      {storage !== null && (
        <Choices<KeepKind>
          label={t('keys.keep')}
          hint={t(`keys.keepHint.${keep.kind}`)}
          value={keep.kind}
          options={kinds.map((kind) => [kind, t(`keys.keep.${kind}`)])}
          onChange={(kind) => onChange({ ...keys, keep: kind })}
        />
      )}
      {keepProblem !== null && (
        <p className="field-error" role="alert">
          {keepProblem}
        </p>
      )}
      {keep.kind === 'credentials-file' && (
        <KeyField
          label={t('keys.profileName')}
          value={keep.profileName}
          problem={problemOf('profileName')}
          onChange={(profileName) => onChange({ ...keys, profileName })}
        />
      )}
      {error !== null && faultyField === null && (
        <div role="alert">
          <p className="field-error">{`${text(error.message)}. ${text(error.hint)}`}</p>
          <ErrorDetails error={error} />
        </div>
      )}
      <div className="section-actions">
        <Button className="button" isDisabled={storage === null || isChecking} onPress={() => void entry.enter()}>
          {t(isChecking ? 'keys.checking' : 'keys.check')}
        </Button>
        <Button className="link-button" onPress={onCancel}>
          {t('keys.cancel')}
        </Button>
      </div>
    </fieldset>
  );
}

interface KeyFieldProps {
  readonly label: string;
  readonly value: string;
  readonly isHidden?: boolean;
  readonly hint?: string;
  readonly problem: string | null;
  readonly onChange: (value: string) => void;
}

function KeyField({ label, value, isHidden = false, hint, problem, onChange }: KeyFieldProps) {
  return (
    <TextField
      className="field"
      type={isHidden ? 'password' : 'text'}
      value={value}
      onChange={onChange}
      isInvalid={problem !== null}
      autoComplete="off"
    >
      <Label>{label}</Label>
      <Input ref={emptiedOnLeaving} className="input mono" spellCheck="false" />
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error">{problem}</FieldError>
    </TextField>
  );
}

/** An element that has left the page may be held by the engine for a while, and with it what was typed, which React writes into its markup too. */
const emptiedOnLeaving = (element: HTMLInputElement) => () => {
  element.value = '';
  element.removeAttribute('value');
};
