import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ChangeEvent } from '../../format/index.ts';
import { createRequest } from '../../player/index.ts';
import type { ChangePlace, ChangesView } from '../../player/index.ts';
import { toPatchText } from '../../state/index.ts';
import { afterRest } from '../controllers/after-rest.ts';
import { LoadedValue } from '../controllers/loaded-value.ts';
import { StateController } from '../controllers/state-controller.ts';
import { HitController } from '../find/hit-controller.ts';
import { renderHole } from '../hole/draw-hole.ts';
import type { SurvivingLines } from '../../reading/index.ts';
import { notesOn } from '../note/notes-on.ts';
import { ViewController } from '../view/view-controller.ts';
import { ChangesPart } from './changes-part.ts';
import { clockText } from './clock-text.ts';
import { copyAction, renderFileHeader, renderSentence } from './file-header.ts';
import type { Aside, FileAction } from './file-header.ts';
import { changeOfItem, numberOfChange } from './find-change.ts';
import { rangesText } from './ranges-text.ts';
import { loadChange, showChange } from './shown-change.ts';
import type { ShownChange } from './shown-change.ts';

/** Up to this many events of the track, what is left of a change is looked for unasked: all of them are read for it. */
const MAX_SEARCHED = 10_000;

/**
 * The change that the reader is at as a diff: that of the current item, else the newest at the playhead. Of several
 * changes of one moment, the viewer goes from one to the next.
 *
 * @summary Change at the playhead.
 * @tagname reprise-current-changes
 *
 * @fires reprise-seek-request - The viewer wants to see another change.
 * @fires reprise-step-request - The viewer wants to see a change that is not loaded.
 */
export class RepriseCurrentChanges extends ChangesPart {
  readonly #view = new StateController(this, (state) => state.changes);
  readonly #notes = new StateController(this, (state) => state.notes);
  readonly #paused = new StateController(this, (state) => state.paused);
  readonly #item = new ViewController(this, (view) => view.current);
  readonly #hit = new HitController(this);
  readonly #found = new LoadedValue<ChangeEvent | undefined>(this);
  readonly #shown = new LoadedValue<ShownChange>(this);
  readonly #survivors = new LoadedValue<readonly SurvivingLines[]>(this);
  /** Change that the viewer went to, and what was current then: it stays until something else is. */
  #picked: { readonly id: string; readonly from: string } | undefined;
  /** Id of the change whose lines are looked for. */
  #survivorsKey: string | undefined;
  /** Id of the change that was copied last. */
  #copied: string | undefined;

  override willUpdate(): void {
    if (this.#hit.take()) this.#picked = undefined;
  }

  override render(): TemplateResult {
    const view = this.#view.value;
    if (!view?.ready) return renderSentence(this.strings.loading);
    if (view.hole) return this.#hole(view.hole);
    const change = this.#change(view);
    if (change) return html`<div class="content">${this.#content(change, view)}</div>`;
    if (this.#found.get(this.#wanted(view), () => this.#find(view)).status === 'failed')
      return renderSentence(this.strings.failed);
    return view.files.length > 0 ? renderSentence(this.strings.loading) : this.#nothing(view);
  }

  /** The change to show; `undefined` while it is loaded, and where there is none. */
  #change(view: ChangesView): ChangeEvent | undefined {
    const picked = this.#picked?.from === this.#from(view) ? this.#picked.id : this.#place?.id;
    const known = view.changes.find(({ id }) => id === picked);
    if (known) return known;
    const item = this.#item.value;
    const own = item && changeOfItem(view.changes, item);
    if (own) return own;
    if (item?.kind !== 'change' && view.current) return view.current;
    const wanted = this.#wanted(view);
    if (wanted === undefined) return view.current;
    const { value } = this.#found.get(wanted, () => this.#find(view), { keep: true });
    return value ?? view.current;
  }

  /** Where the hit that the reader is at stands in a change, while the playhead is there. */
  get #place(): ChangePlace | undefined {
    const hit = this.#hit.value;
    return hit?.time === this.#view.player?.store.state.time ? hit?.change : undefined;
  }

  /** What the change to show follows from. */
  #from(view: ChangesView): string {
    return `${this.#item.value?.id ?? ''} ${view.current?.id ?? ''}`;
  }

  /** Names a change that has to be looked for: it is not among those that are loaded. */
  #wanted(view: ChangesView): string | undefined {
    const item = this.#item.value;
    if (item?.kind === 'change') return `item ${item.id}`;
    const newest = newestFile(view);
    return newest && `change ${newest.change}`;
  }

  async #find(view: ChangesView): Promise<ChangeEvent | undefined> {
    const { player } = this.#view;
    const item = this.#item.value;
    const newest = newestFile(view);
    if (item?.kind === 'change') {
      const changes = await player?.changesIn({ from: item.time, to: item.end });
      const own = changes && changeOfItem(changes, item);
      if (own) return own;
    }
    if (!newest) return undefined;
    const changes = await player?.changesIn({ from: newest.time, to: newest.time });
    return changes?.find(({ id }) => id === newest.change);
  }

  #hole(hole: NonNullable<ChangesView['hole']>): TemplateResult {
    const { player } = this.#view;
    return renderHole('changes', hole, {
      language: this.language.value,
      clockText: (time) => clockText(player, time),
      duration: player?.store.state.timeline?.duration ?? 0,
    });
  }

  #nothing(view: ChangesView): TemplateResult {
    if (view.track.events === 0) return renderSentence(this.strings.none);
    const { player } = this.#view;
    const first = player?.store.state.timeline?.markers.find(({ kind }) => kind === 'change');
    return html`<div class="sentence" role="status">
      <p>
        ${this.strings.noneYet}
        ${
          first
            ? html`<button class="link" @click=${() => this.#goTo(first.time)}>
                ${this.strings.firstAt(clockText(player, first.time))}
              </button>`
            : nothing
        }
      </p>
    </div>`;
  }

  #content(change: ChangeEvent, view: ChangesView): TemplateResult {
    const player = this.#view.player;
    const { path, op, additions, deletions } = change;
    const known = showChange(change);
    const loaded = known || !player ? undefined : this.#shown.get(change, () => loadChange(change, player));
    const shown = known ?? loaded?.value;
    const facts = {
      path,
      ...(op === 'modify' ? {} : { status: statusOf(op) }),
      ...(additions === undefined ? {} : { additions }),
      ...(deletions === undefined ? {} : { deletions }),
    };
    const patch = shown?.patch;
    const header = {
      actions: [...this.#copyActions(change, patch), ...this.#steps(change, view)],
      asides: this.#asides(change, view),
      note: patch === undefined ? undefined : shown?.note?.(this.strings),
      root: player?.store.state.manifest?.workspace?.root,
      language: this.language.value,
    };
    return html`${renderFileHeader(facts, header)}${this.#body(change, shown, loaded?.status === 'failed')}`;
  }

  #asides(change: ChangeEvent, view: ChangesView): Aside[] {
    const state = this.#view.player?.store.state;
    const number = numberOfChange(change, view, state?.timeline);
    const total = state?.manifest?.stats?.changes;
    const place =
      number === undefined || total === undefined || number > total
        ? []
        : [{ text: this.strings.changeOf(number, total) }];
    const isSearched = (view.track.events ?? Infinity) <= MAX_SEARCHED;
    const survivors = isSearched ? this.#survivorsOf(change) : undefined;
    if (survivors?.kept === undefined || survivors.written === 0) return place;
    const { kept, written, path, ranges } = survivors;
    const text = this.strings.survivors(kept, written);
    if (kept === 0) return [...place, { text }];
    const lines = rangesText(ranges, this.language.value);
    return [...place, { text, hint: this.strings.survivingLines(path, lines) }];
  }

  /** What is left of a change at the end; looked for when the reader has stayed with it for a moment. */
  #survivorsOf({ id, t, op }: ChangeEvent): SurvivingLines | undefined {
    const { player } = this.#view;
    if (!player || !this.#paused.value || op === 'delete') return undefined;
    const load = async (): Promise<readonly SurvivingLines[]> => {
      await afterRest();
      return this.#survivorsKey === id && this.isConnected ? player.survivors({ from: t, to: t }) : [];
    };
    this.#survivorsKey = id;
    return this.#survivors.get(id, load).value?.find(({ change }) => change === id);
  }

  #copyActions(change: ChangeEvent, patch: string | undefined): FileAction[] {
    if (patch === undefined) return [];
    return [copyAction(this.#copied === change.id, this.strings, () => void this.#copy(change, patch))];
  }

  #steps(change: ChangeEvent, view: ChangesView): FileAction[] {
    const { previous, next } = this.strings;
    return [
      { icon: 'up', label: previous, run: () => this.#step(change, view, -1) },
      { icon: 'down', label: next, run: () => this.#step(change, view, 1) },
    ];
  }

  #step(change: ChangeEvent, view: ChangesView, direction: 1 | -1): void {
    const index = view.changes.findIndex(({ id }) => id === change.id);
    const other = index < 0 ? undefined : view.changes[index + direction];
    if (!other) {
      this.dispatchEvent(createRequest('reprise-step-request', { to: 'change', direction }));
      return;
    }
    this.#picked = { id: other.id, from: this.#from(view) };
    this.requestUpdate();
    if (other.t !== change.t) this.#goTo(other.t);
  }

  #body(change: ChangeEvent, shown: ShownChange | undefined, failed: boolean): TemplateResult {
    if (failed) return renderSentence(this.strings.failed);
    if (!shown) return renderSentence(this.strings.loading);
    if (shown.patch === undefined)
      return renderSentence(shown.note?.(this.strings) ?? this.strings.unknownText);
    const player = this.#view.player;
    const fills = player && change.exact !== false && change.op !== 'create' && change.op !== 'delete';
    return html`
      <reprise-diff-view
        .patch=${shown.patch}
        .path=${change.path}
        .layout=${this.layout}
        .noWrap=${this.noWrap}
        .ignoreSpaces=${this.ignoreSpaces}
        .whole=${this.whole}
        .notes=${notesOn(change.id, this.#notes.value ?? [])}
        .found=${this.#place?.id === change.id ? this.#place : undefined}
        .loadOldText=${fills ? async () => (await player.changeTexts(change)).before : undefined}
      ></reprise-diff-view>
    `;
  }

  #goTo(time: number): void {
    this.dispatchEvent(createRequest('reprise-seek-request', { time }));
  }

  async #copy({ id, path, from, op }: ChangeEvent, patch: string): Promise<void> {
    const file = { path, ...(from === undefined ? {} : { from }), status: statusOf(op) };
    await navigator.clipboard.writeText(toPatchText(file, patch));
    this.#copied = id;
    this.requestUpdate();
  }
}

/** The file that was changed last. */
function newestFile({ files }: ChangesView): ChangesView['files'][number] | undefined {
  return files.reduce<ChangesView['files'][number] | undefined>(
    (latest, file) => (latest && latest.time > file.time ? latest : file),
    undefined,
  );
}

function statusOf(op: ChangeEvent['op']): 'created' | 'modified' | 'deleted' | 'renamed' {
  const statuses = { create: 'created', delete: 'deleted', rename: 'renamed' } as const;
  return op in statuses ? statuses[op as keyof typeof statuses] : 'modified';
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-current-changes': RepriseCurrentChanges;
  }
}
