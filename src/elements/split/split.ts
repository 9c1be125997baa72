import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { controls } from '../styles/controls.ts';
import { printStyles } from '../styles/print.ts';
import { styles } from './split.styles.ts';

const LEAST = 0.2;
const MOST = 0.8;
const KEY_STEP = 0.02;

/**
 * Two panes with a line between them that can be moved with the pointer or the arrow keys; a double click puts it
 * back.
 *
 * @summary Two resizable panes.
 * @tagname reprise-split
 *
 * @slot start - The left or upper pane.
 * @slot end - The right or lower pane.
 * @csspart separator - The line.
 */
export class RepriseSplit extends LitElement {
  static override styles = [controls, styles, printStyles];

  /** Panes side by side (`columns`) or one above the other (`rows`). */
  @property({ reflect: true }) orientation: 'columns' | 'rows' = 'columns';
  /** Share of the first pane before the viewer moves the line, 0.2 … 0.8. */
  @property({ type: Number }) share = 0.5;
  /** Shows one pane alone; both keep their elements, so that nothing is lost on the way back. */
  @property({ reflect: true }) only: 'start' | 'end' | undefined;
  /** Name of the line, for assistive technology. */
  @property() label = '';

  #current: number | undefined;
  #moving = false;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('share')) this.#current = undefined;
  }

  override render(): TemplateResult {
    const share = this.#current ?? this.share;
    const columns = this.orientation === 'columns';
    const tracks = `minmax(0, ${share}fr) auto minmax(0, ${1 - share}fr)`;
    return html`
      <div
        class="split"
        .style=${this.only ? '' : `grid-template-${this.orientation}: var(--split-tracks, ${tracks})`}
      >
        <slot name="start" ?hidden=${this.only === 'end'}></slot>
        ${
          this.only
            ? nothing
            : html`
                <div
                  role="separator"
                  part="separator"
                  tabindex="0"
                  aria-label=${this.label}
                  aria-orientation=${columns ? 'vertical' : 'horizontal'}
                  aria-valuenow=${Math.round(share * 100)}
                  aria-valuemin=${LEAST * 100}
                  aria-valuemax=${MOST * 100}
                  @keydown=${this.#onKeyDown}
                  @pointerdown=${this.#onPointerDown}
                  @pointermove=${this.#onPointerMove}
                  @pointerup=${this.#onPointerEnd}
                  @pointercancel=${this.#onPointerEnd}
                  @dblclick=${() => this.#move(this.share)}
                ></div>
              `
        }
        <slot name="end" ?hidden=${this.only === 'start'}></slot>
      </div>
    `;
  }

  #move(share: number): void {
    this.#current = Math.min(MOST, Math.max(LEAST, share));
    this.requestUpdate();
  }

  #onKeyDown(event: KeyboardEvent): void {
    const share = this.#current ?? this.share;
    const targets: Readonly<Record<string, number>> = {
      [this.orientation === 'columns' ? 'ArrowLeft' : 'ArrowUp']: share - KEY_STEP,
      [this.orientation === 'columns' ? 'ArrowRight' : 'ArrowDown']: share + KEY_STEP,
      Home: LEAST,
      End: MOST,
    };
    const target = targets[event.key];
    if (target === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#move(target);
  }

  #onPointerDown(event: PointerEvent): void {
    if (event.button !== 0) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.#moving = true;
  }

  #onPointerMove(event: PointerEvent): void {
    if (!this.#moving) return;
    const box = this.getBoundingClientRect();
    const along =
      this.orientation === 'columns'
        ? (event.clientX - box.left) / box.width
        : (event.clientY - box.top) / box.height;
    this.#move(along);
  }

  #onPointerEnd(): void {
    this.#moving = false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-split': RepriseSplit;
  }
}
