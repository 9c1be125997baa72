import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { TranscriptView } from '../../player/index.ts';
import type { DrawnRows } from './document-scroller.ts';
import type { Row } from './rows.ts';

/** Rows that are printed at most. */
const MAX_PRINTED = 4000;

/**
 * What of a conversation is printed: all that is loaded of it, also while another pane has its room and its track is shown
 * no more.
 */
export class Paper implements ReactiveController {
  readonly #onChange: () => void;
  #printing = false;
  #last: TranscriptView | undefined;

  /** @param onChange - the page is about to be printed, or has been: what is drawn must change before this returns */
  constructor(host: ReactiveControllerHost, onChange: () => void) {
    this.#onChange = onChange;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('beforeprint', this.#onPrint);
    window.addEventListener('afterprint', this.#onPrint);
  }

  hostDisconnected(): void {
    window.removeEventListener('beforeprint', this.#onPrint);
    window.removeEventListener('afterprint', this.#onPrint);
  }

  /** The page is being printed. */
  get printing(): boolean {
    return this.#printing;
  }

  /** What to draw of a track: on paper what there was of it last, where there is nothing now. */
  viewOf(view: TranscriptView | undefined): TranscriptView | undefined {
    if (view?.ready) this.#last = view;
    const isGone = view && !view.ready && this.#last?.track === view.track;
    return this.#printing && isGone ? this.#last : view;
  }

  /** The rows that are drawn on paper. */
  drawn(rows: readonly Row[]): DrawnRows {
    return { from: 0, to: Math.min(rows.length, MAX_PRINTED) - 1, before: 0, after: 0 };
  }

  /** The first row that there is no paper for. */
  cutAt(rows: readonly Row[]): Row | undefined {
    return this.#printing ? rows[MAX_PRINTED] : undefined;
  }

  readonly #onPrint = ({ type }: Event): void => {
    this.#printing = type === 'beforeprint';
    this.#onChange();
  };
}
