import { virtualize } from '@lit-labs/virtualizer/virtualize.js';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Row } from './rows.ts';

/**
 * A list that draws only the rows in view; loaded for transcripts that are too long to be drawn whole.
 *
 * @param onRange - other rows are going to be drawn: the first ones come only when code of the virtualizer has
 */
export function renderLongList(
  rows: readonly Row[],
  renderRow: (row: Row) => TemplateResult,
  onRange: () => void,
): TemplateResult {
  return html`<div class="list" @rangeChanged=${onRange}>
    ${virtualize({
      items: rows as Row[],
      keyFunction: (row: Row) => row.key,
      renderItem: (row: Row) => renderRow(row),
    })}
  </div>`;
}
