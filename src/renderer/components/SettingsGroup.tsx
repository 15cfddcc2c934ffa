import { type ReactNode, useId } from 'react';

interface SettingsGroupProps {
  readonly title: string;
  /** What it is for, where the title does not say it. */
  readonly intro?: string;
  readonly children: ReactNode;
}

/** Settings that belong together, on one card. */
export function SettingsGroup({ title, intro, children }: SettingsGroupProps) {
  const id = useId();
  return (
    <section className="section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {intro !== undefined && <p className="section-intro">{intro}</p>}
      <div className="setting-card">{children}</div>
    </section>
  );
}
