import { html, LitElement, type TemplateResult } from 'lit';
import { icon } from '../icons.ts';
import { strings } from '../strings.ts';
import { controls } from '../styles/controls.ts';
import { styles } from './key-list.styles.ts';

/** What the keyboard controller understands, in the order of the list. */
const KEYS: readonly (readonly [name: keyof typeof strings.keys, keys: readonly string[]])[] = [
  ['play', ['Space', 'k']],
  ['back5', ['←']],
  ['forward5', ['→']],
  ['back10', ['j']],
  ['forward10', ['l']],
  ['ends', ['Home', 'End']],
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

  override render(): TemplateResult {
    return html`
      <dialog part="dialog" aria-labelledby="title" closedby="any">
        <div class="content">
          <header>
            <h2 id="title">${strings.player.keys}</h2>
            <button
              class="quiet"
              aria-label=${strings.player.close}
              title=${strings.player.close}
              @click=${() => this.#dialog?.close()}
            >
              ${icon('close')}
            </button>
          </header>
          <dl>
            ${KEYS.map(
              ([name, keys]) => html`
                <div>
                  <dt>${keys.map((key) => (key === '…' ? '…' : html`<kbd>${key}</kbd>`))}</dt>
                  <dd>${strings.keys[name]}</dd>
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

declare global {
  interface HTMLElementTagNameMap {
    'reprise-key-list': RepriseKeyList;
  }
}
