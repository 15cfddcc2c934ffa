import { type KeyboardEvent, useEffect, useRef } from 'react';
import { Button, Radio, RadioGroup } from 'react-aria-components';
import type { InstanceTarget, Snapshot } from '../../shared/model';
import type { MessageKey } from '../../shared/text';
import type { StepDraft } from '../group-draft';
import { matchesText } from '../target-names';
import { useTranslator } from '../translation';
import { Icon } from './Icon';
import { InstancePicker } from './InstancePicker';
import { RuleField } from './RuleField';

interface GroupStepFieldsProps {
  readonly step: StepDraft;
  /** Counted from 0. */
  readonly index: number;
  readonly count: number;
  /** What the step means now: what no step before it names. */
  readonly targets: readonly InstanceTarget[];
  readonly problem: MessageKey | null;
  /** Whether what is missing is told already. */
  readonly wasTried: boolean;
  readonly snapshot: Snapshot;
  readonly onChange: (step: StepDraft) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

const KINDS = ['rule', 'instances'] as const;

/** One step of a group, and its place among the others. */
export function GroupStepFields(props: GroupStepFieldsProps) {
  const { step, index, count, targets, problem, wasTried, snapshot, onChange, onMove, onRemove } = props;
  const translator = useTranslator();
  const { t } = translator;
  const number = index + 1;
  const item = useRef<HTMLLIElement>(null);
  const isFirst = index === 0;
  const isLast = number === count;

  const wasPressed = useRef(false);

  function move(by: -1 | 1): void {
    wasPressed.current = true;
    onMove(by);
  }

  // At an end, the button that brought the step there can no longer be pressed: the focus goes to one that can.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of place that matters
  useEffect(() => {
    if (!wasPressed.current) return;
    wasPressed.current = false;
    const focused = item.current?.querySelector('button:enabled:focus') ?? null;
    if (focused === null) item.current?.querySelector<HTMLButtonElement>('.step-head button:enabled')?.focus();
  }, [index]);

  function onKeyDown(event: KeyboardEvent): void {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  }

  const isShown = problem !== null && (wasTried || problem !== 'rule.empty');
  return (
    <li ref={item} className="step" onKeyDownCapture={onKeyDown}>
      <div className="step-head">
        <h3>{t('groupEditor.step', { step: number })}</h3>
        <Button
          className="icon-button"
          aria-label={t('groupEditor.moveUp', { step: number })}
          isDisabled={isFirst}
          onPress={() => move(-1)}
        >
          <Icon name="up" />
        </Button>
        <Button
          className="icon-button"
          aria-label={t('groupEditor.moveDown', { step: number })}
          isDisabled={isLast}
          onPress={() => move(1)}
        >
          <Icon name="down" />
        </Button>
        <Button
          className="icon-button"
          aria-label={t('groupEditor.removeStep', { step: number })}
          isDisabled={count === 1}
          onPress={onRemove}
        >
          <Icon name="close" />
        </Button>
      </div>
      <RadioGroup
        aria-label={t('groupEditor.kind', { step: number })}
        orientation="horizontal"
        value={step.kind}
        onChange={(chosen) => onChange({ ...step, kind: KINDS.find((kind) => kind === chosen) ?? step.kind })}
      >
        <div className="segments">
          {KINDS.map((kind) => (
            <Radio key={kind} value={kind} className="segment">
              {t(`groupEditor.kind.${kind}`)}
            </Radio>
          ))}
        </div>
      </RadioGroup>
      {step.kind === 'rule' ? (
        <RuleField
          label={t('groupEditor.rule', { step: number })}
          rule={step.rule}
          matches={matchesText(targets, snapshot.scopes, translator)}
          problem={isShown ? t(problem) : null}
          onChange={(rule) => onChange({ ...step, rule })}
        />
      ) : (
        <InstancePicker
          label={t('groupEditor.pickable', { step: number })}
          picked={step.targets}
          problem={isShown && wasTried ? t(problem) : null}
          snapshot={snapshot}
          onChange={(picked) => onChange({ ...step, targets: picked })}
        />
      )}
    </li>
  );
}
