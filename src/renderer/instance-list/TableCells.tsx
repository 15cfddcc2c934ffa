import { type ColumnId, tagKeyOf } from '../../shared/list-settings';
import { plainText } from '../../shared/plain-text';
import { ColorDot } from '../components/ColorDot';
import { TagChips } from '../components/TagChips';
import { useTranslator } from '../translation';
import { StateText, useAge } from './InstanceFacts';
import type { InstanceRowProps } from './InstanceRow';
import { tagValue } from './listed';
import { NameAndMarks } from './NameAndMarks';
import { PublicDns } from './PublicDns';

interface TableCellsProps extends InstanceRowProps {
  readonly columns: readonly ColumnId[];
  readonly onCopyDns: () => void;
}

/** An instance's cells in the table. */
export function TableCells({ columns, ...props }: TableCellsProps) {
  return (
    <>
      <div role="gridcell" className="cell identity">
        <NameAndMarks instance={props.instance} isPinned={props.isPinned} isProtected={props.isProtected} />
      </div>
      {columns.map((column) => (
        <Cell key={column} column={column} {...props} />
      ))}
    </>
  );
}

function Cell({ column, ...props }: Omit<TableCellsProps, 'columns'> & { readonly column: ColumnId }) {
  const { instance, activity, profile, region, readyPort, isTabStop, onCopyDns } = props;
  const { t } = useTranslator();
  switch (column) {
    case 'state':
      return (
        <div role="gridcell" className="cell meta">
          <StateText instance={instance} activity={activity} readyPort={readyPort} />
        </div>
      );
    case 'launchTime':
      return <AgeCell {...props} />;
    case 'publicDnsName':
      return (
        <div role="gridcell" className="cell addresses">
          <PublicDns instance={instance} isTabStop={isTabStop} onCopy={onCopyDns} />
        </div>
      );
    case 'tags':
      return (
        <div role="gridcell" className="cell">
          <TagChips tags={instance.tags} />
        </div>
      );
    case 'profile':
      return (
        <div role="gridcell" className="cell">
          <ColorDot color={profile.color} /> <span title={profile.name}>{profile.name}</span>
        </div>
      );
    case 'instanceType':
      return (
        <TextCell text={instance.isSpot ? `${instance.instanceType} · ${t('list.spot')}` : instance.instanceType} />
      );
    case 'region':
      return <TextCell text={region} />;
    case 'instanceId':
    case 'publicIpAddress':
    case 'privateIpAddress':
      return <TextCell text={instance[column]} isMono />;
    case 'availabilityZone':
      return <TextCell text={instance.availabilityZone} />;
    default:
      return <TextCell text={tagValue(instance, tagKeyOf(column) ?? column)} />;
  }
}

function AgeCell({ instance, activity }: Omit<TableCellsProps, 'columns'>) {
  const { dateTime } = useTranslator();
  const age = useAge({ instance, activity });
  const title = instance.launchTime === null ? undefined : dateTime(instance.launchTime);
  return (
    <div role="gridcell" className="cell" title={title}>
      {age}
    </div>
  );
}

/** What is too long for its cell is whole in the tooltip. */
function TextCell({ text, isMono = false }: { readonly text: string | null; readonly isMono?: boolean }) {
  const shown = text === null ? '' : plainText(text);
  return (
    <div role="gridcell" className={isMono ? 'cell mono' : 'cell'} title={shown}>
      {shown}
    </div>
  );
}
