import { type Instance, instanceLabel } from '../../shared/model';
import { Icon } from '../components/Icon';
import { useTranslator } from '../translation';

interface NameAndMarksProps {
  readonly instance: Instance;
  readonly isPinned: boolean;
  readonly isProtected: boolean;
}

/** What people call the instance, and what is special about it. */
export function NameAndMarks({ instance, isPinned, isProtected }: NameAndMarksProps) {
  const { t } = useTranslator();
  const name = instanceLabel(instance);
  return (
    <>
      <span className="name" title={name}>
        {name}
      </span>
      {isPinned && <RowMark icon="pin" label={t('row.pinned')} />}
      {isProtected && <RowMark icon="lock" label={t('row.protected')} />}
    </>
  );
}

function RowMark({ icon, label }: { readonly icon: 'pin' | 'lock'; readonly label: string }) {
  return (
    <span className="row-mark" title={label}>
      <Icon name={icon} size={12} />
      <span className="visually-hidden">{label}</span>
    </span>
  );
}
