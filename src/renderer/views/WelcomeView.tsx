import { Button } from 'react-aria-components';
import type { ConfigProblem, NamedProfile } from '../../shared/credential-facts';
import { PROFILE_NAME_LENGTH } from '../../shared/free-profile-name';
import { type CredentialSource, PROFILE_COLORS, type ProfileDraft, toRegion } from '../../shared/model';
import { bridge } from '../bridge';
import { ConfigProblems } from '../components/ConfigProblems';
import { namedProfileText } from '../credential-text';
import { isRegionCode } from '../profile-draft';
import { useStatus } from '../status-line';
import { useTranslator } from '../translation';
import { problemsOf, unlistedProblems, useCredentialSources } from '../use-credential-sources';

/** The first start where AWS is configured: one click adds a profile, another opens the demo account. */
export function WelcomeView({
  onAddProfile,
  onEnterKeys,
}: {
  readonly onAddProfile: (draft?: Partial<ProfileDraft>) => void;
  readonly onEnterKeys: () => void;
}) {
  const translator = useTranslator();
  const { t, text } = translator;
  const showStatus = useStatus();
  const [found] = useCredentialSources();
  const unlisted = found.kind === 'found' ? unlistedProblems(found.sources) : [];

  /** Adds at once what is complete; where the Region is missing or is none of AWS's, the form asks for it. */
  function add(name: string, source: CredentialSource, region: string | null): void {
    const draft = { name, source, color: PROFILE_COLORS[0], endpointUrl: null };
    if (region === null || !isRegionCode(region) || name.length > PROFILE_NAME_LENGTH) {
      onAddProfile(draft);
      return;
    }
    void bridge.addProfile({ ...draft, regions: [toRegion(region)] }).then((answer) => {
      showStatus(answer.ok ? null : { kind: 'failed', error: answer.error });
    });
  }

  async function openDemo(): Promise<void> {
    const opened = await bridge.openDemoAccount();
    if (!opened.ok) showStatus({ kind: 'failed', error: opened.error });
  }

  return (
    <main className="page welcome">
      <h1>{t('welcome.title')}</h1>
      {found.kind === 'failed' && (
        <div className="trouble" role="alert">
          <div className="trouble-text">
            <p className="trouble-message">{text(found.error.message)}</p>
            <p>{text(found.error.hint)}</p>
            {found.error.detail !== null && <p className="error-details">{found.error.detail}</p>}
          </div>
        </div>
      )}
      {found.kind === 'found' && (
        <>
          <p className="page-intro">{t('welcome.intro')}</p>
          <ul className="choices">
            {found.sources.namedProfiles.map((profile: NamedProfile) => (
              <Choice
                key={profile.profileName}
                name={profile.profileName}
                facts={namedProfileText(profile, translator)}
                problems={problemsOf({ kind: 'named-profile', profileName: profile.profileName }, found.sources)}
                onAdd={() =>
                  add(profile.profileName, { kind: 'named-profile', profileName: profile.profileName }, profile.region)
                }
              />
            ))}
            {found.sources.environment !== null && (
              <Choice
                name={t('welcome.environment')}
                problems={[]}
                facts={`${t('credential.environment')} · ${found.sources.environment.region ?? t('welcome.noRegion')}`}
                onAdd={() =>
                  add(t('welcome.environment'), { kind: 'environment' }, found.sources.environment?.region ?? null)
                }
              />
            )}
          </ul>
        </>
      )}
      {unlisted.length > 0 && (
        <section className="section">
          <h2>{t('configProblem.title')}</h2>
          <ConfigProblems problems={unlisted} />
        </section>
      )}
      <div className="section-actions">
        <Button className="link-button" onPress={onEnterKeys}>
          {t('welcome.enterKeys')}
        </Button>
        <Button className="link-button" onPress={() => onAddProfile()}>
          {t('welcome.custom')}
        </Button>
      </div>
      <section className="demo-offer">
        <h2>{t('welcome.demoTitle')}</h2>
        <p>{t('welcome.demoText')}</p>
        <Button className="button" onPress={() => void openDemo()}>
          {t('welcome.demoOpen')}
        </Button>
      </section>
    </main>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly facts: string;
  /** It may work all the same. */
  readonly problems: readonly ConfigProblem[];
  readonly onAdd: () => void;
}

function Choice({ name, facts, problems, onAdd }: ChoiceProps) {
  const { t } = useTranslator();
  return (
    <li className="choice">
      <div>
        <p className="name">{name}</p>
        <p className="meta">{facts}</p>
        <ConfigProblems problems={problems} />
      </div>
      <Button className="button primary" aria-label={t('welcome.addName', { name })} onPress={onAdd}>
        {t('welcome.add')}
      </Button>
    </li>
  );
}
