import type { LitElement } from 'lit';
import type { Note } from '../../format/index.ts';
import { StateController } from '../controllers/state-controller.ts';
import { notePlacesOf, type NotePlaces } from '../note/note-places.ts';
import { PassageMarks } from '../note/passage-marks.ts';
import type { NotedRow } from '../note/passages.ts';
import type { Row } from './rows.ts';

const NONE: readonly Note[] = [];

/** What people have noted on the rows of a transcript; has the passages marked that they mean. */
export class RowNotes {
  readonly #host: LitElement;
  readonly #places: StateController<NotePlaces>;
  readonly #rowOf: (key: string | undefined) => Row | undefined;

  /** @param rowOf - a row that is drawn, by its key */
  constructor(host: LitElement, rowOf: (key: string | undefined) => Row | undefined) {
    this.#host = host;
    this.#rowOf = rowOf;
    this.#places = new StateController(host, ({ notes }) => notePlacesOf(notes));
    new PassageMarks(host, () => this.#noted());
  }

  /** Which notes belong to which item; the same object until there are others. */
  get places(): NotePlaces | undefined {
    return this.#places.value;
  }

  /** The notes on a row; the same array until there are others. */
  of(row: Row | undefined): readonly Note[] {
    return row?.kind === 'item' ? (this.places?.of(row.item) ?? NONE) : NONE;
  }

  *#noted(): Generator<NotedRow> {
    if (this.places?.isEmpty !== false) return;
    for (const element of this.#host.renderRoot.querySelectorAll<HTMLElement>('.row')) {
      const notes = this.of(this.#rowOf(element.dataset['key']));
      if (notes.length > 0) yield [element, notes];
    }
  }
}
