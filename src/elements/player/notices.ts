import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import type { playerStrings } from '../strings/player.ts';

type Strings = ReturnType<typeof playerStrings.english>;

/** How long a sentence stands, and one with a button, ms. */
const SENTENCE_TIME = 4000;
const OFFER_TIME = 10_000;

/** What the player says for a moment. */
export interface Notice {
  readonly text: (strings: Strings) => string;
  /** Something that can be done about it. */
  readonly button?: { readonly label: (strings: Strings) => string; readonly onClick: () => void };
}

/** Sentences without a hole in them, by their name. */
export type PlainNotice = 'linkCopied' | 'linkFailed' | 'loadingForPaper' | 'partMissing' | 'unknownPlace';

/** Says things for a moment, one at a time; the newest takes the place of the one before. */
export class Notices implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #notice: Notice | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#show(undefined);
  }

  /** Says a sentence for four seconds, or ten with a button: long enough to find it. */
  say(notice: Notice | PlainNotice): void {
    this.#show(typeof notice === 'string' ? { text: (strings) => strings[notice] } : notice);
  }

  /** What is said now. Assistive technology is told politely. */
  render(strings: Strings): TemplateResult {
    const { text, button } = this.#notice ?? {};
    return html`
      <div class="notice" ?data-shown=${text !== undefined}>
        <span role="status">${text?.(strings) ?? nothing}</span>
        ${
          button
            ? html`<button
                @click=${() => {
                  this.#show(undefined);
                  button.onClick();
                }}
              >
                ${button.label(strings)}
              </button>`
            : nothing
        }
      </div>
    `;
  }

  #show(notice: Notice | undefined): void {
    clearTimeout(this.#timer);
    this.#notice = notice;
    const time = notice?.button ? OFFER_TIME : SENTENCE_TIME;
    this.#timer = notice && setTimeout(() => this.#show(undefined), time);
    this.#host.requestUpdate();
  }
}
