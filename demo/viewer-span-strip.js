/** The time of a session as a strip: where turns begin, what is left out, and a stretch that is drawn with the pointer. */
import { make } from './viewer-dom.js';

/** `1:02:05`, `2:05` or `125` as milliseconds; `undefined` for what is no time. */
export function parseClock(text) {
  const match = /^(?:(?:(\d{1,4}):)?(\d{1,4}):)?(\d{1,7}(?:[.,]\d{1,3})?)$/.exec(text.trim());
  if (match === null) return undefined;
  const [, hours = '0', minutes = '0', seconds] = match;
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds.replace(',', '.'))) * 1000);
}

/** The strip. Fields beside it say the same for keys. */
export class SpanStrip {
  #strip;
  #duration = 0;
  #from;
  #drawn = make('span', 'strip-drawn');

  /** @param draw - takes the stretch that was drawn, `{ start, end }` in ms */
  constructor(strip, draw) {
    this.#strip = strip;
    strip.addEventListener('pointerdown', (event) => {
      strip.setPointerCapture(event.pointerId);
      this.#from = this.#timeAt(event);
    });
    strip.addEventListener('pointermove', (event) => {
      if (this.#from === undefined) return;
      const [start, end] = [this.#from, this.#timeAt(event)].sort((a, b) => a - b);
      place(this.#drawn, start / this.#duration, end / this.#duration);
      if (!this.#drawn.isConnected) strip.append(this.#drawn);
      draw({ start, end });
    });
    for (const end of ['pointerup', 'pointercancel'])
      strip.addEventListener(end, () => {
        this.#from = undefined;
      });
  }

  /** @param content - `duration`, `turns` with their `start`, and `cuts`: stretches that are left out */
  show({ duration, turns, cuts }) {
    this.#duration = Math.max(1, duration);
    const at = (time) => time / this.#duration;
    const marks = turns.map(({ start }) => place(make('span', 'strip-turn'), at(start), at(start)));
    const gone = cuts.map(({ start, end }) => place(make('span', 'strip-cut'), at(start), at(end)));
    this.#strip.replaceChildren(...gone, ...marks);
  }

  #timeAt({ clientX }) {
    const { left, width } = this.#strip.getBoundingClientRect();
    const share = Math.max(0, Math.min(1, (clientX - left) / Math.max(1, width)));
    // Whole seconds are what the fields say.
    return share === 1 ? this.#duration : Math.floor((share * this.#duration) / 1000) * 1000;
  }
}

function place(mark, start, end) {
  mark.style.insetInlineStart = `${start * 100}%`;
  mark.style.inlineSize = `${(end - start) * 100}%`;
  return mark;
}
