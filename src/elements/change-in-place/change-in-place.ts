import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { loadChange, showChange } from '../changes/shown-change.ts';
import type { ShownChange } from '../changes/shown-change.ts';
import type { SessionContext } from '../context.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { LoadedValue } from '../controllers/loaded-value.ts';
import { StateController } from '../controllers/state-controller.ts';
import { notesOn } from '../note/notes-on.ts';
import { changesStrings } from '../strings/changes.ts';

/** Where a change is found: its id, and a stretch of session time (ms) in which it was made. */
export interface ChangePlace {
  readonly id: string;
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

/**
 * A change as a diff, within what is read around it.
 *
 * @summary Diff of one change, as high as it is.
 * @tagname reprise-change-in-place
 */
export class RepriseChangeInPlace extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
    p {
      margin: 0;
      padding: 0.375rem 0;
      color: var(--reprise-color-soft);
    }
  `;

  /** The change; nothing is shown without one. */
  @property({
    attribute: false,
    hasChanged: (next?: ChangePlace, before?: ChangePlace) => next?.id !== before?.id,
  })
  change: ChangePlace | undefined;

  readonly #language = new LanguageController(this);
  readonly #player = new StateController(this, (state) => state.manifest);
  readonly #notes = new StateController(this, (state) => state.notes);
  readonly #shown = new LoadedValue<ShownChange | undefined>(this);

  override render(): TemplateResult | typeof nothing {
    const { change } = this;
    const { player } = this.#player;
    if (!change || !player) return nothing;
    const strings = this.#language.of(changesStrings);
    const { status, value } = this.#shown.get(change.id, () => load(change, player));
    if (status === 'loading') return html`<p role="status">${strings.loading}</p>`;
    if (!value) return html`<p>${strings.unknownText}</p>`;
    return html`
      ${value.note ? html`<p>${value.note(strings)}</p>` : nothing}
      ${
        value.patch === undefined
          ? nothing
          : html`<reprise-diff-view
              inline
              .patch=${value.patch}
              .path=${change.path}
              .notes=${notesOn(change.id, this.#notes.value ?? [])}
            ></reprise-diff-view>`
      }
    `;
  }
}

async function load({ id, from, to }: ChangePlace, player: SessionContext): Promise<ShownChange | undefined> {
  const change = (await player.changesIn({ from, to })).find((each) => each.id === id);
  return change && (showChange(change) ?? loadChange(change, player));
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-change-in-place': RepriseChangeInPlace;
  }
}
