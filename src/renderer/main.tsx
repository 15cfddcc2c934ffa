import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { ErrorBoundary } from './components/ErrorBoundary';
import { bringBackKeptState } from './kept-state';
import { tellPageError, tellUncaughtErrors } from './page-errors';
import './styles/tokens.css';
import './styles/base.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
tellUncaughtErrors();
await bringBackKeptState();
createRoot(root, { onCaughtError: tellPageError }).render(
  <StrictMode>
    <ErrorBoundary>
      <App />
    </ErrorBoundary>
  </StrictMode>,
);
