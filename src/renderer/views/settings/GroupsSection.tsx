import { Button } from 'react-aria-components';
import type { Group } from '../../../shared/group';
import { groupMembers } from '../../../shared/group-members';
import type { Snapshot } from '../../../shared/model';
import { bridge } from '../../bridge';
import { useStatus } from '../../status-line';
import { groupText } from '../../target-names';
import { useTranslator } from '../../translation';

interface GroupsSectionProps {
  readonly snapshot: Snapshot;
  readonly onAdd: () => void;
  readonly onEdit: (group: Group) => void;
}

export function GroupsSection({ snapshot, onAdd, onEdit }: GroupsSectionProps) {
  const { t } = useTranslator();
  return (
    <section className="section" aria-labelledby="settings-groups">
      <h2 id="settings-groups">{t('settings.groups')}</h2>
      {snapshot.groups.length === 0 && <p className="page-intro">{t('settings.noGroup')}</p>}
      <ul className="choices">
        {snapshot.groups.map((group) => (
          <GroupItem key={group.id} group={group} snapshot={snapshot} onEdit={() => onEdit(group)} />
        ))}
      </ul>
      <div className="section-actions">
        <Button className="button" onPress={onAdd}>
          {t('settings.addGroup')}
        </Button>
      </div>
    </section>
  );
}

function GroupItem({
  group,
  snapshot,
  onEdit,
}: {
  readonly group: Group;
  readonly snapshot: Snapshot;
  readonly onEdit: () => void;
}) {
  const translator = useTranslator();
  const { t } = translator;
  const showStatus = useStatus();
  const { name } = group;

  async function remove(): Promise<void> {
    const removed = await bridge.removeGroup({ id: group.id });
    if (removed.ok) {
      showStatus({ kind: 'done', text: t('settings.groupRemoved', { name }), undo: () => void putBack() });
    } else {
      showStatus({ kind: 'failed', error: removed.error });
    }
  }

  async function putBack(): Promise<void> {
    const saved = await bridge.saveGroup(group);
    if (!saved.ok) showStatus({ kind: 'failed', error: saved.error });
  }

  return (
    <li className="choice">
      <div>
        <p className="name">{name}</p>
        <p className="meta">{groupText(group, groupMembers(group, snapshot.scopes), snapshot, translator)}</p>
      </div>
      <Button className="button" aria-label={t('settings.editGroup', { name })} onPress={onEdit}>
        {t('settings.edit')}
      </Button>
      <Button className="button" aria-label={t('settings.removeGroup', { name })} onPress={() => void remove()}>
        {t('settings.remove')}
      </Button>
    </li>
  );
}
