/** The words of pictures, which are in English as the command line is. */
const NUMBERS = new Intl.NumberFormat('en');

/** How numbers are written: `1,234`. */
export const english = { number: (value: number): string => NUMBERS.format(value) };

/** A number of things: `1 file`, `2 files`. */
export function counted(value: number, one: string): string {
  return `${english.number(value)} ${one}${value === 1 ? '' : 's'}`;
}
