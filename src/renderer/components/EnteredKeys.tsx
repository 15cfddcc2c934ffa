import { Button } from 'react-aria-components';
import type { CredentialSource } from '../../shared/model';
import { useTranslator } from '../translation';
import type { KeysEntry } from '../use-keys-entry';

interface EnteredKeysProps {
  readonly source: CredentialSource | undefined;
  readonly entry: KeysEntry;
  readonly onReplace: () => void;
}

/** What may be known of keys that were entered: how they end, where they are kept, and whose they are. */
export function EnteredKeys({ source, entry, onReplace }: EnteredKeysProps) {
  const { t } = useTranslator();
  const { storage, entered } = entry;
  const identity = entered !== null && entered.source === source ? entered.identity : null;
  const keysId = source?.kind === 'access-keys' ? source.keysId : null;
  if (keysId === null && identity === null) return null;
  const kept = storage?.kept.find(({ id }) => id === keysId);
  return (
    <div className="field" role="status">
      {identity !== null && (
        <p className="field-hint breakable">
          {t('keys.identity', { accountId: identity.accountId, arn: identity.arn })}
        </p>
      )}
      {keysId !== null && storage !== null && (
        <p className={kept === undefined ? 'field-error' : 'field-hint'}>
          {kept === undefined ? t('keys.gone') : t(`keys.kept.${kept.keptIn}`, { ending: kept.ending })}{' '}
          <Button className="link-button" onPress={onReplace}>
            {t('keys.replace')}
          </Button>
        </p>
      )}
    </div>
  );
}
