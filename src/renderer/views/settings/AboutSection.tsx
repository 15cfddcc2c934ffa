import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import type { AppVersions } from '../../../shared/about';
import { bridge } from '../../bridge';
import { Licenses } from '../../components/Licenses';
import { SettingsGroup } from '../../components/SettingsGroup';
import { useStatus } from '../../status-line';
import { useTranslator } from '../../translation';

/** Which version this is and what it is made of, for who looks into something that went wrong. */
export function AboutSection() {
  const { t } = useTranslator();
  const showStatus = useStatus();
  const [versions, setVersions] = useState<AppVersions | null>(null);

  useEffect(() => {
    let isShown = true;
    void bridge.getVersions().then((answer) => {
      if (isShown && answer.ok) setVersions(answer.value);
    });
    return () => {
      isShown = false;
    };
  }, []);

  async function openLogs(): Promise<void> {
    const opened = await bridge.openLogsFolder();
    showStatus(opened.ok ? null : { kind: 'failed', error: opened.error });
  }

  return (
    <>
      <SettingsGroup title={t('about.versions')}>
        <dl className="versions">
          <Version name="EC2 Tray" version={versions?.app} />
          <Version name="Electron" version={versions?.electron} />
          <Version name="Chromium" version={versions?.chromium} />
          <Version name="Node.js" version={versions?.node} />
        </dl>
      </SettingsGroup>
      <SettingsGroup title={t('about.logs')}>
        <div>
          <p>{t('about.logsHint')}</p>
          <div className="section-actions">
            <Button className="button" onPress={() => void openLogs()}>
              {t('about.openLogs')}
            </Button>
          </div>
        </div>
      </SettingsGroup>
      <SettingsGroup title={t('about.licenses')} intro={t('about.licensesIntro')}>
        <Licenses />
      </SettingsGroup>
    </>
  );
}

/** Its line is there before its number is, so that nothing moves. */
function Version({ name, version = '…' }: { readonly name: string; readonly version?: string | undefined }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="mono">{version}</dd>
    </div>
  );
}
