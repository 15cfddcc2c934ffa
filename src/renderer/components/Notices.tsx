import { Button } from 'react-aria-components';
import type { Notice } from '../../shared/model';
import { bridge } from '../bridge';
import { useTranslator } from '../translation';
import { Icon } from './Icon';

/** What the app itself has to tell, above everything else. */
export function Notices({ notices }: { readonly notices: readonly Notice[] }) {
  const { t, text } = useTranslator();
  return notices.map((notice) => (
    <div key={notice.id} className="notice" role="alert">
      <Icon name="warning" />
      <p>{text(notice.text)}</p>
      {notice.action === 'open-logs-folder' && (
        <Button className="link-button" onPress={() => void bridge.openLogsFolder()}>
          {t('notice.openLogsFolder')}
        </Button>
      )}
      <Button
        className="icon-button"
        aria-label={t('action.dismiss')}
        onPress={() => void bridge.dismissNotice({ id: notice.id })}
      >
        <Icon name="close" size={14} />
      </Button>
    </div>
  ));
}
