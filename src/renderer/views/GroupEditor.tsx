import { type FormEvent, useMemo, useState } from 'react';
import { Button } from 'react-aria-components';
import type { Group } from '../../shared/group';
import { groupMembers } from '../../shared/group-members';
import { type Snapshot, toGroupId } from '../../shared/model';
import { bridge } from '../bridge';
import { EditorActions } from '../components/EditorActions';
import { GroupStepFields } from '../components/GroupStepFields';
import { NameField } from '../components/NameField';
import { PageHead } from '../components/PageHead';
import {
  GROUP_NAME_LENGTH,
  type GroupDraft,
  groupOfDraft,
  groupProblems,
  hasProblem,
  MOST_STEPS,
  withMovedStep,
  withNewStep,
  withoutStep,
  withStep,
} from '../group-draft';
import { useStatus } from '../status-line';
import { useTranslator } from '../translation';

interface GroupEditorProps {
  readonly snapshot: Snapshot;
  /** Null for a new one. */
  readonly group: Group | null;
  readonly draft: GroupDraft;
  readonly onChange: (draft: GroupDraft) => void;
  readonly onDone: () => void;
}

/** Adds or changes a group. What it means now stands beneath each step; what is missing, once a save was tried. */
export function GroupEditor({ snapshot, group, draft, onChange, onDone }: GroupEditorProps) {
  const { t } = useTranslator();
  const showStatus = useStatus();
  const [wasTried, setWasTried] = useState(false);
  const [id] = useState(() => group?.id ?? toGroupId(crypto.randomUUID()));
  const others = snapshot.groups.filter((other) => other.id !== group?.id);
  const problems = groupProblems(
    draft,
    others.map(({ name }) => name),
  );
  const members = useMemo(() => groupMembers(groupOfDraft(draft, id), snapshot.scopes), [draft, id, snapshot.scopes]);
  const nameProblem = wasTried ? problems.name : null;

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setWasTried(true);
    if (hasProblem(problems)) return;
    const saved = await bridge.saveGroup(groupOfDraft(draft, id));
    showStatus(saved.ok ? null : { kind: 'failed', error: saved.error });
    if (saved.ok) onDone();
  }

  return (
    <main className="page">
      <PageHead
        title={group === null ? t('groupEditor.addTitle') : t('editor.editTitle', { name: group.name })}
        onBack={onDone}
      />
      <form className="form" onSubmit={(event) => void save(event)} noValidate>
        <NameField
          value={draft.name}
          problem={nameProblem && t(nameProblem)}
          maxLength={GROUP_NAME_LENGTH}
          onChange={(name) => onChange({ ...draft, name })}
        />
        <section className="field step-list" aria-labelledby="group-steps">
          <h2 id="group-steps">{t('groupEditor.steps')}</h2>
          <p className="field-hint">{t(draft.steps.length > 1 ? 'groupEditor.order' : 'groupEditor.orderOfOne')}</p>
          <ol className="steps">
            {draft.steps.map((step, index) => (
              <GroupStepFields
                key={step.key}
                step={step}
                index={index}
                count={draft.steps.length}
                targets={members.steps[index] ?? []}
                problem={problems.steps[index] ?? null}
                wasTried={wasTried}
                snapshot={snapshot}
                onChange={(changed) => onChange(withStep(draft, changed))}
                onMove={(by) => onChange(withMovedStep(draft, step.key, by))}
                onRemove={() => onChange(withoutStep(draft, step.key))}
              />
            ))}
          </ol>
          <Button
            className="button step-add"
            isDisabled={draft.steps.length >= MOST_STEPS}
            onPress={() => onChange(withNewStep(draft))}
          >
            {t('groupEditor.addStep')}
          </Button>
        </section>
        <EditorActions onCancel={onDone} />
      </form>
    </main>
  );
}
