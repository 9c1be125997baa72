import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { createRequest } from '../../player/index.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import { icon } from '../icons.ts';
import { playerAround } from '../player-around.ts';
import { sourceName } from '../source-name.ts';
import { unlockStrings } from '../strings/unlock.ts';
import { controls } from '../styles/controls.ts';
import { asksForKey } from './asks-for-key.ts';
import { styles } from './unlock.styles.ts';

/** What a form says is wrong with what was typed, by itself or as the player found. */
type Fault = 'empty' | 'wrong' | undefined;

/**
 * Asks for what opens an encrypted session: its passphrase, or its key. Nothing while none is asked for. What is typed
 * goes to the player in this page and nowhere else.
 *
 * @summary Form for the passphrase of an encrypted session.
 * @tagname reprise-unlock
 *
 * @csspart input - The native `<input>` of the passphrase or key.
 * @csspart button - The native `<button>` that opens the session.
 * @fires reprise-unlock-request - The viewer gave a passphrase or a key.
 */
export class RepriseUnlock extends LitElement {
  static override styles = [controls, styles];
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };

  readonly #language = new LanguageController(this);
  readonly #error = new StateController(this, ({ error }) => error);
  readonly #source = new StateController(this, ({ source }) => source);
  /** The error that what was typed last is to end: while it stands, the player works on it. */
  @state() private tried: unknown;
  /** What was typed cannot be right. */
  @state() private refused: Fault;
  /** The error that was answered last: another one is about what was typed. */
  #met: unknown;

  override render(): TemplateResult | typeof nothing {
    const error = this.#error.value;
    if (!error || !asksForKey(error.code)) return nothing;
    const strings = this.#language.of(unlockStrings);
    const isBusy = this.tried === error;
    const takesKey = error.code.includes('key');
    const of = takesKey ? strings.key : strings.passphrase;
    const fault = this.refused ?? (error.code.startsWith('wrong') && !isBusy ? 'wrong' : undefined);
    return html`
      <form novalidate aria-busy=${String(isBusy)} @submit=${this.#submit}>
        ${icon('lock')}
        <h2>${strings.title}</h2>
        ${this.#source.value === undefined ? nothing : html`<p class="source">${sourceName(this.#source.value)}</p>`}
        <p class="intro">${of.intro}</p>
        <div class="field">
          <label for="secret">${of.label}</label>
          <div class="line">
            <input
              id="secret"
              part="input"
              type="password"
              autocomplete="off"
              autocapitalize="none"
              spellcheck="false"
              ?readonly=${isBusy}
              aria-invalid=${String(fault !== undefined)}
              aria-describedby="fault hint"
              @input=${() => (this.refused = undefined)}
            />
            <button class="button main" part="button" aria-disabled=${String(isBusy)}>
              ${isBusy ? strings.busy : strings.open}
            </button>
          </div>
        </div>
        <div class="below">
          <p id="fault" class="error" role="alert">
            ${fault === undefined ? nothing : html`${icon('warning')}<span>${of.faults[fault]}</span>`}
          </p>
          <p id="hint" class="hint">${strings.hint}</p>
        </div>
      </form>
    `;
  }

  protected override updated(): void {
    const error = this.#error.value;
    if (error === this.#met) return;
    const isAnswer = this.#met !== undefined && this.tried === this.#met;
    const isFirst = this.#met === undefined;
    this.#met = error;
    // What was typed is kept: one letter of it may be wrong.
    if (isAnswer) this.#input?.select();
    // Whoever was in the player goes on here; nobody else is taken anywhere.
    if (isFirst && playerAround(this)?.matches(':focus-within')) this.#input?.focus({ preventScroll: true });
  }

  readonly #submit = (event: Event): void => {
    // Nothing is ever sent: the form is none but for keyboards and screen readers.
    event.preventDefault();
    const error = this.#error.value;
    const typed = this.#input?.value ?? '';
    if (!error || this.tried === error) return;
    this.refused = typed === '' ? 'empty' : undefined;
    if (this.refused) {
      this.#input?.focus();
      return;
    }
    this.tried = error;
    const key = error.code.includes('key') ? { key: typed } : { passphrase: typed };
    this.dispatchEvent(createRequest('reprise-unlock-request', key));
  };

  get #input(): HTMLInputElement | null {
    return this.renderRoot.querySelector('input');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-unlock': RepriseUnlock;
  }
}
