import { NumberMap } from '../format/index.ts';

/** Ids of letters and digits up to this length are numbers below 2^53 in base 37. */
const MAX_DIGITS = 10;

/** The ids of an archive that are given: those of its own making as numbers, a quarter of the size of texts. */
export class TakenIds {
  readonly #numbers = new NumberMap();
  readonly #others = new Set<string>();

  has(id: string): boolean {
    const number = numberOf(id);
    return number === undefined ? this.#others.has(id) : this.#numbers.has(number);
  }

  add(id: string): void {
    const number = numberOf(id);
    if (number === undefined) this.#others.add(id);
    else this.#numbers.set(number, 0);
  }
}

/** Another number for every id of 1 to 10 characters of `[0-9a-z]`; `undefined` for any other. */
function numberOf(id: string): number | undefined {
  if (id.length > MAX_DIGITS) return undefined;
  let number = 0;
  for (let at = 0; at < id.length; at += 1) {
    const unit = id.charCodeAt(at);
    const digit = unit >= 0x30 && unit <= 0x39 ? unit - 0x2f : unit >= 0x61 && unit <= 0x7a ? unit - 0x56 : 0;
    if (digit === 0) return undefined;
    number = number * 37 + digit;
  }
  return number;
}
