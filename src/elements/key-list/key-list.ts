import { html, LitElement, type TemplateResult } from 'lit';
import { LanguageController } from '../controllers/language-controller.ts';
import { icon } from '../icons.ts';
import { keysStrings } from '../strings/keys.ts';
import { playerStrings } from '../strings/player.ts';
import { controls } from '../styles/controls.ts';
import { styles } from './key-list.styles.ts';

type Keys = ReturnType<typeof keysStrings.english>;
type KeyName = Exclude<keyof Keys, 'caps'>;

/** What the keyboard controller understands, in the order of the list. */
const KEYS: readonly (readonly [name: KeyName, keys: readonly string[]])[] = [
  ['play', ['space', 'k']],
  ['back5', ['←']],
  ['forward5', ['→']],
  ['back10', ['j']],
  ['forward10', ['l']],
  ['ends', ['home', 'end']],
  ['tenths', ['0', '…', '9']],
  ['speed', ['<', '>']],
  ['turns', ['n', 'p']],
  ['changes', ['c', 'C']],
  ['errors', ['e', 'E']],
  ['fullscreen', ['f']],
  ['help', ['?']],
];

/**
 * A dialog that lists the player's keys.
 *
 * @summary List of keyboard shortcuts.
 * @tagname reprise-key-list
 *
 * @csspart dialog - The native `<dialog>`.
 */
export class RepriseKeyList extends LitElement {
  static override styles = [controls, styles];
  readonly #language = new LanguageController(this);

  override render(): TemplateResult {
    const strings = this.#language.of(keysStrings);
    const { keys: title, close } = this.#language.of(playerStrings);
    return html`
      <dialog part="dialog" aria-labelledby="title" closedby="any">
        <div class="content">
          <header>
            <h2 id="title">${title}</h2>
            <button class="quiet" aria-label=${close} title=${close} @click=${() => this.#dialog?.close()}>
              ${icon('close')}
            </button>
          </header>
          <dl>
            ${KEYS.map(
              ([name, keys]) => html`
                <div>
                  <dt>${keys.map((key) => (key === '…' ? '…' : html`<kbd>${capOf(key, strings)}</kbd>`))}</dt>
                  <dd>${strings[name]}</dd>
                </div>
              `,
            )}
          </dl>
        </div>
      </dialog>
    `;
  }

  /** Opens the dialog; closing it gives the focus back to where it was. */
  show(): void {
    const dialog = this.#dialog;
    if (dialog && !dialog.open) dialog.showModal();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }
}

/** What is written on a key. */
function capOf(key: string, { caps }: Keys): string {
  return Object.hasOwn(caps, key) ? caps[key as keyof Keys['caps']] : key;
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-key-list': RepriseKeyList;
  }
}
