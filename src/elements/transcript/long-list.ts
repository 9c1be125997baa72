import { virtualize } from '@lit-labs/virtualizer/virtualize.js';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Row } from './rows.ts';

/** A list that draws only the rows in view; loaded for transcripts that are too long to be drawn whole. */
export function renderLongList(
  rows: readonly Row[],
  renderRow: (row: Row) => TemplateResult,
): TemplateResult {
  return html`<div class="list">
    ${virtualize({
      items: rows as Row[],
      keyFunction: (row: Row) => row.key,
      renderItem: (row: Row) => renderRow(row),
    })}
  </div>`;
}
