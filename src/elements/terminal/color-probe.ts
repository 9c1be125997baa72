/** Most colours that are remembered: enough for a picture, little enough to forget. */
const MOST = 4096;

/** Finds out what CSS colours are where a terminal stands, for a canvas, which knows no custom properties. */
export class ColorProbe {
  readonly #element: HTMLElement;
  readonly #known = new Map<string, string>();

  /** @param element - inside the terminal; not seen, and nobody else's */
  constructor(element: HTMLElement) {
    this.#element = element;
  }

  /** Forgets what it found out: colours of the page or of the recording have changed. */
  forget(): void {
    this.#known.clear();
  }

  /** A colour without custom properties; plain ones are given back as they are. */
  resolve(color: string): string {
    if (!color.includes('var(')) return color;
    let known = this.#known.get(color);
    if (known === undefined) {
      this.#element.style.color = color;
      known = getComputedStyle(this.#element).color;
      if (this.#known.size >= MOST) this.#known.clear();
      this.#known.set(color, known);
    }
    return known;
  }
}
