import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import appIcon from '../../../assets/icon.svg?no-inline';
import type { ConfigProblem, CredentialSources } from '../../shared/credential-facts';
import { PROFILE_NAME_LENGTH } from '../../shared/free-profile-name';
import { DEFAULT_SSH, PROFILE_COLORS, type ProfileDraft, type Region, toRegion } from '../../shared/model';
import { bridge, latestSnapshot } from '../bridge';
import { AddWithRegion } from '../components/AddWithRegion';
import { ConfigProblems } from '../components/ConfigProblems';
import { Icon } from '../components/Icon';
import { namedProfileText } from '../credential-text';
import { isRegionCode, sourceKey } from '../profile-draft';
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
  const likely = found.kind === 'found' ? likelyRegions(found.sources) : [];

  async function add(draft: NewDraft, region: Region): Promise<void> {
    const ssh = latestSnapshot()?.settings.ssh ?? DEFAULT_SSH;
    const complete = { ...draft, regions: [region], color: PROFILE_COLORS[0], endpointUrl: null, ssh };
    // A name of the AWS files may be longer than one here.
    if (draft.name.length > PROFILE_NAME_LENGTH) {
      onAddProfile(complete);
      return;
    }
    const answer = await bridge.addProfile(complete);
    showStatus(answer.ok ? null : { kind: 'failed', error: answer.error });
  }

  async function openDemo(): Promise<void> {
    const opened = await bridge.openDemoAccount();
    if (!opened.ok) showStatus({ kind: 'failed', error: opened.error });
  }

  function choice(given: Pick<ChoiceProps, 'facts' | 'problems'>, draft: NewDraft, region: string | null): ReactNode {
    return (
      <Choice
        key={sourceKey(draft.source)}
        name={draft.name}
        {...given}
        region={region !== null && isRegionCode(region) ? toRegion(region) : null}
        likely={likely}
        onAdd={(chosen) => void add(draft, chosen)}
        onMore={() => onAddProfile(draft)}
      />
    );
  }

  return (
    <main className="page welcome" aria-busy={found.kind === 'looking'}>
      <header className="welcome-head">
        <img src={appIcon} alt="" width={44} height={44} />
        <h1>{t('welcome.title')}</h1>
        {found.kind === 'found' && <p>{hasSources(found.sources) ? t('welcome.intro') : t('welcome.nothingUsable')}</p>}
      </header>
      {found.kind === 'failed' && (
        <div className="trouble" role="alert">
          <Icon name="warning" />
          <div className="trouble-text">
            <p className="trouble-message">{text(found.error.message)}</p>
            <p>{text(found.error.hint)}</p>
            {found.error.detail !== null && <p className="error-details">{found.error.detail}</p>}
          </div>
        </div>
      )}
      {found.kind === 'found' && hasSources(found.sources) && (
        <ul className="choices" aria-label={t('welcome.found')}>
          {found.sources.namedProfiles.map((profile) => {
            const source = { kind: 'named-profile', profileName: profile.profileName } as const;
            const given = {
              facts: namedProfileText(profile, translator),
              problems: problemsOf(source, found.sources),
            };
            return choice(given, { name: profile.profileName, source }, profile.region);
          })}
          {found.sources.environment !== null &&
            choice(
              {
                facts: `${t('credential.environment')} · ${found.sources.environment.region ?? t('welcome.noRegion')}`,
                problems: [],
              },
              { name: t('welcome.environment'), source: { kind: 'environment' } },
              found.sources.environment.region,
            )}
        </ul>
      )}
      {unlisted.length > 0 && (
        <section className="trouble" aria-labelledby="welcome-problems">
          <Icon name="warning" />
          <div className="trouble-text">
            <h2 id="welcome-problems" className="trouble-message">
              {t('configProblem.title')}
            </h2>
            <ConfigProblems problems={unlisted} />
          </div>
        </section>
      )}
      <div className="welcome-ways">
        <Button className="button" onPress={onEnterKeys}>
          {t('welcome.enterKeys')}
        </Button>
        <Button className="button" onPress={() => onAddProfile()}>
          {t('welcome.custom')}
        </Button>
      </div>
      <section className="demo-offer">
        <div>
          <h2>{t('welcome.demoTitle')}</h2>
          <p>{t('welcome.demoText')}</p>
        </div>
        <Button className="button" onPress={() => void openDemo()}>
          {t('welcome.demoOpen')}
        </Button>
      </section>
    </main>
  );
}

type NewDraft = Pick<ProfileDraft, 'name' | 'source'>;

const hasSources = ({ namedProfiles, environment }: CredentialSources): boolean =>
  namedProfiles.length > 0 || environment !== null;

/** Those that this computer's AWS configuration names anywhere: where one profile works, another may. */
function likelyRegions({ namedProfiles, environment }: CredentialSources): readonly Region[] {
  const places = [...namedProfiles, ...(environment === null ? [] : [environment])];
  const regions = places.flatMap(({ region }) => (region !== null && isRegionCode(region) ? [toRegion(region)] : []));
  return [...new Set(regions)];
}

interface ChoiceProps {
  readonly name: string;
  readonly facts: string;
  /** It may work all the same. */
  readonly problems: readonly ConfigProblem[];
  /** Null where it has none, or one that is none of AWS's. */
  readonly region: Region | null;
  readonly likely: readonly Region[];
  readonly onAdd: (region: Region) => void;
  readonly onMore: () => void;
}

function Choice({ name, facts, problems, region, likely, onAdd, onMore }: ChoiceProps) {
  const { t } = useTranslator();
  return (
    <li className="choice">
      <div>
        <p className="name">{name}</p>
        <p className="meta">{facts}</p>
        <ConfigProblems problems={problems} />
      </div>
      {region === null ? (
        <AddWithRegion name={name} likely={likely} onAdd={onAdd} onMore={onMore} />
      ) : (
        <Button className="button primary" aria-label={t('welcome.addName', { name })} onPress={() => onAdd(region)}>
          {t('welcome.add')}
        </Button>
      )}
    </li>
  );
}
