import { createContext, useContext } from 'react';
import type { InstanceTarget } from '../shared/model';

/** Shows everything about an instance, wherever the window has its place for that. */
export const OpenDetailsContext = createContext<(target: InstanceTarget) => void>(() => {});

export const useOpenDetails = (): ((target: InstanceTarget) => void) => useContext(OpenDetailsContext);
