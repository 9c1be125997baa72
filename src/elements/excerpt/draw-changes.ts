import { html, type TemplateResult } from 'lit';
import type { ChangeEvent, TimeSpan } from '../../format/index.ts';
import { renderPath } from '../path-text.ts';
import { changesStrings } from '../strings/changes.ts';
import { excerptStrings } from '../strings/excerpt.ts';
import type { Language } from '../strings/language.ts';

/** What drawing the changes of an excerpt takes. */
interface ChangesParts {
  readonly changes: readonly ChangeEvent[];
  readonly range: TimeSpan;
  /** Root of the workspace. */
  readonly root: string | undefined;
  readonly language: Language;
}

/** The changes of an excerpt, one diff below the other. */
export function renderChanges({ changes, range, root, language }: ChangesParts): TemplateResult {
  if (changes.length === 0) return html`<p class="sentence">${language.of(excerptStrings).noChanges}</p>`;
  const counts = ({ additions = 0, deletions = 0 }: ChangeEvent): TemplateResult => html`
    <span class="visually-hidden">${language.of(changesStrings).counts(additions, deletions)}</span>
    <span class="counts" aria-hidden="true">
      ${additions > 0 ? html`<span class="added">+${language.number(additions)}</span>` : ''}
      ${deletions > 0 ? html`<span class="removed">−${language.number(deletions)}</span>` : ''}
    </span>
  `;
  return html`
    <div class="changes" tabindex="0" role="group" aria-label=${language.of(changesStrings).views}>
      ${changes.map(
        (change) => html`
          <section>
            <div class="file">
              <h3>${renderPath(change.path, root)}</h3>
              ${counts(change)}
            </div>
            <reprise-change-in-place
              .change=${{ id: change.id, path: change.path, from: range.start, to: range.end }}
            ></reprise-change-in-place>
          </section>
        `,
      )}
    </div>
  `;
}
