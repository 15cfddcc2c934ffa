import { Component, type ReactNode } from 'react';
import { translatorFor } from '../../shared/translator';
import { bridge, latestSnapshot } from '../bridge';
import { forgetKeptState } from '../kept-state';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

/** Shows that the page has failed, and begins it anew; the tray and its menu are not concerned. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly hasFailed: boolean }> {
  override readonly state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    const { t } = translatorFor(latestSnapshot()?.language ?? 'en');
    return (
      <main className="page failed-page" role="alert">
        <h1>{t('pageError.title')}</h1>
        <p>{t('pageError.text')}</p>
        <div className="section-actions">
          <button type="button" className="button primary" onClick={this.#beginAnew}>
            {t('pageError.reload')}
          </button>
          <button type="button" className="button" onClick={() => void bridge.openLogsFolder()}>
            {t('notice.openLogsFolder')}
          </button>
        </div>
      </main>
    );
  }

  readonly #beginAnew = (): void => {
    forgetKeptState();
    this.setState({ hasFailed: false });
  };
}
