import type { Player } from '../../player/index.ts';
import { timeText } from '../time-text.ts';

/** What the transport shows at a session time (ms): digits of the current clock. */
export function clockText(player: Player | undefined, time: number): string {
  const { timeMap, duration } = player?.store.state ?? { timeMap: undefined, duration: 0 };
  return timeText(timeMap?.positionOf(time) ?? time, duration);
}
