import type { AppError } from '../../../shared/errors';
import { plainText } from '../../../shared/plain-text';
import { useTranslator } from '../../translation';
import { ErrorDetails } from '../ErrorDetails';
import { Icon } from '../Icon';
import { RowButton } from '../RowButton';

/** One value of a fact; the text of what comes from outside is made plain here. */
export interface FactValue {
  readonly text: string;
  /** What stands beside it, and is not copied. */
  readonly note?: string | null;
  readonly tone?: 'running' | 'changing' | 'trouble';
  readonly onCopy?: () => void;
  /** Why it is not known. */
  readonly error?: AppError;
}

/** `asking` while the answer is on its way, `unknown` where none came: neither is the same as none. */
export interface Fact {
  readonly label: string;
  readonly values: 'asking' | 'unknown' | readonly FactValue[];
}

/** Facts of an instance by their names. Each keeps its line whether it is known yet or not, so that nothing jumps. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="detail-facts">
      {facts.map(({ label, values }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <FactValues values={values} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function FactValues({ values }: Pick<Fact, 'values'>) {
  const { t } = useTranslator();
  if (values === 'asking') {
    return (
      <>
        <i className="skeleton-line" aria-hidden="true" />
        <span className="visually-hidden">{t('list.loading')}</span>
      </>
    );
  }
  if (values === 'unknown') return <span className="detail-none">{t('details.notKnown')}</span>;
  if (values.length === 0) return <span className="detail-none">{t('details.none')}</span>;
  return values.map((value, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: what a list of AWS holds may be in it twice
    <OneValue key={index} value={value} />
  ));
}

function OneValue({ value: { text, note, tone, onCopy, error } }: { readonly value: FactValue }) {
  const shown = plainText(text);
  return (
    <div className="detail-value">
      <span>
        <span className={tone === undefined ? 'detail-text' : `detail-text tone-${tone}`}>{shown}</span>
        {note && <span className="detail-note"> {plainText(note)}</span>}
        {error !== undefined && <ErrorDetails error={error} />}
      </span>
      {onCopy !== undefined && <CopyButton text={shown} onCopy={onCopy} />}
    </div>
  );
}

function CopyButton({ text, onCopy }: { readonly text: string; readonly onCopy: () => void }) {
  const { t } = useTranslator();
  return (
    <RowButton className="icon-button small copy" label={t('details.copy', { text })} isTabStop onPress={onCopy}>
      <Icon name="copy" size={12} />
    </RowButton>
  );
}
