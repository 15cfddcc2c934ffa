import { useState } from 'react';
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { type Region, toRegion } from '../../shared/model';
import { KNOWN_REGIONS, regionLabel, regionPlace } from '../../shared/region-names';
import type { MessageKey } from '../../shared/text';
import { isRegionCode } from '../profile-draft';
import { useTranslator } from '../translation';
import { Icon } from './Icon';

interface RegionsFieldProps {
  readonly regions: readonly Region[];
  readonly problem: MessageKey | undefined;
  readonly onChange: (regions: readonly Region[]) => void;
}

/** The Regions of a Profile: chosen by place or code from those known, or any other code written out. */
export function RegionsField({ regions, problem, onChange }: RegionsFieldProps) {
  const translator = useTranslator();
  const { t } = translator;
  const [input, setInput] = useState('');
  const [isUnknown, setIsUnknown] = useState(false);
  const wrong: MessageKey | undefined = isUnknown ? 'editor.regionUnknown' : problem;
  const offered = [...new Set<string>([...KNOWN_REGIONS, ...regions])];

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
              </ListBoxItem>
            ))}
          </ListBox>
        </Popover>
      </ComboBox>
      <p id="regions-hint" className={wrong === undefined ? 'field-hint' : 'field-error'}>
        {t(wrong ?? 'editor.regionsHint')}
      </p>
    </div>
  );
}
