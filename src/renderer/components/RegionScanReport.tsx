import { Button } from 'react-aria-components';
import type { Region } from '../../shared/model';
import { regionLabel } from '../../shared/region-names';
import type { RegionCount, RegionScan } from '../../shared/region-scan';
import { bridge } from '../bridge';
import { useTranslator } from '../translation';

interface RegionScanReportProps {
  readonly scan: RegionScan;
  readonly chosen?: readonly Region[];
  /** Takes Regions that have instances into the Profile. */
  readonly onAdd?: (regions: readonly Region[]) => void;
}

type Counted = Extract<RegionCount, { readonly instanceCount: number }>;
type Failed = Exclude<RegionCount, Counted>;

const isCounted = (count: RegionCount): count is Counted => 'instanceCount' in count;
const isFailed = (count: RegionCount): count is Failed => !isCounted(count);

/** How far a scan has come and what it has found so far. A Region that could not be asked is never shown as empty. */
export function RegionScanReport({ scan, chosen = [], onAdd }: RegionScanReportProps) {
  const translator = useTranslator();
  const { t } = translator;
  const isRunning = scan.status.kind === 'running';
  const counted = scan.counts.filter(isCounted);
  const failed = scan.counts.filter(isFailed);
  const found = onAdd === undefined ? counted : counted.filter(({ instanceCount }) => instanceCount > 0);
  const addable = found.map(({ region }) => region).filter((region) => !chosen.includes(region));
  return (
    <div className="scan">
      <div className="scan-head">
        <p role="status">{useProgressText(scan)}</p>
        {isRunning && (
          <Button className="link-button" onPress={() => void bridge.cancelRegionScan()}>
            {t('action.cancel')}
          </Button>
        )}
      </div>
      {isRunning && (
        <progress
          aria-label={t(onAdd === undefined ? 'filter.try' : 'scan.find')}
          value={scan.counts.length}
          max={scan.regions?.length ?? 1}
        />
      )}
      {scan.status.kind === 'running' && scan.status.isPaced && <p className="field-hint">{t('scan.paced')}</p>}
      {!isRunning && found.length === 0 && counted.length > 0 && <p>{t('scan.none')}</p>}
      <ul className="scan-found">
        {found.map((count) => (
          <li key={count.region}>
            <span>{regionLabel(count.region, translator)}</span>
            <CountText count={count} purpose={scan.purpose} />
            {onAdd !== undefined &&
              (chosen.includes(count.region) ? (
                <span className="field-hint">{t('scan.added')}</span>
              ) : (
                <Button
                  className="link-button"
                  aria-label={t('scan.add', { region: regionLabel(count.region, translator) })}
                  onPress={() => onAdd([count.region])}
                >
                  {t('scan.addShort')}
                </Button>
              ))}
          </li>
        ))}
      </ul>
      {onAdd !== undefined && addable.length > 1 && (
        <Button className="link-button" onPress={() => onAdd(addable)}>
          {t('scan.addAll', { count: addable.length })}
        </Button>
      )}
      {failed.length > 0 && <Failures failed={failed} />}
    </div>
  );
}

function useProgressText({ regions, counts, status }: RegionScan): string {
  const { t, text } = useTranslator();
  if (status.kind === 'failed') return `${text(status.error.message)}. ${text(status.error.hint)}`;
  const total = regions?.length ?? 0;
  if (status.kind === 'done') return t('scan.done', { total });
  if (status.kind === 'cancelled') return t('scan.cancelled', { done: counts.length, total });
  return regions === null ? t('scan.listing') : t('scan.progress', { done: counts.length, total });
}

function CountText({ count, purpose }: { readonly count: Counted; readonly purpose: RegionScan['purpose'] }) {
  const { t, number } = useTranslator();
  const noun = purpose === 'find-regions' ? 'instances' : 'matches';
  return (
    <b>
      {count.hasMore
        ? t(`scan.${noun}AtLeast`, { count: number(count.instanceCount) })
        : t(`scan.${noun}`, { count: count.instanceCount })}
    </b>
  );
}

function Failures({ failed }: { readonly failed: readonly Failed[] }) {
  const translator = useTranslator();
  const { t, text } = translator;
  return (
    <div className="scan-failed">
      <p className="field-error">{t('scan.failures', { count: failed.length })}</p>
      <ul>
        {failed.map(({ region, error }) => (
          <li key={region}>
            {regionLabel(region, translator)}: {text(error.message)}
          </li>
        ))}
      </ul>
    </div>
  );
}
