import { Button } from 'react-aria-components';
import { Icon } from '../components/Icon';
import { useTranslator } from '../translation';
import { useNow } from '../use-now';
import type { FollowedBatch } from './use-batch';

/** How far an action on several instances has come: “7 of 12 running · 1 failed”. */
export function BatchLine({ batch }: { readonly batch: FollowedBatch }) {
  const { t, number } = useTranslator();
  const { action, progress, retry, undo, dismiss } = batch;
  const { done, total, pending, isDryRun, failed, sendsAt } = progress;
  return (
    <div className="batch-line">
      <progress className="batch-progress" max={total} value={done} aria-hidden="true" />
      <p role="status">
        {t(isDryRun ? 'batch.dryRun' : `batch.${action}`, { done: number(done), total: number(total) })}
        {failed.length > 0 && <span className="tone-trouble"> · {t('batch.failed', { count: failed.length })}</span>}
      </p>
      {sendsAt !== null && (
        <Button className="button undo" onPress={undo}>
          <span aria-hidden="true">
            <UndoSeconds sendsAt={sendsAt} />
          </span>
          <span className="visually-hidden">{t('batch.undo')}</span>
        </Button>
      )}
      {failed.length > 0 && (
        <Button className="button" onPress={retry}>
          {t('batch.retry', { count: failed.length })}
        </Button>
      )}
      {pending === 0 && (
        <Button className="icon-button" aria-label={t('action.dismiss')} onPress={dismiss}>
          <Icon name="close" size={14} />
        </Button>
      )}
    </div>
  );
}

function UndoSeconds({ sendsAt }: { readonly sendsAt: number }) {
  const { t } = useTranslator();
  const now = useNow(200);
  return t('action.undoSeconds', { seconds: Math.max(0, Math.ceil((sendsAt - now) / 1000)) });
}
