import type { PluralForms, Wording } from './wording.ts';
import type { Section } from './section.ts';

/** As much of a `Translation` as a language needs to know: naming the sections here would be a circle. */
interface TranslatedSections {
  readonly sections: object;
}

/** The words and numbers that the elements of one player show; never changes. */
export class Language implements Wording {
  /** BCP 47 tag: of the words, with the region or numbers that the page asks for, as `de-CH`. */
  readonly tag: string;
  readonly #translation: TranslatedSections | undefined;
  readonly #tables = new Map<string, unknown>();
  readonly #numbers = new Map<string, Intl.NumberFormat>();
  #rules: Intl.PluralRules | undefined;

  /**
   * @param tag - well-formed
   * @param translation - a `Translation` into this language; default: English
   */
  constructor(tag: string, translation?: TranslatedSections) {
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

  count(value: number, forms: PluralForms): string {
    this.#rules ??= new Intl.PluralRules(this.tag);
    return (forms[this.#rules.select(value)] ?? forms.other).replace('#', this.number(value));
  }

  dateTime(milliseconds: number): string {
    return new Date(milliseconds).toLocaleString(this.tag, { dateStyle: 'medium', timeStyle: 'medium' });
  }
}

/** What elements outside of a player speak. */
export const english = new Language('en');
