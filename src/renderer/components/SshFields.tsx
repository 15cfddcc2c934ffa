import { useState } from 'react';
import { Button, Disclosure, DisclosurePanel, FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import type { SshSettings } from '../../shared/model';
import { sshCommand } from '../../shared/ssh-command';
import type { SshProblems } from '../profile-draft';
import { useTranslator } from '../translation';
import { Icon } from './Icon';

interface SshFieldsProps {
  readonly ssh: SshSettings;
  readonly problems: SshProblems;
  readonly onChange: (ssh: SshSettings) => void;
}

/** An address of the documentation's block (RFC 5737), in AWS's form. */
const EXAMPLE = {
  publicDnsName: 'ec2-203-0-113-25.compute-1.amazonaws.com',
  publicIpAddress: null,
  privateIpAddress: null,
};
const PLACEHOLDERS = { user: '{user}', host: '{host}', key: '{key}' };

/** How the ssh command of a Profile's instances is written; folded, for most leave it as it is. */
export function SshFields({ ssh, problems, onChange }: SshFieldsProps) {
  const { t } = useTranslator();
  const [isOpen, setIsOpen] = useState(false);
  const hasProblem = problems.user !== undefined || problems.template !== undefined;
  return (
    <Disclosure isExpanded={isOpen || hasProblem} onExpandedChange={setIsOpen}>
      <Button slot="trigger" className="link-button disclosure-trigger">
        <Icon name="chevron" size={12} /> {t('editor.ssh')}
      </Button>
      <DisclosurePanel className="disclosure-panel">
        <TextField
          className="field"
          value={ssh.user}
          onChange={(user) => onChange({ ...ssh, user })}
          isInvalid={problems.user !== undefined}
          maxLength={64}
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
      </DisclosurePanel>
    </Disclosure>
  );
}
