import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { renderVisible } from '../code/visible-characters.ts';
import { icon } from '../icons.ts';
import type { ChangesStrings } from '../strings/changes.ts';
import type { SplitRow } from './diff-blocks.ts';
import type { Decorations } from './diff-decorator.ts';
import type { DiffNotes } from './diff-notes.ts';
import type { GapRow, LineRow } from './diff-rows.ts';
import { renderCode } from './diff-text.ts';

/** What rows are drawn with. */
export interface RowContext {
  readonly decorations: Decorations;
  readonly strings: ChangesStrings;
  /** Key of the first line of the change that the keys are at. */
  readonly at: number | undefined;
  readonly notes: DiffNotes;
  /** Gaps can be opened: the text before is known or can be had. */
  readonly opens: boolean;
  readonly open: (gap: GapRow) => void;
}

/** A line with both numbers. */
export function renderLine(row: LineRow, context: RowContext): TemplateResult {
  const { oldNumber = '', newNumber = '', kind } = row;
  const at = `${row.key === context.at ? 'at' : ''} ${context.notes.has(row) ? 'noted' : ''}`;
  const code = renderLineCode(row, context);
  if (kind === 'add') return html`<ins class="row add ${at}" data-old="" data-new=${newNumber}>${code}</ins>`;
  if (kind === 'delete')
    return html`<del class="row delete ${at}" data-old=${oldNumber} data-new="">${code}</del>`;
  return html`<div class="row ${at}" data-old=${oldNumber} data-new=${newNumber}>${code}</div>`;
}

/** What a line was and is, beside each other. */
export function renderPair(
  { left, right }: Extract<SplitRow, { kind: 'pair' }>,
  context: RowContext,
): TemplateResult {
  const side = (row: LineRow | undefined): TemplateResult =>
    row ? renderLine(row, context) : html`<div class="row none"></div>`;
  return html`<div class="pair">${side(left)}${side(right)}</div>`;
}

/** Unchanged lines that are not shown: how many, and what they belong to. */
export function renderGap(row: GapRow, isEnd: boolean, context: RowContext): TemplateResult | typeof nothing {
  const { hidden, section } = row;
  const opens = context.opens && hidden !== 0 && (isEnd || hidden !== undefined);
  if ((isEnd && !opens) || (hidden === 0 && section === undefined)) return nothing;
  const words = wordsOf(row, isEnd, context.strings);
  return html`<div class="gap">
    ${
      opens
        ? html`<button class="open" @click=${() => context.open(row)}>${icon('down')}${words}</button>`
        : html`<span>${words}</span>`
    }
    ${
      section === undefined
        ? nothing
        : html`<span class="section">${renderVisible(section.replace(/\s*[{(:]\s*$/, ''))}</span>`
    }
  </div>`;
}

function wordsOf({ hidden, line }: GapRow, isEnd: boolean, strings: ChangesStrings): string {
  if (hidden !== undefined && hidden > 0) return strings.lines(hidden);
  if (isEnd) return strings.moreLines;
  return line === undefined ? strings.somewhere : strings.fromLine(line);
}

function renderLineCode({ key, text, unclosed }: LineRow, context: RowContext): TemplateResult {
  const { tokens, words } = context.decorations;
  const mark = unclosed
    ? html`<span class="unclosed" data-note=${context.strings.noNewline}></span>`
    : nothing;
  return html`<code>${renderCode(text, tokens.get(key), words.get(key), context.strings)}${mark}</code>`;
}
