import type { SessionContext } from '../context.ts';
import { timeText } from '../time-text.ts';

/** What the transport shows at a session time (ms): digits of the current clock. */
export function clockText(player: SessionContext | undefined, time: number): string {
  const { timeMap, duration } = player?.store.state ?? { timeMap: undefined, duration: 0 };
  return timeText(timeMap?.positionOf(time) ?? time, duration);
}
