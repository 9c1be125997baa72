import { visibleText } from '../code/visible-characters.ts';
import { html, LitElement, type TemplateResult } from 'lit';
import type { PlayerState } from '../../player/index.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import { holeText } from '../hole/draw-hole.ts';
import { announcementStrings } from '../strings/announcement.ts';
import { controls } from '../styles/controls.ts';
import { indexAt } from '../time-range/index-at.ts';
import { timeText } from '../time-text.ts';

/** Between two announcements, ms: a screen reader says one before the next comes. */
const PACE = 1000;
/** Characters of a prompt that are read out. */
const MAX_PROMPT = 80;

/**
 * Tells assistive technology, politely, what a jump came to: the turn, its prompt and the time, and that what is there
 * cannot be read, however one has come to it. Scrolling and playing are no jumps, and the timeline tells its own value while it has the focus.
 *
 * @summary What a jump came to, for assistive technology.
 * @tagname reprise-announcement
 */
export class RepriseAnnouncement extends LitElement {
  static override styles = [controls];

  readonly #language = new LanguageController(this);
  /** How many jumps there were: a jump whose moment is at hand is over before anything is drawn. */
  readonly #jumps = new StateController(this, (state) => this.#count(state));
  /** Tracks that are in a hole at the playhead. */
  readonly #holes = new StateController(this, holesOf);
  #toldHoles = '';
  #counted = 0;
  #isSeeking = false;
  #told = 0;
  #text = '';
  /** A jump came while the last one was being told. */
  #isBehind = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  override willUpdate(): void {
    const jumps = this.#jumps.value ?? 0;
    const holes = this.#holes.value ?? '';
    const isInto = holes !== this.#toldHoles && holes !== '';
    if (jumps > this.#told || isInto) this.#tell();
    this.#told = jumps;
    this.#toldHoles = holes;
  }

  override render(): TemplateResult {
    return html`<p class="visually-hidden" role="status">${visibleText(this.#text)}</p>`;
  }

  #count({ status, seeking }: PlayerState): number {
    if (this.#isSeeking && !seeking && status === 'ready') this.#counted += 1;
    this.#isSeeking = seeking;
    return this.#counted;
  }

  #tell(): void {
    const state = this.#jumps.player?.store.state;
    if (!state || isOnTimeline(this.ownerDocument)) return;
    if (this.#timer !== undefined) {
      this.#isBehind = true;
      return;
    }
    this.#text = this.#textOf(state);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (!this.#isBehind) return;
      this.#isBehind = false;
      this.#tell();
      this.requestUpdate();
    }, PACE);
  }

  #textOf(state: PlayerState): string {
    const { time, position, duration, timeline } = state;
    const strings = this.#language.of(announcementStrings);
    const at = timeText(position, duration);
    const turns = timeline?.turns ?? [];
    const index = indexAt(turns, time);
    const turn = turns[index];
    const place = turn
      ? strings.turn(index + 1, turns.length, shortened(turn.excerpt), at)
      : strings.time(at);
    return [place, ...this.#holeTexts(state)].join('. ');
  }

  #holeTexts(state: PlayerState): string[] {
    const { timeMap, duration } = state;
    const clockText = (time: number): string => timeText(timeMap?.positionOf(time) ?? time, duration);
    return viewsOf(state).flatMap(({ hole }) =>
      hole ? [holeText(hole.track.kind, hole, { language: this.#language.value, clockText })] : [],
    );
  }
}

function viewsOf({ transcripts, terminals, changes }: PlayerState) {
  return [...transcripts.values(), ...terminals.values(), ...(changes ? [changes] : [])];
}

/** Names the holes that are in sight: another text as soon as others are. */
function holesOf(state: PlayerState): string {
  return viewsOf(state)
    .flatMap(({ hole }) => (hole ? [`${hole.track.entry} ${hole.start}`] : []))
    .join();
}

/** The timeline has the focus: it is a slider, whose value is told already. */
function isOnTimeline({ activeElement }: Document): boolean {
  for (let at = activeElement; at; at = at.shadowRoot?.activeElement ?? null)
    if (at.localName === 'reprise-time-range') return true;
  return false;
}

function shortened(text: string): string {
  return text.length > MAX_PROMPT ? `${text.slice(0, MAX_PROMPT).trimEnd()}…` : text;
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-announcement': RepriseAnnouncement;
  }
}
