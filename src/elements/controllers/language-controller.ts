import { ContextConsumer } from '@lit/context';
import type { LitElement } from 'lit';
import { languageContext } from '../strings/language-context.ts';
import { english, type Language } from '../strings/language.ts';
import type { Section } from '../strings/section.ts';

/** Keeps the language of the enclosing player, and updates its host when that changes. English outside of one. */
export class LanguageController {
  readonly #consumer: ContextConsumer<typeof languageContext, LitElement>;

  constructor(host: LitElement) {
    this.#consumer = new ContextConsumer(host, { context: languageContext, subscribe: true });
  }

  /** The language now. */
  get value(): Language {
    return this.#consumer.value ?? english;
  }

  /** The sentences of a section in that language. */
  of<Sentences>(section: Section<Sentences>): Sentences {
    return this.value.of(section);
  }
}
