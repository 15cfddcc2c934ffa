import { Button, FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import { filterText, parseFilter } from '../../shared/instance-filter';
import { FILTER_LENGTH } from '../../shared/kept-schemas';
import type { Region } from '../../shared/model';
import type { RegionScan } from '../../shared/region-scan';
import { bridge } from '../bridge';
import { type AskableSource, filterOfDraft, filterProblem } from '../profile-draft';
import { useStatus } from '../status-line';
import { useTranslator } from '../translation';
import { RegionScanReport } from './RegionScanReport';

interface FilterFieldProps {
  readonly text: string;
  /** Whom to ask what it matches; null while that is not known. */
  readonly asked: AskableSource | null;
  readonly regions: readonly Region[];
  readonly scan: RegionScan | null;
  readonly onChange: (text: string) => void;
}

/** What AWS is to narrow the list by, with what is wrong with it or what AWS is asked for, and a way to try it. */
export function FilterField({ text: written, asked, regions, scan, onChange }: FilterFieldProps) {
  const { t, text } = useTranslator();
  const showStatus = useStatus();
  const problem = filterProblem(written);
  const filter = filterOfDraft(written);
  const parsed = parseFilter(written);
  const normalForm = parsed.ok ? filterText(parsed.value) : null;
  const tried = scan?.purpose === 'try-filter' ? scan : null;

  async function tryIt(source: AskableSource): Promise<void> {
    const begun = await bridge.scanRegions({ ...source, regions: [...regions], filter });
    showStatus(begun.ok ? null : { kind: 'failed', error: begun.error });
  }

  return (
    <div className="field">
      <TextField
        className="field"
        value={written}
        isInvalid={problem !== null}
        maxLength={FILTER_LENGTH}
        onChange={onChange}
      >
        <Label>{t('filter.label')}</Label>
        <Input className="input mono" spellCheck="false" autoComplete="off" />
        {normalForm !== null && normalForm !== filter && (
          <p className="rule-matches" role="status">
            {t('filter.normalForm', { filter: normalForm })}
          </p>
        )}
        <FieldError className="field-error">{problem !== null && text(problem)}</FieldError>
        <Text slot="description" className="field-hint">
          {t('filter.hint')}
        </Text>
      </TextField>
      {filter !== null && asked !== null && regions.length > 0 && (
        <Button
          className="button find-regions"
          isDisabled={tried?.status.kind === 'running'}
          onPress={() => void tryIt(asked)}
        >
          {t('filter.try')}
        </Button>
      )}
      {tried !== null && <RegionScanReport scan={tried} />}
    </div>
  );
}
