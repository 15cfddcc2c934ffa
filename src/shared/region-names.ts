import type { Region } from './model';
import type { MessageKey } from './text';
import type { Translator } from './translator';

/** The place of each Region as people know it (https://docs.aws.amazon.com/global-infrastructure/latest/regions/). */
const REGION_PLACES: Readonly<Record<string, MessageKey>> = {
  'af-south-1': 'region.capeTown',
  'ap-east-1': 'region.hongKong',
  'ap-east-2': 'region.taipei',
  'ap-northeast-1': 'region.tokyo',
  'ap-northeast-2': 'region.seoul',
  'ap-northeast-3': 'region.osaka',
  'ap-south-1': 'region.mumbai',
  'ap-south-2': 'region.hyderabad',
  'ap-southeast-1': 'region.singapore',
  'ap-southeast-2': 'region.sydney',
  'ap-southeast-3': 'region.jakarta',
  'ap-southeast-4': 'region.melbourne',
  'ap-southeast-5': 'region.malaysia',
  'ap-southeast-6': 'region.newZealand',
  'ap-southeast-7': 'region.thailand',
  'ca-central-1': 'region.montreal',
  'ca-west-1': 'region.calgary',
  'cn-north-1': 'region.beijing',
  'cn-northwest-1': 'region.ningxia',
  'eu-central-1': 'region.frankfurt',
  'eu-central-2': 'region.zurich',
  'eu-north-1': 'region.stockholm',
  'eu-south-1': 'region.milan',
  'eu-south-2': 'region.spain',
  'eu-west-1': 'region.ireland',
  'eu-west-2': 'region.london',
  'eu-west-3': 'region.paris',
  'il-central-1': 'region.telAviv',
  'me-central-1': 'region.uae',
  'me-south-1': 'region.bahrain',
  'mx-central-1': 'region.mexico',
  'sa-east-1': 'region.saoPaulo',
  'us-east-1': 'region.virginia',
  'us-east-2': 'region.ohio',
  'us-gov-east-1': 'region.govCloudEast',
  'us-gov-west-1': 'region.govCloudWest',
  'us-west-1': 'region.california',
  'us-west-2': 'region.oregon',
};

/** The codes of all Regions that have a name here. */
export const KNOWN_REGIONS: readonly string[] = Object.keys(REGION_PLACES);

/** `Seoul` for `ap-northeast-2`; null for a Region newer than this list. */
export function regionPlace(region: Region | string, { t }: Translator): string | null {
  const key = REGION_PLACES[region];
  return key === undefined ? null : t(key);
}

/** `Seoul ap-northeast-2`, or the code alone. */
export function regionLabel(region: Region, translator: Translator): string {
  const place = regionPlace(region, translator);
  return place === null ? region : `${place} ${region}`;
}
