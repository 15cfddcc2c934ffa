import type { Tag } from '../../shared/model';
import { plainText } from '../../shared/plain-text';

/**
 * An instance's tags on one line; those that do not fit wrap out of sight, and the tooltip has them all. What AWS itself
 * or tools put there (`aws:…`) comes last.
 */
export function TagChips({ tags }: { readonly tags: readonly Tag[] }) {
  if (tags.length === 0) return null;
  const ordered = tags.toSorted((a, b) => Number(a.key.startsWith('aws:')) - Number(b.key.startsWith('aws:')));
  return (
    <span className="tags" title={ordered.map(written).join('\n')}>
      {ordered.map((tag) => (
        <span key={tag.key} className="tag">
          {written(tag)}
        </span>
      ))}
    </span>
  );
}

const written = ({ key, value }: Tag): string => plainText(value === '' ? key : `${key}=${value}`);
