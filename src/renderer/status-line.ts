import { createContext, useContext } from 'react';
import type { AppError } from '../shared/errors';

/** What the last thing a person did came to, in the foot of the window. */
export type StatusMessage =
  | { readonly kind: 'done'; readonly text: string; readonly undo?: () => void }
  | { readonly kind: 'failed'; readonly error: AppError };

/** Shows a message in the foot of the window; null clears it. */
export const StatusContext = createContext<(message: StatusMessage | null) => void>(() => {});

export const useStatus = (): ((message: StatusMessage | null) => void) => useContext(StatusContext);
