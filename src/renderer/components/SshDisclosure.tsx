import { useState } from 'react';
import { Button, Disclosure, DisclosurePanel } from 'react-aria-components';
import type { SshSettings } from '../../shared/model';
import type { SshProblems } from '../profile-draft';
import { useTranslator } from '../translation';
import { Icon } from './Icon';
import { SshFields } from './SshFields';

interface SshDisclosureProps {
  readonly ssh: SshSettings;
  readonly problems: SshProblems;
  readonly onChange: (ssh: SshSettings) => void;
}

/** How the ssh command of a Profile's instances is written; folded, for most leave it as it is. */
export function SshDisclosure({ ssh, problems, onChange }: SshDisclosureProps) {
  const { t } = useTranslator();
  const [isOpen, setIsOpen] = useState(false);
  const hasProblem = problems.user !== undefined || problems.template !== undefined;
  return (
    <Disclosure isExpanded={isOpen || hasProblem} onExpandedChange={setIsOpen}>
      <Button slot="trigger" className="link-button disclosure-trigger">
        <Icon name="chevron" size={12} /> {t('editor.ssh')}
      </Button>
      <DisclosurePanel className="disclosure-panel">
        <SshFields ssh={ssh} problems={problems} onChange={onChange} />
      </DisclosurePanel>
    </Disclosure>
  );
}
