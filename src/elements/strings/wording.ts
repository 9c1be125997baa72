/**
 * Forms of a phrase by the number in it, which stands where `#` is; by the plural rules of the language. `other` is the
 * form that every language has.
 */
export type PluralForms = { readonly other: string } & {
  readonly [Rule in Exclude<Intl.LDMLPluralRule, 'other'>]?: string;
};

/** What sentences are made with: the numbers, plurals and dates of a language. */
export interface Wording {
  /** BCP 47 tag: of the words, with the region or numbers that the page asks for, as `de-CH`. */
  readonly tag: string;
  /**
   * A number, as `1,234`.
   *
   * @param least - digits behind the decimal point, at least; default 0
   * @param most - and at most; default `least`
   */
  number(value: number, least?: number, most?: number): string;
  /** A phrase with a number in it: `count(2, { one: '# file', other: '# files' })` is `2 files`. */
  count(value: number, forms: PluralForms): string;
  /** A moment of the calendar, ms since 1970 UTC: `Nov 29, 2026, 9:00:15 PM`. */
  dateTime(milliseconds: number): string;
}
