import { useEffect } from 'react';
import { Button } from 'react-aria-components';
import type { Region } from '../../shared/model';
import type { RegionScan } from '../../shared/region-scan';
import { bridge } from '../bridge';
import type { AskableSource } from '../profile-draft';
import { useStatus } from '../status-line';
import { useTranslator } from '../translation';
import { RegionScanReport } from './RegionScanReport';

interface FindRegionsProps {
  readonly asked: AskableSource;
  /** Only what matches is looked for; null for all instances. */
  readonly filter: string | null;
  readonly scan: RegionScan | null;
  readonly chosen: readonly Region[];
  readonly onAdd: (regions: readonly Region[]) => void;
}

/** Proposes the Regions of the account that have instances. A scan ends with it, one that tries a filter too. */
export function FindRegions({ asked, filter, scan, chosen, onAdd }: FindRegionsProps) {
  const { t } = useTranslator();
  const showStatus = useStatus();
  useEffect(() => {
    // One that a window before this one has left behind belongs to other credentials.
    void bridge.closeRegionScan();
    return () => void bridge.closeRegionScan();
  }, []);

  async function find(): Promise<void> {
    const begun = await bridge.scanRegions({ ...asked, regions: null, filter });
    showStatus(begun.ok ? null : { kind: 'failed', error: begun.error });
  }

  const own = scan?.purpose === 'find-regions' ? scan : null;
  return (
    <div className="field">
      <Button className="button find-regions" isDisabled={own?.status.kind === 'running'} onPress={() => void find()}>
        {t('scan.find')}
      </Button>
      <p className="field-hint">
        {t('scan.hint')} {filter !== null && t('scan.filtered')}
      </p>
      {own !== null && <RegionScanReport scan={own} chosen={chosen} onAdd={onAdd} />}
    </div>
  );
}
