import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { TurnEntry } from '../../format/index.ts';
import type * as ItemDrawing from './draw-item.ts';
import {
  renderBranchRow,
  renderCoverRow,
  renderHoleRow,
  renderItemRow,
  renderPartRow,
  renderPauseRow,
  renderRunRow,
  usedText,
} from './draw-row.ts';
import type { RowState } from './draw-row.ts';
import type { ItemContext } from './item-context.ts';
import type { OpenParts } from './open-parts.ts';
import type { RowHeights } from './row-heights.ts';
import type { Row } from './rows.ts';

/** What rows are drawn with; facts are asked for when they are needed. */
export interface RowDrawingSources {
  readonly context: ItemContext;
  readonly parts: OpenParts;
  readonly heights: RowHeights;
  readonly stateOf: (row: Row) => RowState;
  readonly turns: () => readonly TurnEntry[];
  /** The code that draws items; it is loaded before any row but the cover is drawn. */
  readonly drawing: () => typeof ItemDrawing | undefined;
  /** What all rows look different by: the clock, the language, paper. */
  readonly looks: () => readonly unknown[];
  /** The reader opens or closes a run. */
  readonly toggle: (key: string) => void;
}

/** Draws the rows of a document, each again only when something it shows has changed. */
export class RowDrawing {
  readonly #sources: RowDrawingSources;

  constructor(sources: RowDrawingSources) {
    this.#sources = sources;
  }

  /** What Lit draws for a row. */
  draw(row: Row): unknown {
    const { context, parts, stateOf, drawing, looks } = this.#sources;
    const { current, fresh, tabStop, active, notes } = stateOf(row);
    const content =
      row.kind === 'item'
        ? [
            row.item,
            row.heading,
            row.model,
            row.step,
            row.open,
            row.thinking,
            parts.version(row.key),
            usedText(row, context),
          ]
        : [row, row.kind === 'part' ? this.#heightOf(row.key) : 0];
    return guard([...content, current, fresh, tabStop, active, notes, drawing(), ...looks()], () =>
      this.#render(row),
    );
  }

  #render(row: Row): TemplateResult {
    const { context, stateOf, drawing, toggle } = this.#sources;
    const state = stateOf(row);
    switch (row.kind) {
      case 'cover':
        return renderCoverRow(state, context);
      case 'branch':
        return renderBranchRow(row.key, context);
      case 'pause':
        return renderPauseRow(row, context);
      case 'hole':
        return renderHoleRow(row, context);
      case 'run':
        return renderRunRow(row, state, context, () => toggle(row.key));
      case 'part': {
        const turns = this.#turnsWithin(row.time, row.end);
        return renderPartRow(row, { height: this.#heightOf(row.key), turns }, context);
      }
      case 'item':
        return renderItemRow(row, state, context, drawing()!);
    }
  }

  #heightOf(key: string): number {
    const { heights } = this.#sources;
    const index = heights.indexOf(key);
    return index < 0 ? 0 : heights.top(index + 1) - heights.top(index);
  }

  #turnsWithin(from: number, to: number): readonly TurnEntry[] {
    return this.#sources.turns().filter(({ time }) => time >= from && time < to);
  }
}
