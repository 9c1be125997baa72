import { createContext } from '@lit/context';
import type { ReadableView } from './view-store.ts';

/** How the nearest enclosing player element is looked at. */
export const viewContext = createContext<ReadableView>(Symbol('reprise-view'));
