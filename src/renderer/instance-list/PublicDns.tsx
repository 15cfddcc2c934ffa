import { type Instance, instanceLabel } from '../../shared/model';
import { Icon } from '../components/Icon';
import { RowButton } from '../components/RowButton';
import { useTranslator } from '../translation';

interface PublicDnsProps {
  readonly instance: Instance;
  readonly isTabStop: boolean;
  readonly onCopy: () => void;
}

/** The public DNS name with its copy button; nothing for an instance without one. */
export function PublicDns({ instance, isTabStop, onCopy }: PublicDnsProps) {
  const { t } = useTranslator();
  if (instance.publicDnsName === null) return null;
  return (
    <span className="dns-part">
      <span className="mono dns" title={instance.publicDnsName}>
        {instance.publicDnsName}
      </span>
      <RowButton
        className="icon-button small copy"
        label={t('copy.dnsOf', { name: instanceLabel(instance) })}
        isTabStop={isTabStop}
        onPress={onCopy}
      >
        <Icon name="copy" size={12} />
      </RowButton>
    </span>
  );
}
