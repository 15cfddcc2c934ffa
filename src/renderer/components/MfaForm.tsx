import { type FormEvent, useState } from 'react';
import { Button, FieldError, Form, Input, Label, TextField } from 'react-aria-components';
import { shortArn } from '../../shared/arn';
import type { AppError } from '../../shared/errors';
import type { MfaPrompt } from '../../shared/sign-in';
import { bridge } from '../bridge';
import { useTranslator } from '../translation';

/** Asks for the code of an MFA device. What was typed stays when AWS does not take it; it goes nowhere but to main. */
export function MfaForm({ prompt }: { readonly prompt: MfaPrompt }) {
  const { t, text } = useTranslator();
  const [code, setCode] = useState('');
  const [isSending, setIsSending] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const [wasTried, setWasTried] = useState(false);
  const { id, roleArn, serialNumber } = prompt;
  const isComplete = /^\d{6}$/.test(code);
  const problem = error === null ? t('mfa.codeInvalid') : `${text(error.message)}. ${text(error.hint)}`;

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    setWasTried(true);
    if (!isComplete || isSending) return;
    setIsSending(true);
    const answer = await bridge.answerMfaPrompt({ id, code });
    setIsSending(false);
    // A code that was used is worth nothing: the next one is typed in its place.
    if (!answer.ok) setError(answer.error);
  }

  return (
    <section className="sign-in" aria-label={t('mfa.title', { role: shortArn(roleArn) })}>
      <Form className="mfa" onSubmit={(event) => void send(event)}>
        <TextField
          className="field"
          value={code}
          onChange={(value) => {
            setCode(value.replace(/\s/g, ''));
            setError(null);
          }}
          isInvalid={error !== null || (wasTried && !isComplete)}
          maxLength={7}
          inputMode="numeric"
          autoComplete="one-time-code"
        >
          <Label>{t('mfa.title', { role: shortArn(roleArn) })}</Label>
          <span className="meta">{t('mfa.device', { device: shortArn(serialNumber) })}</span>
          <div className="mfa-line">
            <Input className="input mono" spellCheck="false" />
            <Button className="button primary" type="submit" isDisabled={isSending}>
              {t(isSending ? 'mfa.sending' : 'mfa.send')}
            </Button>
            <Button className="link-button" onPress={() => void bridge.dismissMfaPrompt({ id })}>
              {t('mfa.later')}
            </Button>
          </div>
          <FieldError className="field-error">{problem}</FieldError>
        </TextField>
      </Form>
    </section>
  );
}
