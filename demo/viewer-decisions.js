/** What a person has decided about the findings of a review. Nothing here knows the page. */

/** Fewest characters of a text that is masked wherever it stands: shorter ones are parts of too many words. */
export const LEAST_TEXT = 8;

/** The type of texts that a person names. */
const OWN_TYPE = 'text';

/** The findings of a review with what is to become of each, and the texts that a person has named. */
export class Decisions {
  #items;
  #cuts;
  /** Value → `mask` or `keep`: findings of one value are decided together, whichever rules found them. */
  #chosen = new Map();
  /** Texts that are masked everywhere, in the order in which they were named. */
  #texts = [];

  /** @param items - of the review; @param cuts - what is left out: what stands nowhere else needs no decision */
  constructor(items, cuts) {
    this.#items = items;
    this.#cuts = cuts;
  }

  /** How many findings there are. */
  get all() {
    return this.#items.length;
  }

  /** How many of them are decided; what the rules are sure of is, until somebody keeps it. */
  get decided() {
    return this.all - this.open.length;
  }

  /** The findings that are to be decided. */
  get open() {
    return this.#items.filter((item) => this.outcome(item) === 'open');
  }

  /** In how many places anything was found. */
  get places() {
    return this.#items.reduce((sum, { count }) => sum + count, 0);
  }

  /** What becomes of a finding: `open`, `mask`, `keep`, or `cut` with all that is around it. */
  outcome(item) {
    if (this.#cuts.coversAll(item)) return 'cut';
    return this.#chosen.get(item.value) ?? (item.state === 'masked' ? 'mask' : 'open');
  }

  /** Decides about all places of a finding: `mask` or `keep`. */
  decide(item, outcome) {
    this.#chosen.set(item.value, outcome);
  }

  /** Masks what is left to decide. */
  maskOpen() {
    for (const item of this.open) this.decide(item, 'mask');
  }

  /** What a person masks everywhere, in the order of the naming. */
  get texts() {
    return [...this.#texts];
  }

  /**
   * Masks a text everywhere. One that was found is decided so.
   *
   * @returns `added`, or why not: `short`, `known`
   */
  addText(text) {
    const value = text.trim();
    if ([...value].length < LEAST_TEXT) return 'short';
    const found = this.#items.filter((item) => item.value === value);
    if (this.#texts.includes(value) || found.some((item) => this.outcome(item) === 'mask')) return 'known';
    if (found.length > 0) for (const item of found) this.decide(item, 'mask');
    else this.#texts.push(value);
    return 'added';
  }

  removeText(text) {
    this.#texts = this.#texts.filter((each) => each !== text);
  }

  /** What stands in place of a finding once it is masked: what is there already, or the next of its type. */
  placeholder(item) {
    if (item.placeholder) return item.placeholder;
    const numberOf = ({ type, placeholder = '' }) =>
      type === item.type ? Number(/-(\d+)\]$/.exec(placeholder)?.[1] ?? 0) : 0;
    const last = this.#items.reduce((most, each) => Math.max(most, numberOf(each)), 0);
    const waiting = this.#items.filter(({ type, placeholder }) => type === item.type && !placeholder);
    return `[${item.type}-${last + 1 + waiting.indexOf(item)}]`;
  }

  /** What whoever masks is to be told: `{ keep: [value], mask: [{ value, type }], cut: edit }`. */
  get told() {
    const values = (items) => [...new Map(items.map((item) => [item.value, item])).values()];
    const kept = values(this.#items.filter((item) => this.outcome(item) === 'keep'));
    const masked = values(
      this.#items.filter((item) => item.state !== 'masked' && this.outcome(item) === 'mask'),
    );
    const cut = this.#cuts.told;
    return {
      ...(cut && { cut }),
      keep: kept.map(({ value }) => value),
      mask: [
        ...masked.map(({ value, type }) => ({ value, type })),
        ...this.#texts.map((value) => ({ value, type: OWN_TYPE })),
      ],
    };
  }
}
