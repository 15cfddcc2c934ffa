import { useMemo } from 'react';
import { Button } from 'react-aria-components';
import { isDryRunOf } from '../../shared/dry-run';
import type { Result } from '../../shared/errors';
import type { Group } from '../../shared/group';
import { groupMembers } from '../../shared/group-members';
import type { Snapshot } from '../../shared/model';
import { bridge } from '../bridge';
import { useStatus } from '../status-line';
import { groupText } from '../target-names';
import { useTranslator } from '../translation';
import { Icon } from './Icon';

/** The groups above the list, a line each; nothing where there are none. */
export function GroupBar({ groups, snapshot }: { readonly groups: readonly Group[]; readonly snapshot: Snapshot }) {
  const { t } = useTranslator();
  if (groups.length === 0) return null;
  return (
    <ul className="groups" aria-label={t('group.label')}>
      {groups.map((group) => (
        <GroupLine key={group.id} group={group} snapshot={snapshot} />
      ))}
    </ul>
  );
}

function GroupLine({ group, snapshot }: { readonly group: Group; readonly snapshot: Snapshot }) {
  const translator = useTranslator();
  const { t } = translator;
  const showStatus = useStatus();
  const { id, name } = group;
  const isUnderWay = snapshot.groupRuns.some(({ groupId }) => groupId === id);
  const members = useMemo(() => groupMembers(group, snapshot.scopes), [group, snapshot.scopes]);
  const isDryRun = isDryRunOf(snapshot, members.steps.flat());
  const labelled = (text: string): string => (isDryRun ? t('dryRun.label', { action: text }) : text);
  const { startable, stoppable, denied, problem } = members;
  const deniedCount = isDryRun ? 0 : denied.start + denied.stop;

  async function run(asked: Promise<Result<null>>): Promise<void> {
    const answer = await asked;
    // What AWS refused stands in the rows.
    if (!answer.ok && answer.error.awsCode === null) showStatus({ kind: 'failed', error: answer.error });
  }

  return (
    <li className="group">
      <Icon name="group" size={14} />
      <div className="group-facts">
        <span className="name" title={name}>
          {name}
        </span>
        <span
          className={problem === null ? 'meta' : 'meta tone-trouble'}
          // How far it has come is told; what it means while it rests is read where one looks for it.
          role={isUnderWay ? 'status' : undefined}
        >
          {groupText(group, members, snapshot, translator)}
          {deniedCount > 0 && ` · ${t('permission.someDenied', { count: deniedCount })}`}
        </span>
      </div>
      {isUnderWay ? (
        <Button
          className="button"
          aria-label={t('group.cancelName', { name })}
          onPress={() => void run(bridge.cancelGroupRun({ id }))}
        >
          {t('action.cancel')}
        </Button>
      ) : (
        <>
          {startable > (isDryRun ? 0 : denied.start) && (
            <Button
              className="button go"
              aria-label={labelled(t('group.startName', { name }))}
              onPress={() => void run(bridge.startGroup({ id }))}
            >
              <Icon name="start" size={11} />
              {labelled(t('action.start'))}
            </Button>
          )}
          {stoppable > (isDryRun ? 0 : denied.stop) && (
            <Button
              className="button"
              aria-label={labelled(t('group.stopName', { name }))}
              onPress={() => void run(bridge.stopGroup({ id }))}
            >
              <Icon name="stop" size={11} />
              {labelled(t('action.stop'))}
            </Button>
          )}
        </>
      )}
    </li>
  );
}
