import { Button } from 'react-aria-components';
import { allTags, tagPair } from '../../../shared/instance-tags';
import type { Instance, InstanceTarget, Tag } from '../../../shared/model';
import { plainText } from '../../../shared/plain-text';
import { bridge } from '../../bridge';
import { useStatus } from '../../status-line';
import { useTranslator } from '../../translation';
import { useTellCopied } from '../../use-copy-field';
import { Icon } from '../Icon';
import { RowButton } from '../RowButton';
import { DetailsSection } from './DetailsSection';

interface TagsSectionProps {
  readonly instance: Instance;
  readonly target: InstanceTarget;
}

/** Every tag, to be copied as its value, as `key=value`, or all at once. */
export function TagsSection({ instance, target }: TagsSectionProps) {
  const { t } = useTranslator();
  const showStatus = useStatus();
  const tags = allTags(instance);

  async function copyAll(): Promise<void> {
    const copied = await bridge.copyTags({ ...target, tags: { kind: 'all' } });
    // All of them would be more than the foot of the window can show.
    if (copied.ok) showStatus({ kind: 'done', text: t('details.tagsCopied', { count: tags.length }) });
    else showStatus({ kind: 'failed', error: copied.error });
  }

  const copyButton = (
    <Button className="link-button" onPress={() => void copyAll()}>
      {t('details.copyTags')}
    </Button>
  );
  return (
    <DetailsSection title={t('details.tags')} action={tags.length > 0 && copyButton}>
      {tags.length === 0 ? (
        <p className="detail-none">{t('details.noTags')}</p>
      ) : (
        <dl className="detail-facts detail-tags">
          {tags.map((tag) => (
            <TagFact key={tag.key} tag={tag} target={target} />
          ))}
        </dl>
      )}
    </DetailsSection>
  );
}

function TagFact({ tag, target }: { readonly tag: Tag; readonly target: InstanceTarget }) {
  const { t } = useTranslator();
  const tellCopied = useTellCopied();
  const copy = (kind: 'value' | 'pair') => tellCopied(bridge.copyTags({ ...target, tags: { kind, key: tag.key } }));
  const key = plainText(tag.key);
  return (
    <div>
      <dt>{key}</dt>
      <dd>
        <div className="detail-value">
          <span className="detail-text">{plainText(tag.value)}</span>
          <span className="detail-copies">
            <RowButton
              className="icon-button small copy"
              label={t('details.copyTagValue', { key })}
              hasTooltip
              isTabStop
              onPress={() => copy('value')}
            >
              <Icon name="copy" size={12} />
            </RowButton>
            <RowButton
              className="icon-button small copy"
              label={t('details.copy', { text: plainText(tagPair(tag)) })}
              hasTooltip
              isTabStop
              onPress={() => copy('pair')}
            >
              <Icon name="copyPair" size={14} />
            </RowButton>
          </span>
        </div>
      </dd>
    </div>
  );
}
