import { parseIsoTime, plausibleTime } from '../../sources/iso-time.ts';

/** A time as Hermes has it, seconds with fractions or words, as ms since 1970 UTC. */
export function wallTime(value: unknown): number | undefined {
  return typeof value === 'number' ? plausibleTime(value * 1000) : parseIsoTime(value);
}
