import { bridge } from './bridge';

/** A page that fails over and over tells of it so often, and no more. */
const MOST_TOLD = 10;
/** What main takes, characters. */
const MESSAGE_LENGTH = 1000;
const STACK_LENGTH = 8000;

let told = 0;

/** Tells main of an error that nobody expected; main writes it down. */
export function tellPageError(error: unknown): void {
  if (told >= MOST_TOLD) return;
  told += 1;
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  void bridge.reportPageError({
    message: message.slice(0, MESSAGE_LENGTH),
    stack: stack?.slice(0, STACK_LENGTH) ?? null,
  });
}

/** From now on main is told of what no part of the page has caught. */
export function tellUncaughtErrors(): void {
  // Without an error it is a note of Chromium's own, such as of a ResizeObserver that takes two turns.
  addEventListener('error', ({ error }) => {
    if (error instanceof Error) tellPageError(error);
  });
  addEventListener('unhandledrejection', ({ reason }) => tellPageError(reason));
}
