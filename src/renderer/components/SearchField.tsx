import type { Ref } from 'react';
import { SearchField as AriaSearchField, Button, Input } from 'react-aria-components';
import { useTranslator } from '../translation';
import { Icon } from './Icon';

interface SearchFieldProps {
  /** What can be searched for. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly ref: Ref<HTMLInputElement>;
}

export function SearchField({ label, value, onChange, ref }: SearchFieldProps) {
  const { t } = useTranslator();
  return (
    <AriaSearchField className="search" aria-label={label} value={value} onChange={onChange}>
      <Icon name="search" size={14} />
      <Input ref={ref} placeholder={label} />
      {value === '' ? (
        <span className="key" aria-hidden="true">
          /
        </span>
      ) : (
        <Button className="icon-button small" aria-label={t('list.clearSearch')}>
          <Icon name="close" size={12} />
        </Button>
      )}
    </AriaSearchField>
  );
}
