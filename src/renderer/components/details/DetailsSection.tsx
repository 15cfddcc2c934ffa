import { type ReactNode, useId } from 'react';

interface DetailsSectionProps {
  readonly title: string;
  /** What can be done with the whole of it, beside its title. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

export function DetailsSection({ title, action, children }: DetailsSectionProps) {
  const id = useId();
  return (
    <section className="detail-section" aria-labelledby={id}>
      <div className="detail-section-head">
        <h2 id={id}>{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}
