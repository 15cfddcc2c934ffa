import {
  Button,
  FieldError,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
  Text,
} from 'react-aria-components';
import type { NamedProfile } from '../../shared/credential-facts';
import { type CredentialSource, type Region, toRegion } from '../../shared/model';
import type { MessageKey } from '../../shared/text';
import { configProblemText, namedProfileText, sourceText } from '../credential-text';
import { sourceFromKey, sourceKey } from '../profile-draft';
import { useTranslator } from '../translation';
import { problemsOf, unlistedProblems, useCredentialSources } from '../use-credential-sources';
import { ConfigProblems } from './ConfigProblems';
import { Icon } from './Icon';

interface SourceFieldProps {
  readonly source: CredentialSource | undefined;
  /** Access keys are just being entered instead. */
  readonly isEntering: boolean;
  readonly problem: MessageKey | undefined;
  /** With the Region that the chosen source is set to, if it is. */
  readonly onChange: (source: CredentialSource, region: Region | null) => void;
  readonly onEnter: () => void;
}

/** The choice that is no source yet. */
const ENTER = 'enter';

interface Choice {
  readonly source: CredentialSource;
  readonly facts: string;
  readonly region: string | null;
}

/** Where a Profile's credentials come from: one of those that this computer has, or access keys to enter. */
export function SourceField({ source, isEntering, problem, onChange, onEnter }: SourceFieldProps) {
  const translator = useTranslator();
  const { t, text } = translator;
  const [found, lookAgain] = useCredentialSources();
  const sources = found.kind === 'found' ? found.sources : null;
  /** A profile with something wrong in it may work all the same. */
  const factsOf = (choice: Choice): string =>
    [choice.facts, ...problemsOf(choice.source, sources).map((wrong) => configProblemText(wrong, translator))]
      .filter((fact) => fact !== '')
      .join(' · ');
  const choices: Choice[] = [];
  if (found.kind === 'found') {
    const { namedProfiles, environment } = found.sources;
    choices.push(...namedProfiles.map((profile) => choiceOf(profile, namedProfileText(profile, translator))));
    if (environment !== null) {
      const facts = environment.region ?? t('welcome.noRegion');
      choices.push({ source: { kind: 'environment' }, facts, region: environment.region });
    }
  }
  // What was chosen before stays a choice, even where the AWS files no longer have it.
  if (
    source !== undefined &&
    source.kind !== 'instance-metadata' &&
    !choices.some((choice) => sourceKey(choice.source) === sourceKey(source))
  ) {
    choices.push({ source, facts: '', region: null });
  }

  return (
    <div className="field">
      <Select
        className="field"
        value={isEntering ? ENTER : source === undefined ? null : sourceKey(source)}
        onChange={(key) => {
          if (key === null) return;
          if (key === ENTER) {
            onEnter();
            return;
          }
          const region = choices.find((choice) => sourceKey(choice.source) === key)?.region ?? null;
          onChange(sourceFromKey(String(key)), region === null ? null : toRegion(region));
        }}
        isInvalid={problem !== undefined}
        placeholder={t('editor.sourceChoose')}
      >
        <Label>{t('editor.source')}</Label>
        <Button className="input select">
          <SelectValue />
          <Icon name="chevron" size={14} />
        </Button>
        <FieldError className="field-error">{problem && t(problem)}</FieldError>
        <Popover className="popover list-popover">
          <ListBox className="menu">
            {choices.map((choice) => (
              <ListBoxItem
                key={sourceKey(choice.source)}
                id={sourceKey(choice.source)}
                textValue={sourceText(choice.source, translator)}
              >
                <Text slot="label">{sourceText(choice.source, translator)}</Text>
                {factsOf(choice) !== '' && (
                  <Text slot="description" className="meta">
                    {factsOf(choice)}
                  </Text>
                )}
              </ListBoxItem>
            ))}
            <ListBoxItem id="instance-metadata" textValue={sourceText({ kind: 'instance-metadata' }, translator)}>
              <Text slot="label">{sourceText({ kind: 'instance-metadata' }, translator)}</Text>
            </ListBoxItem>
            <ListBoxItem id={ENTER} textValue={t('keys.enter')}>
              <Text slot="label">{t('keys.enter')}</Text>
            </ListBoxItem>
          </ListBox>
        </Popover>
      </Select>
      {sources !== null && (
        <ConfigProblems problems={source === undefined ? unlistedProblems(sources) : problemsOf(source, sources)} />
      )}
      {found.kind === 'failed' && (
        <p className="field-error" role="alert">
          {text(found.error.message)} {text(found.error.hint)}
        </p>
      )}
      {found.kind !== 'looking' && choices.length === 0 && !isEntering && (
        <p className="field-hint">
          {t('editor.sourceNone')}{' '}
          <Button className="link-button" onPress={lookAgain}>
            {t('editor.lookAgain')}
          </Button>
        </p>
      )}
    </div>
  );
}

const choiceOf = (profile: NamedProfile, facts: string): Choice => ({
  source: { kind: 'named-profile', profileName: profile.profileName },
  facts,
  region: profile.region,
});
