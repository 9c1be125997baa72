import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import { ref } from 'lit/directives/ref.js';

/** A piece of a long text. */
export interface Piece {
  /** What it is taken for in height before it was drawn, px. */
  readonly height: number;
  readonly draw: () => unknown;
}

/** A piece is drawn when it is this near to what can be seen. */
const NEAR = '50%';
/** Pieces that are drawn at first, before it is known what can be seen. */
const FIRST_PIECES = 2;

/**
 * Draws a long text in pieces, of which only those near what can be seen are there; the others keep their place. Their
 * number is bounded by whoever makes them.
 */
class PiecesDirective extends AsyncDirective {
  readonly #elements = new Map<Element, number>();
  readonly #heights = new Map<number, number>();
  #pieces: readonly Piece[] = [];
  #near: ReadonlySet<number> = new Set(Array.from({ length: FIRST_PIECES }, (_, index) => index));
  #observer: IntersectionObserver | undefined;

  override render(pieces: readonly Piece[]): TemplateResult {
    this.#pieces = pieces;
    return html`${pieces.map((piece, index) => this.#draw(piece, index))}`;
  }

  override disconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }

  override reconnected(): void {
    for (const element of this.#elements.keys()) this.#observe(element);
  }

  #draw(piece: Piece, index: number): TemplateResult {
    const isNear = this.#near.has(index);
    const height = this.#heights.get(index) ?? piece.height;
    return html`<div
      class="piece"
      .style=${isNear ? '' : `block-size: ${height}px`}
      ${ref(this.#refs(index))}
    >
      ${isNear ? piece.draw() : nothing}
    </div>`;
  }

  readonly #callbacks: ((element: Element | undefined) => void)[] = [];

  /** One for each piece, always the same: another one would be called anew with each drawing. */
  #refs(index: number): (element: Element | undefined) => void {
    return (this.#callbacks[index] ??= (element) => {
      if (!element) return;
      this.#elements.set(element, index);
      this.#observe(element);
    });
  }

  #observe(element: Element): void {
    // Known when the document around it is: what scrolls is there before what is in it.
    queueMicrotask(() => {
      if (!this.isConnected || !element.isConnected) return;
      this.#observer ??= new IntersectionObserver((entries) => this.#take(entries), {
        root: element.closest('.scroller'),
        rootMargin: `${NEAR} 0px`,
      });
      this.#observer.observe(element);
    });
  }

  #take(entries: readonly IntersectionObserverEntry[]): void {
    const near = new Set(this.#near);
    for (const { target, isIntersecting, boundingClientRect } of entries) {
      const index = this.#elements.get(target);
      // Nothing is told of what has no box.
      if (index === undefined || boundingClientRect.width === 0) continue;
      if (near.has(index)) this.#heights.set(index, boundingClientRect.height);
      if (isIntersecting) near.add(index);
      else near.delete(index);
    }
    const isSame = near.size === this.#near.size && [...near].every((index) => this.#near.has(index));
    if (isSame) return;
    this.#near = near;
    this.setValue(this.render(this.#pieces));
  }
}

/** Draws pieces, those of them that are near what can be seen. */
export const renderPieces = directive(PiecesDirective);
