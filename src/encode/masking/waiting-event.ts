import type { SessionEvent } from '../../format/index.ts';

/** An event on its way, ready when it is masked. */
export interface WaitingEvent {
  event: SessionEvent;
  isReady: boolean;
}
