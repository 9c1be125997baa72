import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { LanguageController } from '../controllers/language-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import type { DiffLayout } from '../diff-view/diff-view.ts';
import { changesStrings, type ChangesStrings } from '../strings/changes.ts';
import { browserStyles } from './browser.styles.ts';

/** What the views of changes have in common: how they show diffs and texts, and their words. */
export abstract class ChangesPart extends LitElement {
  static override styles = browserStyles;

  /** `split` shows both sides beside each other where there is room for it. */
  @property() layout: DiffLayout = 'unified';
  /** Lines that are too long are scrolled to, not wrapped. */
  @property({ type: Boolean, attribute: 'no-wrap' }) noWrap = false;
  /** Takes changes that are white space alone for none. */
  @property({ type: Boolean, attribute: 'ignore-spaces' }) ignoreSpaces = false;
  /** Shows the unchanged lines too, where they are known. */
  @property({ type: Boolean }) whole = false;

  protected readonly language = new LanguageController(this);
  /** The reader is at another moment already than the changes are. */
  readonly #behind = new StateController(this, (state) => state.behind);

  constructor() {
    super();
    // Times that are shown are those of the current clock.
    new StateController(this, (state) => state.timeMap);
  }

  /** Between two moments nothing is drawn: what is shown stays until the changes have come. */
  protected override shouldUpdate(): boolean {
    return !this.hasUpdated || this.#behind.value !== true;
  }

  /** The sentences in the language around. */
  protected get strings(): ChangesStrings {
    return this.language.of(changesStrings);
  }
}
