/**
 * A time as digits: `6:41`, from an hour on `1:02:03`.
 *
 * @param time - milliseconds; fractions of a second are cut, as clocks do
 * @param longest - the longest time it stands beside: from an hour on, all of them show hours
 */
export function timeText(time: number, longest = time): string {
  const seconds = Math.max(0, Math.floor(time / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = longest >= 3_600_000 ? parts : [parts[0]! * 60 + parts[1]!, parts[2]!];
  return shown.map((part, index) => (index === 0 ? `${part}` : `${part}`.padStart(2, '0'))).join(':');
}
