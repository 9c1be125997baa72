import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { KEY_GROUPS, type KeyBinding } from '../controllers/key-bindings.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { icon } from '../icons.ts';
import { keysStrings } from '../strings/keys.ts';
import { playerStrings } from '../strings/player.ts';
import { controls } from '../styles/controls.ts';
import { styles } from './key-list.styles.ts';

type Keys = ReturnType<typeof keysStrings.english>;
type Group = keyof typeof KEY_GROUPS;
type KeyName = (typeof KEY_GROUPS)[Group][number]['name'];

/**
 * A dialog that lists the player's keys, by what they are for.
 *
 * @summary List of keyboard shortcuts.
 * @tagname reprise-key-list
 *
 * @csspart dialog - The native `<dialog>`.
 */
export class RepriseKeyList extends LitElement {
  static override styles = [controls, styles];
  readonly #language = new LanguageController(this);
  /** A list that nobody sees is not drawn: it is some hundred nodes. */
  #isOpen = false;

  override render(): TemplateResult {
    const { keys: title, close } = this.#language.of(playerStrings);
    return html`
      <dialog part="dialog" aria-labelledby="title" closedby="any" @close=${this.#onClose}>
        <div class="content">
          <header>
            <h2 id="title">${title}</h2>
            <button class="quiet" aria-label=${close} title=${close} @click=${() => this.#dialog?.close()}>
              ${icon('close')}
            </button>
          </header>
          <div class="groups">
            ${this.#isOpen ? (Object.keys(KEY_GROUPS) as Group[]).map((group) => this.#group(group)) : nothing}
          </div>
        </div>
      </dialog>
    `;
  }

  /** Opens the dialog; closing it gives the focus back to where it was. */
  show(): void {
    const dialog = this.#dialog;
    if (!dialog || dialog.open) return;
    this.#isOpen = true;
    this.requestUpdate();
    this.performUpdate();
    dialog.showModal();
  }

  readonly #onClose = (): void => {
    this.#isOpen = false;
    this.requestUpdate();
  };

  #group(group: Group): TemplateResult {
    const strings = this.#language.of(keysStrings);
    return html`
      <section aria-labelledby=${group}>
        <h3 id=${group}>${strings.groups[group]}</h3>
        <dl>
          ${KEY_GROUPS[group].map(
            ({ name, caps }: KeyBinding) => html`
              <div>
                <dt>${caps.map((keys) => renderKeys(keys, strings))}</dt>
                <dd>${strings[name as KeyName]}</dd>
              </div>
            `,
          )}
        </dl>
      </section>
    `;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }
}

/** One way to press: a key, or several at once. */
function renderKeys(keys: readonly string[], strings: Keys): TemplateResult {
  return html`<span class="keys"
    >${keys.map((key, index) => [
      index > 0 ? html`<span class="visually-hidden"> ${strings.and} </span>` : '',
      key === '…' ? '…' : html`<kbd>${capOf(key, strings)}</kbd>`,
    ])}</span
  > `;
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
