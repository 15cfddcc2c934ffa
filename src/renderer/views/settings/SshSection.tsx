import type { SshSettings } from '../../../shared/model';
import { changeSettings } from '../../change-settings';
import { SettingsGroup } from '../../components/SettingsGroup';
import { SshFields } from '../../components/SshFields';
import { sshProblems } from '../../profile-draft';
import { useTranslator } from '../../translation';
import { useKeptText } from '../../use-kept-text';

const saveSsh = (change: Partial<SshSettings>) =>
  changeSettings((settings) => ({ ssh: { ...settings.ssh, ...change } }));

/** What the ssh command of new Profiles begins with. */
export function SshSection({ ssh }: { readonly ssh: SshSettings }) {
  const { t, text } = useTranslator();
  const user = useKeptText({
    field: 'sshUser',
    kept: ssh.user,
    isValid: (written) => sshProblems({ ...ssh, user: written }).user === undefined,
    save: (written) => saveSsh({ user: written.trim() }),
  });
  const keyFile = useKeptText({
    field: 'sshKeyFile',
    kept: ssh.keyFile ?? '',
    isValid: () => true,
    save: (written) => saveSsh({ keyFile: written.trim() === '' ? null : written.trim() }),
  });
  const template = useKeptText({
    field: 'sshTemplate',
    kept: ssh.template,
    isValid: (written) => sshProblems({ ...ssh, template: written }).template === undefined,
    save: (written) => saveSsh({ template: written.trim() }),
  });
  const shown: SshSettings = { user: user.text, keyFile: keyFile.text || null, template: template.text };
  const error = user.error ?? keyFile.error ?? template.error;

  /** One field at a time is typed in. */
  function change(changed: SshSettings): void {
    if (changed.user !== shown.user) user.onChange(changed.user);
    if (changed.keyFile !== shown.keyFile) keyFile.onChange(changed.keyFile ?? '');
    if (changed.template !== shown.template) template.onChange(changed.template);
  }

  return (
    <SettingsGroup title={t('settings.sshTitle')} intro={t('settings.sshIntro')}>
      <SshFields
        ssh={shown}
        problems={sshProblems(shown)}
        onChange={change}
        onBlur={() => {
          for (const field of [user, keyFile, template]) field.onBlur();
        }}
      />
      {error !== null && <p className="field-error" role="alert">{`${text(error.message)}. ${text(error.hint)}`}</p>}
    </SettingsGroup>
  );
}
