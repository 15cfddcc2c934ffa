import { FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import type { SshSettings } from '../../shared/model';
import { sshCommand } from '../../shared/ssh-command';
import type { SshProblems } from '../profile-draft';
import { useTranslator } from '../translation';

interface SshFieldsProps {
  readonly ssh: SshSettings;
  readonly problems: SshProblems;
  readonly onChange: (ssh: SshSettings) => void;
  /** One of the fields is left. */
  readonly onBlur?: () => void;
}

/** An address of the documentation's block (RFC 5737), in AWS's form. */
const EXAMPLE = {
  publicDnsName: 'ec2-203-0-113-25.compute-1.amazonaws.com',
  publicIpAddress: null,
  privateIpAddress: null,
};
const PLACEHOLDERS = { user: '{user}', host: '{host}', key: '{key}' };

/** How an ssh command is written, with an example of it. */
export function SshFields({ ssh, problems, onChange, onBlur }: SshFieldsProps) {
  const { t } = useTranslator();
  const leaving = onBlur === undefined ? {} : { onBlur };
  return (
    <>
      <TextField
        className="field"
        value={ssh.user}
        onChange={(user) => onChange({ ...ssh, user })}
        isInvalid={problems.user !== undefined}
        maxLength={64}
        {...leaving}
      >
        <Label>{t('editor.sshUser')}</Label>
        <Input className="input mono" spellCheck="false" />
        <FieldError className="field-error">{problems.user && t(problems.user)}</FieldError>
      </TextField>
      <TextField
        className="field"
        value={ssh.keyFile ?? ''}
        onChange={(keyFile) => onChange({ ...ssh, keyFile: keyFile === '' ? null : keyFile })}
        maxLength={1000}
        {...leaving}
      >
        <Label>{t('editor.sshKey')}</Label>
        <Input className="input mono" spellCheck="false" />
        <Text slot="description" className="field-hint">
          {t('editor.sshKeyHint')}
        </Text>
      </TextField>
      <TextField
        className="field"
        value={ssh.template}
        onChange={(template) => onChange({ ...ssh, template })}
        isInvalid={problems.template !== undefined}
        maxLength={1000}
        {...leaving}
      >
        <Label>{t('editor.sshTemplate')}</Label>
        <Input className="input mono" spellCheck="false" />
        <Text slot="description" className="field-hint">
          {t('editor.sshTemplateHint', PLACEHOLDERS)}
        </Text>
        <FieldError className="field-error">{problems.template && t(problems.template, PLACEHOLDERS)}</FieldError>
      </TextField>
      <p className="field">
        <span>{t('editor.sshPreview')}</span>
        <code className="mono ssh-preview">{sshCommand(ssh, EXAMPLE)}</code>
      </p>
    </>
  );
}
