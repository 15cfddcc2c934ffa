import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { Region } from '../../shared/model';
import { toRegion } from '../../shared/model';
import { KNOWN_REGIONS, regionPlace } from '../../shared/region-names';
import { useTranslator } from '../translation';
import { Icon } from './Icon';

interface AddWithRegionProps {
  readonly name: string;
  /** Regions that are likely, first. */
  readonly likely: readonly Region[];
  readonly onAdd: (region: Region) => void;
  /** Several Regions, or one that must be found first. */
  readonly onMore: () => void;
}

const MORE = 'more';

/** Adds what has no Region set: that is one more click, and no form. */
export function AddWithRegion({ name, likely, onAdd, onMore }: AddWithRegionProps) {
  const translator = useTranslator();
  const { t } = translator;
  const others = KNOWN_REGIONS.map(toRegion).filter((region) => !likely.includes(region));
  const item = (region: Region) => (
    <MenuItem key={region} id={region} textValue={`${region} ${regionPlace(region, translator) ?? ''}`}>
      {regionPlace(region, translator)} <span className="mono">{region}</span>
    </MenuItem>
  );
  return (
    <MenuTrigger>
      <Button className="button primary" aria-label={t('welcome.addName', { name })}>
        {t('welcome.add')} <Icon name="chevron" size={10} />
      </Button>
      <Popover className="popover" placement="bottom end">
        <p className="menu-title">{t('welcome.whichRegion')}</p>
        <Menu
          className="menu"
          onAction={(key) => {
            const region = [...likely, ...others].find((known) => known === key);
            if (region === undefined) onMore();
            else onAdd(region);
          }}
        >
          {likely.map(item)}
          <MenuItem id={MORE}>{t('welcome.moreRegions')}</MenuItem>
          {others.map(item)}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
