import type { Section } from './section.ts';
import type { Translation } from './translation.ts';

/**
 * Forms of a phrase by the number in it, which stands where `#` is; by the plural rules of the language. `other` is the
 * form that every language has.
 */
export type PluralForms = { readonly other: string } & {
  readonly [Rule in Exclude<Intl.LDMLPluralRule, 'other'>]?: string;
};

/** The words and numbers that the elements of one player show; never changes. */
export class Language {
  /** BCP 47 tag: of the words, with the region or numbers that the page asks for, as `de-CH`. */
  readonly tag: string;
  readonly #translation: Translation | undefined;
  readonly #tables = new Map<string, unknown>();
  readonly #numbers = new Map<string, Intl.NumberFormat>();
  #rules: Intl.PluralRules | undefined;

  /**
   * @param tag - well-formed
   * @param translation - in this language; default: English
   */
  constructor(tag: string, translation?: Translation) {
    this.tag = tag;
    this.#translation = translation;
  }

  /** The sentences of a section. They are made once. */
  of<Sentences>({ name, english }: Section<Sentences>): Sentences {
    let table = this.#tables.get(name) as Sentences | undefined;
    if (!table) {
      const translated = this.#translation?.sections as Record<string, typeof english> | undefined;
      table = (translated?.[name] ?? english)(this);
      this.#tables.set(name, table);
    }
    return table;
  }

  /**
   * A number, as `1,234`.
   *
   * @param least - digits behind the decimal point, at least
   * @param most - and at most
   */
  number(value: number, least = 0, most = least): string {
    const key = `${least} ${most}`;
    let format = this.#numbers.get(key);
    if (!format) {
      const digits = { minimumFractionDigits: least, maximumFractionDigits: most };
      format = new Intl.NumberFormat(this.tag, digits);
      this.#numbers.set(key, format);
    }
    return format.format(value);
  }

  /** A phrase with a number in it: `count(2, { one: '# file', other: '# files' })` is `2 files`. */
  count(value: number, forms: PluralForms): string {
    this.#rules ??= new Intl.PluralRules(this.tag);
    return (forms[this.#rules.select(value)] ?? forms.other).replace('#', this.number(value));
  }

  /** A moment of the calendar: `Nov 29, 2026, 9:00:15 PM`. */
  dateTime(milliseconds: number): string {
    return new Date(milliseconds).toLocaleString(this.tag, { dateStyle: 'medium', timeStyle: 'medium' });
  }
}

/** What elements outside of a player speak. */
export const english = new Language('en');
