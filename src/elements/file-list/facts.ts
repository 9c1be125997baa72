import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { changesStrings } from '../strings/changes.ts';
import type { Language } from '../strings/language.ts';
import type { ListedFile } from './list-rows.ts';

/** What became of a file and the lines added and removed; for a screen reader as words. */
export function renderFacts(
  { status, additions = 0, deletions = 0 }: Omit<ListedFile, 'path'>,
  language: Language,
): TemplateResult | typeof nothing {
  const strings = language.of(changesStrings);
  const label = status && status !== 'modified' ? strings.status[status] : undefined;
  const counts =
    additions + deletions === 0
      ? nothing
      : html`<span class="visually-hidden">${strings.counts(additions, deletions)}</span
          ><span class="counts" aria-hidden="true"
            >${additions > 0 ? html`<span class="added">+${language.number(additions)}</span>` : nothing}${
              deletions > 0 ? html`<span class="removed">−${language.number(deletions)}</span>` : nothing
            }</span
          >`;
  if (label === undefined && counts === nothing) return nothing;
  return html`<span class="facts"
    >${label === undefined ? nothing : html`<span class="status">${label}</span>`}${counts}</span
  >`;
}
