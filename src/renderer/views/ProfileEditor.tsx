import { type FormEvent, useState, useSyncExternalStore } from 'react';
import { FieldError, Input, Label, Radio, RadioGroup, Text, TextField } from 'react-aria-components';
import { DEFAULT_SSH, PROFILE_COLORS, type Profile, type ProfileColor, type ProfileDraft } from '../../shared/model';
import { bridge, latestSnapshot, subscribeToSnapshot } from '../bridge';
import { EditorActions } from '../components/EditorActions';
import { NameField } from '../components/NameField';
import { PageHead } from '../components/PageHead';
import { RegionsField } from '../components/RegionsField';
import { SourceField } from '../components/SourceField';
import { SshFields } from '../components/SshFields';
import { SwitchField } from '../components/SwitchField';
import { freeColor } from '../profile-colors';
import { draftProblems, PROFILE_NAME_LENGTH, sshProblems } from '../profile-draft';
import { useStatus } from '../status-line';
import { useTranslator } from '../translation';

interface ProfileEditorProps {
  /** Null for a new one. */
  readonly profile: Profile | null;
  readonly draft: Partial<ProfileDraft>;
  readonly onChange: (draft: Partial<ProfileDraft>) => void;
  readonly onDone: () => void;
}

/** Adds or changes a Profile. What is wrong stands beside its field, once a save was tried. */
export function ProfileEditor({ profile, draft, onChange, onDone }: ProfileEditorProps) {
  const { t } = useTranslator();
  const showStatus = useStatus();
  const snapshot = useSyncExternalStore(subscribeToSnapshot, latestSnapshot);
  const [wasTried, setWasTried] = useState(false);
  const profiles = snapshot?.profiles ?? [];
  const others = profiles.filter(({ id }) => id !== profile?.id);
  const problems = draftProblems(
    draft,
    others.map(({ name }) => name),
  );
  const shown = wasTried ? problems : {};
  const ssh = draft.ssh ?? DEFAULT_SSH;
  const problemsOfSsh = sshProblems(ssh);
  const color = draft.color ?? freeColor(others);
  const isDemo = draft.source?.kind === 'demo';

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setWasTried(true);
    const { name, source, regions } = draft;
    if (Object.keys({ ...problems, ...problemsOfSsh }).length > 0) return;
    if (name === undefined || source === undefined || regions === undefined) return;
    const endpointUrl = draft.endpointUrl?.trim() ?? '';
    const complete = {
      name: name.trim(),
      source,
      regions,
      color,
      endpointUrl: endpointUrl === '' ? null : endpointUrl,
      filter: draft.filter ?? null,
      isDryRun: draft.isDryRun ?? false,
      isEnabled: draft.isEnabled ?? true,
      ssh,
    };
    const saved =
      profile === null
        ? await bridge.addProfile(complete)
        : await bridge.updateProfile({ id: profile.id, draft: complete });
    showStatus(saved.ok ? null : { kind: 'failed', error: saved.error });
    if (saved.ok) onDone();
  }

  return (
    <main className="page">
      <PageHead
        title={profile === null ? t('editor.addTitle') : t('editor.editTitle', { name: profile.name })}
        onBack={onDone}
      />
      <form className="form" onSubmit={(event) => void save(event)} noValidate>
        <NameField
          value={draft.name ?? ''}
          problem={shown.name === undefined ? null : t(shown.name)}
          maxLength={PROFILE_NAME_LENGTH}
          onChange={(name) => onChange({ ...draft, name })}
        />
        {!isDemo && (
          <SourceField
            source={draft.source}
            problem={shown.source}
            onChange={(source, region) =>
              onChange({
                ...draft,
                source,
                // The Region that the named profile is set to is a good guess, as long as none was chosen.
                regions: region !== null && (draft.regions ?? []).length === 0 ? [region] : (draft.regions ?? []),
              })
            }
          />
        )}
        <RegionsField
          regions={draft.regions ?? []}
          problem={shown.regions}
          onChange={(regions) => onChange({ ...draft, regions })}
        />
        {!isDemo && (
          <TextField
            className="field"
            value={draft.endpointUrl ?? ''}
            onChange={(endpointUrl) => onChange({ ...draft, endpointUrl })}
            isInvalid={shown.endpointUrl !== undefined}
            maxLength={2000}
          >
            <Label>{t('editor.endpoint')}</Label>
            <Input className="input mono" inputMode="url" spellCheck="false" />
            <Text slot="description" className="field-hint">
              {t('editor.endpointHint')}
            </Text>
            <FieldError className="field-error">{shown.endpointUrl && t(shown.endpointUrl)}</FieldError>
          </TextField>
        )}
        <SshFields
          ssh={ssh}
          problems={wasTried ? problemsOfSsh : {}}
          onChange={(changed) => onChange({ ...draft, ssh: changed })}
        />
        <div className="field">
          <SwitchField
            label={t('dryRun.switch')}
            isOn={draft.isDryRun ?? false}
            onChange={(isDryRun) => onChange({ ...draft, isDryRun })}
          />
          <p className="field-hint">{t('dryRun.switchHint')}</p>
        </div>
        <ColorField color={color} onChange={(chosen) => onChange({ ...draft, color: chosen })} />
        <EditorActions onCancel={onDone} />
      </form>
    </main>
  );
}

function ColorField({
  color,
  onChange,
}: {
  readonly color: ProfileColor;
  readonly onChange: (color: ProfileColor) => void;
}) {
  const { t } = useTranslator();
  return (
    <RadioGroup
      className="field"
      orientation="horizontal"
      value={color}
      onChange={(value) => onChange(PROFILE_COLORS.find((known) => known === value) ?? color)}
    >
      <Label>{t('editor.color')}</Label>
      <div className="swatches">
        {PROFILE_COLORS.map((name) => (
          <Radio key={name} value={name} className={`swatch color-${name}`} aria-label={t(`color.${name}`)} />
        ))}
      </div>
    </RadioGroup>
  );
}
