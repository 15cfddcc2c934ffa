import { useState } from 'react';
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import type { AccountRegion } from '../../shared/credential-facts';
import { type Region, toRegion } from '../../shared/model';
import { KNOWN_REGIONS, regionLabel, regionPlace } from '../../shared/region-names';
import type { MessageKey } from '../../shared/text';
import { type AskableSource, isRegionCode } from '../profile-draft';
import { useTranslator } from '../translation';
import { useAccountRegions } from '../use-account-regions';
import { Icon } from './Icon';

interface RegionsFieldProps {
  readonly regions: readonly Region[];
  /** Whom to ask which Regions there are; null while that is not known. */
  readonly asked: AskableSource | null;
  readonly problem: MessageKey | undefined;
  readonly onChange: (regions: readonly Region[]) => void;
}

/** The Regions of a Profile: chosen by place or code from those known, or any other code written out. */
export function RegionsField({ regions, asked, problem, onChange }: RegionsFieldProps) {
  const translator = useTranslator();
  const { t, text } = translator;
  const [input, setInput] = useState('');
  const [isUnknown, setIsUnknown] = useState(false);
  const wrong: MessageKey | undefined = isUnknown ? 'editor.regionUnknown' : problem;
  const [account, lookUp] = useAccountRegions(asked);
  const statuses = new Map<string, AccountRegion['optInStatus']>(
    account.kind === 'known' ? account.regions.map(({ region, optInStatus }) => [region, optInStatus]) : [],
  );
  const known = account.kind === 'known' ? [...statuses.keys()] : KNOWN_REGIONS;
  const offered = [...new Set<string>([...known, ...regions])];
  const notEnabled = regions.filter((region) => statuses.get(region) === 'not-opted-in');

  /** A code that is written out is meant, whatever the list has. */
  function addWritten(): void {
    const code = input.trim();
    if (code === '') return;
    setIsUnknown(!isRegionCode(code));
    if (!isRegionCode(code)) return;
    if (!regions.some((region) => region === code)) onChange([...regions, toRegion(code)]);
    setInput('');
  }

  return (
    <div className="field">
      <ComboBox
        className="field"
        aria-describedby="regions-hint"
        selectionMode="multiple"
        value={regions}
        onChange={(keys) => {
          setInput('');
          onChange(keys.map((key) => toRegion(String(key))));
        }}
        inputValue={input}
        onInputChange={(value) => {
          setInput(value);
          setIsUnknown(false);
        }}
        allowsCustomValue
        isInvalid={wrong !== undefined}
        onFocus={lookUp}
        onBlur={addWritten}
      >
        <Label>{t('editor.regions')}</Label>
        {regions.length > 0 && (
          <ul className="region-chips">
            {regions.map((region) => (
              <li key={region} className="chip">
                {regionLabel(region, translator)}
                <Button
                  slot={null}
                  className="icon-button small"
                  aria-label={t('editor.removeRegion', { region })}
                  onPress={() => onChange(regions.filter((other) => other !== region))}
                >
                  <Icon name="close" size={11} />
                </Button>
              </li>
            ))}
          </ul>
        )}
        <div className="combo">
          <Input
            className="input"
            placeholder={t('editor.addRegion')}
            spellCheck="false"
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || !isRegionCode(input.trim())) return;
              event.preventDefault();
              addWritten();
            }}
          />
          <Button className="icon-button combo-button" aria-label={t('editor.addRegion')}>
            <Icon name="chevron" size={14} />
          </Button>
        </div>
        <Popover className="popover list-popover">
          <ListBox className="menu">
            {offered.map((code) => (
              <ListBoxItem key={code} id={code} textValue={`${regionPlace(code, translator) ?? ''} ${code}`}>
                <span className="option-check">
                  <Icon name="check" size={14} />
                </span>
                {regionPlace(code, translator)} <span className="mono">{code}</span>
                <OptInMark status={statuses.get(code)} />
              </ListBoxItem>
            ))}
          </ListBox>
        </Popover>
      </ComboBox>
      <p id="regions-hint" className={wrong === undefined ? 'field-hint' : 'field-error'}>
        {t(wrong ?? 'editor.regionsHint')}
      </p>
      {account.kind === 'asking' && (
        <p className="field-hint" role="status">
          {t('scan.listing')}
        </p>
      )}
      {account.kind === 'failed' && (
        <p className="field-hint" role="status">
          {t('editor.regionsOwnList', { reason: text(account.error.message) })}
        </p>
      )}
      {notEnabled.length > 0 && (
        <p className="field-error" role="status">
          {t('editor.regionNotEnabled', { regions: notEnabled.join(', ') })}
        </p>
      )}
    </div>
  );
}

/** Whether the account may use the Region; nothing where that is not known. */
function OptInMark({ status }: { readonly status: AccountRegion['optInStatus'] | undefined }) {
  const { t } = useTranslator();
  if (status === undefined) return null;
  return <span className={`opt-in ${status === 'not-opted-in' ? 'tone-trouble' : ''}`}>{t(`optIn.${status}`)}</span>;
}
