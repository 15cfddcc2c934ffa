import { useEffect } from 'react';
import { Button } from 'react-aria-components';
import type { StatusMessage } from '../status-line';
import { useTranslator } from '../translation';
import { Icon } from './Icon';

/** How long good news stands; bad news stays until dismissed. */
const DONE_MS = 6000;

interface FooterProps {
  readonly status: StatusMessage | null;
  /** What stands there while there is nothing to tell. */
  readonly hint: string;
  readonly onDismiss: () => void;
}

/** The foot of the window: what the last thing a person did came to. Screen readers are told as well. */
export function Footer({ status, hint, onDismiss }: FooterProps) {
  const { t, text } = useTranslator();
  useEffect(() => {
    if (status?.kind !== 'done') return undefined;
    const timer = setTimeout(onDismiss, DONE_MS);
    return () => clearTimeout(timer);
  }, [status, onDismiss]);

  return (
    <footer className={status === null ? 'footer' : `footer footer-${status.kind}`}>
      {status === null && <span className="footer-hint">{hint}</span>}
      <div role="status" className="footer-text">
        {status?.kind === 'done' && status.text}
        {status?.kind === 'failed' && (
          <>
            <strong>{text(status.error.message)}</strong> {text(status.error.hint)}
          </>
        )}
      </div>
      {status?.kind === 'done' && status.undo !== undefined && (
        <Button
          className="link-button"
          onPress={() => {
            status.undo?.();
            onDismiss();
          }}
        >
          {t('action.undo')}
        </Button>
      )}
      {status?.kind === 'failed' && (
        <Button className="icon-button" aria-label={t('action.dismiss')} onPress={onDismiss}>
          <Icon name="close" size={14} />
        </Button>
      )}
    </footer>
  );
}
