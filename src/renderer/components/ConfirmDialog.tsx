import { useState } from 'react';
import {
  Button,
  Dialog,
  FieldError,
  Form,
  Heading,
  Input,
  Label,
  Modal,
  ModalOverlay,
  TextField,
} from 'react-aria-components';
import type { AppError } from '../../shared/errors';
import { type Confirmation, findScope, type Snapshot } from '../../shared/model';
import { regionLabel } from '../../shared/region-names';
import { bridge } from '../bridge';
import { useStatus } from '../status-line';
import { namesOf, someNames } from '../target-names';
import { useTranslator } from '../translation';

/** The question before something is stopped; what is protected needs its name typed. Nothing is done by closing it. */
export function ConfirmDialog({
  confirmation,
  snapshot,
}: {
  readonly confirmation: Confirmation;
  readonly snapshot: Snapshot;
}) {
  const translator = useTranslator();
  const { t, text } = translator;
  const showStatus = useStatus();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<AppError | null>(null);
  const { id, action, phrase } = confirmation;
  const cancel = (): void => void bridge.cancelConfirmation({ id });

  async function confirm(): Promise<void> {
    const answer = await bridge.confirm({ id, typed });
    if (answer.ok) return;
    if (answer.error.code === 'phrase-mismatch') setProblem(answer.error);
    // What AWS refused stands in the row.
    else if (answer.error.awsCode === null) showStatus({ kind: 'failed', error: answer.error });
  }

  return (
    <ModalOverlay className="dialog-backdrop" isOpen onOpenChange={(isOpen) => !isOpen && cancel()}>
      <Modal className="dialog popover">
        <Dialog role="alertdialog" className="dialog-body">
          <Form
            onSubmit={(event) => {
              event.preventDefault();
              void confirm();
            }}
          >
            <Heading slot="title">{t(`confirm.${action}.title`, { name: subject(confirmation, snapshot, t) })}</Heading>
            <p>{t(`confirm.${action}.text`)}</p>
            <p className="meta">
              {places(confirmation, snapshot, translator).map((part, index) => (
                <span key={part}>
                  {index > 0 && ' · '}
                  <span className="place">{part}</span>
                </span>
              ))}
            </p>
            {phrase !== null && (
              <TextField
                className="field"
                value={typed}
                isInvalid={problem !== null}
                onChange={(value) => {
                  setTyped(value);
                  setProblem(null);
                }}
                autoFocus
              >
                <Label>{t('confirm.type')}</Label>
                <span className="phrase mono">{phrase}</span>
                <Input className="input mono" autoComplete="off" spellCheck="false" />
                <FieldError className="field-error">{problem && text(problem.message)}</FieldError>
              </TextField>
            )}
            <div className="form-actions">
              <Button className="button" autoFocus={phrase === null} onPress={cancel}>
                {t('action.cancel')}
              </Button>
              <Button className="button danger" type="submit">
                {t(`action.${action}`)}
              </Button>
            </div>
          </Form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

type Translate = ReturnType<typeof useTranslator>['t'];

/** What is to be stopped: a group, one instance, or how many. */
function subject({ groupId, targets }: Confirmation, snapshot: Snapshot, t: Translate): string {
  const group = snapshot.groups.find(({ id }) => id === groupId);
  if (group !== undefined) return group.name;
  const [name, ...others] = namesOf(targets, snapshot.scopes);
  return name !== undefined && others.length === 0 ? name : t('confirm.count', { count: targets.length });
}

/** Where the instance is; of several, their names. */
function places(
  { targets, groupId }: Confirmation,
  snapshot: Snapshot,
  translator: ReturnType<typeof useTranslator>,
): readonly string[] {
  const [only] = targets;
  const scope = only === undefined ? undefined : findScope(snapshot, only.scopeId);
  if (targets.length === 1 && groupId === null && scope !== undefined && only !== undefined) {
    const profile = snapshot.profiles.find(({ id }) => id === scope.profileId);
    return [profile?.name, regionLabel(scope.region, translator), only.instanceId].filter((part) => part !== undefined);
  }
  return [someNames(namesOf(targets, snapshot.scopes), translator)];
}
