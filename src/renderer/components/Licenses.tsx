import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { PackageLicense } from '../../shared/about';
import { bridge } from '../bridge';
import { useStatus } from '../status-line';
import { useTranslator } from '../translation';

/** The licences of what is bundled: a long text that few want, so it is read only when asked for. */
export function Licenses() {
  const { t } = useTranslator();
  const showStatus = useStatus();
  const [licenses, setLicenses] = useState<readonly PackageLicense[] | 'loading' | null>(null);

  async function load(): Promise<void> {
    setLicenses('loading');
    const answer = await bridge.readLicenses();
    setLicenses(answer.ok ? answer.value : null);
    showStatus(answer.ok ? null : { kind: 'failed', error: answer.error });
  }

  if (licenses === null) {
    return (
      <div>
        <Button className="button" onPress={() => void load()}>
          {t('about.showLicenses')}
        </Button>
      </div>
    );
  }
  if (licenses === 'loading') return <p role="status">{t('about.loadingLicenses')}</p>;
  return (
    <div>
      <p className="field-hint" role="status">
        {t('about.licenseCount', { count: licenses.length })}
      </p>
      <ul className="licenses" aria-label={t('about.licenses')}>
        {licenses.map(({ name, version, identifier, text }) => (
          <li key={`${name}@${version}`}>
            <details>
              <summary>
                <span className="license-name">{name}</span> <span className="license-version">{version}</span>
                <span className="license-identifier">{identifier}</span>
              </summary>
              <pre className="license-text">{text ?? t('about.noLicenseText')}</pre>
            </details>
          </li>
        ))}
      </ul>
    </div>
  );
}
