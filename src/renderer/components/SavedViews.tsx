import { useState } from 'react';
import {
  Button,
  Dialog,
  DialogTrigger,
  FieldError,
  Form,
  Input,
  Label,
  Popover,
  TextField,
} from 'react-aria-components';
import type { AppError } from '../../shared/errors';
import { VIEW_NAME_LENGTH } from '../../shared/kept-schemas';
import type { ListSettings } from '../../shared/list-settings';
import { type SavedView, toSavedViewId } from '../../shared/model';
import { bridge } from '../bridge';
import { useStatus } from '../status-line';
import { useTranslator } from '../translation';
import { EditorActions } from './EditorActions';
import { Icon } from './Icon';

interface SavedViewsProps {
  readonly views: readonly SavedView[];
  /** What would be saved now. */
  readonly search: string;
  readonly list: ListSettings;
  readonly onApply: (view: SavedView) => void;
}

/** The searches that have a name: to go back to, and to save the one that stands there. */
export function SavedViews(props: SavedViewsProps) {
  const { t } = useTranslator();
  return (
    <DialogTrigger>
      <Button className="icon-button saved-views-button" aria-label={t('search.views')}>
        <Icon name="saved" />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Dialog className="saved-views" aria-label={t('search.views')}>
          {({ close }) => <OpenViews {...props} onClose={close} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function OpenViews({ views, search, list, onApply, onClose }: SavedViewsProps & { readonly onClose: () => void }) {
  const { t } = useTranslator();
  const showStatus = useStatus();
  /** The view that is being named, new or known. */
  const [naming, setNaming] = useState<SavedView | null>(null);
  const wanted = search.trim();

  async function remove(view: SavedView): Promise<void> {
    const { name } = view;
    const removed = await bridge.removeView({ id: view.id });
    if (!removed.ok) showStatus({ kind: 'failed', error: removed.error });
    else showStatus({ kind: 'done', text: t('search.removed', { name }), undo: () => void putBack(view) });
  }

  async function putBack(view: SavedView): Promise<void> {
    const saved = await bridge.saveView(view);
    if (!saved.ok) showStatus({ kind: 'failed', error: saved.error });
  }

  if (naming !== null) return <NameForm key={naming.id} view={naming} onDone={() => setNaming(null)} />;
  return (
    <>
      {views.length === 0 && <p className="field-hint">{t('search.noView')}</p>}
      <ul>
        {views.map((view) => (
          <li key={view.id} className="saved-view">
            <Button
              className="saved-view-apply"
              onPress={() => {
                onApply(view);
                onClose();
              }}
            >
              <span className="name">{view.name}</span>
              <span className="meta mono">{view.search}</span>
            </Button>
            <Button
              className="icon-button"
              aria-label={t('search.rename', { name: view.name })}
              onPress={() => setNaming(view)}
            >
              <Icon name="edit" size={14} />
            </Button>
            <Button
              className="icon-button"
              aria-label={t('search.remove', { name: view.name })}
              onPress={() => void remove(view)}
            >
              <Icon name="close" size={14} />
            </Button>
          </li>
        ))}
      </ul>
      <Button
        className="button"
        onPress={() => setNaming({ id: toSavedViewId(crypto.randomUUID()), name: '', search: wanted, list })}
      >
        <Icon name="plus" size={12} />
        {t('search.save')}
      </Button>
    </>
  );
}

function NameForm({ view, onDone }: { readonly view: SavedView; readonly onDone: () => void }) {
  const { t, text } = useTranslator();
  const [name, setName] = useState(view.name);
  const [problem, setProblem] = useState<AppError | null>(null);

  async function save(): Promise<void> {
    const saved = await bridge.saveView({ ...view, name: name.trim() });
    if (saved.ok) onDone();
    else setProblem(saved.error);
  }

  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') void save();
      }}
    >
      <TextField
        className="field"
        value={name}
        isInvalid={problem !== null}
        maxLength={VIEW_NAME_LENGTH}
        autoFocus
        onChange={(changed) => {
          setName(changed);
          setProblem(null);
        }}
      >
        <Label>{t('search.viewName')}</Label>
        <Input className="input" />
        <FieldError className="field-error">{problem !== null && text(problem.message)}</FieldError>
      </TextField>
      <p className="meta mono">{view.search}</p>
      <EditorActions onCancel={onDone} />
    </Form>
  );
}
