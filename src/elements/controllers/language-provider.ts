import { ContextProvider } from '@lit/context';
import type { LitElement, ReactiveController } from 'lit';
import { ancestors } from '../ancestors.ts';
import { languageContext } from '../strings/language-context.ts';
import { Language } from '../strings/language.ts';
import type { Translation } from '../strings/translation.ts';
import { languageFor } from '../strings/translations.ts';

/** A player element: what it is given goes before the language of its page. */
interface LanguageHost extends LitElement {
  readonly translation: Translation | undefined;
}

/**
 * Gives the elements in its host their language: that of the nearest `lang` around the host, or a translation that the
 * host was given. When that changes, they change with it as soon as the new language is loaded.
 */
export class LanguageProvider implements ReactiveController {
  readonly #host: LanguageHost;
  readonly #provider: ContextProvider<typeof languageContext, LanguageHost>;
  readonly #observer = new MutationObserver(() => this.#host.requestUpdate());
  /** What named the language that is there or on its way. */
  #wanted: Translation | string | undefined;
  #loaded: Promise<void> = Promise.resolve();

  constructor(host: LanguageHost) {
    this.#host = host;
    this.#provider = new ContextProvider(host, { context: languageContext });
    host.addController(this);
  }

  /** The language now; `undefined` while the first one is being loaded: nothing should be drawn in another one. */
  get value(): Language | undefined {
    return this.#provider.value;
  }

  /** Settles when the language that is on its way is there. */
  get loaded(): Promise<void> {
    return this.#loaded;
  }

  hostConnected(): void {
    for (const node of ancestors(this.#host)) {
      if (node instanceof ShadowRoot || node instanceof Document)
        this.#observer.observe(node, { attributeFilter: ['lang'], subtree: true });
    }
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const wanted = this.#host.translation ?? langOf(this.#host);
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    const language = typeof wanted === 'string' ? languageFor(wanted) : new Language(wanted.tag, wanted);
    if (language instanceof Language) this.#provider.setValue(language);
    else this.#loaded = language.then((loaded) => this.#take(loaded, wanted));
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  #take(language: Language, wanted: Translation | string): void {
    if (wanted !== this.#wanted) return;
    this.#provider.setValue(language);
    this.#host.requestUpdate();
  }
}

/** The nearest `lang`, the element's own first; empty where there is none. */
function langOf(element: Element): string {
  for (const node of ancestors(element)) {
    const lang = node instanceof Element ? node.getAttribute('lang') : null;
    if (lang !== null) return lang;
  }
  return '';
}
