import { createContext } from '@lit/context';
import type { Player } from '../player/index.ts';

/** The nearest enclosing player. Elements read `player.store` and send requests; they never call it to change it. */
export const playerContext = createContext<Player>(Symbol('reprise-player'));
