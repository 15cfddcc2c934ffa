import { createContext, useContext } from 'react';
import type { InstanceTarget } from '../shared/model';

/** `enters` moves the keyboard into the details where the list stays beside them. */
type OpenDetails = (target: InstanceTarget, enters?: 'enters') => void;

/** Shows everything about an instance, wherever the window has its place for that. */
export const OpenDetailsContext = createContext<OpenDetails>(() => {});

export const useOpenDetails = (): OpenDetails => useContext(OpenDetailsContext);
