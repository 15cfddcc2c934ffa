import { assertNever } from '../../shared/assert-never';
import type { Snapshot } from '../../shared/model';
import { plainText } from '../../shared/plain-text';
import { regionLabel, regionPlace } from '../../shared/region-names';
import { ColorDot } from '../components/ColorDot';
import { ScopeLine } from '../components/ScopeHeader';
import { useTranslator } from '../translation';
import type { ListSection, SectionHead } from './sections';

interface SectionHeadingProps {
  /** By which the section is named. */
  readonly id: string;
  readonly section: ListSection;
  readonly snapshot: Snapshot;
}

/** What the instances below have in common; it stays in sight while they are. */
export function SectionHeading({ id, section, snapshot }: SectionHeadingProps) {
  const { number } = useTranslator();
  const { head, rows } = section;
  if (head.kind === 'scope') {
    const { scope, profile } = head;
    return <ScopeLine id={id} scope={scope} profile={profile} access={snapshot.access[profile.id]} />;
  }
  return (
    <div className="scope-line">
      <h2 id={id} title={headTitle(head)}>
        <HeadText head={head} />
      </h2>
      <span className="age">{number(rows.length)}</span>
    </div>
  );
}

function HeadText({ head }: { readonly head: Exclude<SectionHead, { kind: 'scope' }> }) {
  const translator = useTranslator();
  const { t } = translator;
  switch (head.kind) {
    case 'profile':
      return (
        <>
          <ColorDot color={head.profile.color} /> <b title={head.profile.name}>{head.profile.name}</b>
          {head.profile.source.kind === 'demo' && <span className="badge">{t('demo.badge')}</span>}
        </>
      );
    case 'region':
      return (
        <>
          <b title={regionLabel(head.region, translator)}>{regionPlace(head.region, translator) ?? head.region}</b>{' '}
          <span className="whole">{head.region}</span>
        </>
      );
    case 'state':
      return <b>{t(`stateGroup.${head.group}`)}</b>;
    case 'tag': {
      const value = head.value === null ? t('list.withoutTag') : plainText(head.value);
      return (
        <>
          <span>{plainText(head.tagKey)}</span> <b>{head.value === '' ? t('list.emptyTag') : value}</b>
        </>
      );
    }
    case 'all':
      return null;
    default:
      return assertNever(head);
  }
}

/** What may be too long for its line: names that people gave. */
function headTitle(head: SectionHead): string | undefined {
  if (head.kind === 'profile') return head.profile.name;
  return head.kind === 'tag' ? plainText(`${head.tagKey} ${head.value ?? ''}`) : undefined;
}
