import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { ImportCandidate, ProfilesFileContents } from '../../shared/credential-facts';
import { DEFAULT_SSH } from '../../shared/model';
import { regionLabel } from '../../shared/region-names';
import { bridge } from '../bridge';
import { ColorDot } from '../components/ColorDot';
import { PageHead } from '../components/PageHead';
import { SwitchField } from '../components/SwitchField';
import { sourceText } from '../credential-text';
import { useStatus } from '../status-line';
import { useTranslator } from '../translation';

interface ImportViewProps {
  readonly contents: ProfilesFileContents;
  readonly onDone: () => void;
}

/** What a file of Profiles would add, before anything is added. */
export function ImportView({ contents, onDone }: ImportViewProps) {
  const { t } = useTranslator();
  const showStatus = useStatus();
  const { file, candidates } = contents;
  /** By place in the file: those that are to be added under another name. */
  const [renamed, setRenamed] = useState<ReadonlySet<number>>(new Set());
  const chosen = candidates.filter((candidate, index) => !isTaken(candidate) || renamed.has(index));

  async function add(): Promise<void> {
    const drafts = chosen.map(({ draft, freeName }) => ({ ...draft, name: freeName }));
    const added = await bridge.addProfiles({ drafts });
    if (!added.ok) {
      showStatus({ kind: 'failed', error: added.error });
      return;
    }
    const undo = () => void Promise.all(added.value.map(({ id }) => bridge.removeProfile({ id })));
    showStatus({ kind: 'done', text: t('import.done', { count: added.value.length }), undo });
    onDone();
  }

  return (
    <main className="page">
      <PageHead title={t('import.title')} onBack={onDone} />
      <p className="page-intro file-name">{file}</p>
      {candidates.length === 0 && <p className="page-intro">{t('import.empty')}</p>}
      <ul className="choices">
        {candidates.map((candidate, index) => (
          <CandidateItem
            // biome-ignore lint/suspicious/noArrayIndexKey: the file's order does not change, and names may stand twice
            key={index}
            candidate={candidate}
            isRenamed={renamed.has(index)}
            onRename={(isRenamed) =>
              setRenamed((before) => new Set(isRenamed ? [...before, index] : [...before].filter((at) => at !== index)))
            }
          />
        ))}
      </ul>
      <div className="form-actions setting-gap">
        <Button className="button" onPress={onDone}>
          {t('action.cancel')}
        </Button>
        <Button className="button primary" isDisabled={chosen.length === 0} onPress={() => void add()}>
          {t('import.add', { count: chosen.length })}
        </Button>
      </div>
    </main>
  );
}

interface CandidateItemProps {
  readonly candidate: ImportCandidate;
  readonly isRenamed: boolean;
  readonly onRename: (isRenamed: boolean) => void;
}

function CandidateItem({ candidate, isRenamed, onRename }: CandidateItemProps) {
  const translator = useTranslator();
  const { t } = translator;
  const { draft, freeName, hasCredentials } = candidate;
  const regions = draft.regions.map((region) => regionLabel(region, translator)).join(', ');
  return (
    <li className="choice">
      <div>
        <p className="name">
          <ColorDot color={draft.color} /> {draft.name}
        </p>
        <p className="meta">
          {sourceText(draft.source, translator)} · {regions}
        </p>
        {/* What asks elsewhere, or ends in a shell, is not brought in unseen. */}
        {draft.endpointUrl !== null && (
          <p className="meta">
            {t('import.endpoint')} <span className="mono">{draft.endpointUrl}</span>
          </p>
        )}
        {draft.ssh.template !== DEFAULT_SSH.template && (
          <p className="meta">
            {t('import.ssh')} <span className="mono">{draft.ssh.template}</span>
          </p>
        )}
        {!hasCredentials && <p className="field-hint">{t('import.noCredentials')}</p>}
        {isTaken(candidate) && (
          <>
            <p className="field-hint">{t('import.nameTaken')}</p>
            <SwitchField label={t('import.rename', { name: freeName })} isOn={isRenamed} onChange={onRename} />
          </>
        )}
      </div>
    </li>
  );
}

const isTaken = ({ draft, freeName }: ImportCandidate): boolean => draft.name !== freeName;
