import { createRequest } from '../../player/index.ts';

/** The arrow keys' step, ms in the current clock. */
const KEY_STEP = 5000;

/**
 * What a key on the timeline asks for; `undefined` for keys that are not the timeline's.
 *
 * @param duration - length in the current clock, ms
 */
export function keyTarget(key: string, duration: number): Event | undefined {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return createRequest('reprise-seek-request', { by: -KEY_STEP });
    case 'ArrowRight':
    case 'ArrowUp':
      return createRequest('reprise-seek-request', { by: KEY_STEP });
    case 'Home':
      return createRequest('reprise-seek-request', { position: 0 });
    case 'End':
      return createRequest('reprise-seek-request', { position: duration });
    case 'PageDown':
      return createRequest('reprise-step-request', { to: 'chapter', direction: -1 });
    case 'PageUp':
      return createRequest('reprise-step-request', { to: 'chapter', direction: 1 });
    default:
      return undefined;
  }
}
