import type { Manifest, SessionEvent, SourceTranscriptEvent } from '../../format/index.ts';
import { pathsOf } from '../edit/cut-scope.ts';
import { pictureIn, type Picture } from '../picture-block.ts';
import type { EventPlace, EventPlaces } from './event-place.ts';

/** A turn of the main conversation. */
export interface ReviewTurn {
  /** From 1. */
  readonly number: number;
  readonly title: string;
  /** Session time, ms; `end` is where the next one begins. */
  readonly start: number;
  readonly end: number;
}

/** A picture, or a document that is no text, which nobody has searched. */
export interface ReviewPicture extends Pick<Picture, 'kind' | 'path'> {
  /** Id of the first event that shows it. */
  readonly event?: string;
  /** Session time, ms. */
  readonly time: number;
  /** Number of its turn, from 1. */
  readonly turn?: number;
}

/** What an author can leave out. */
export interface ReviewOutline {
  /** Of the session, ms. */
  readonly duration: number;
  readonly turns: readonly ReviewTurn[];
  /** Files that were changed or shown, by path. */
  readonly files: readonly { readonly path: string; readonly changes: number }[];
  readonly pictures: readonly ReviewPicture[];
}

/** Turns, files and pictures that an outline lists; `reprise edit` cuts others as well. */
const MAX_LISTED = 2000;

/** Characters of a title. */
const MAX_TITLE = 200;

/** Collects the outline while the events of a session are gone through. */
export class OutlineDraft {
  readonly #turns: { title: string; start: number }[] = [];
  readonly #files = new Map<string, number>();
  readonly #pictures = new Map<string, ReviewPicture>();
  readonly #places: EventPlaces;

  constructor(places: EventPlaces) {
    this.#places = places;
  }

  /** @param place - where the event stands */
  take(event: SessionEvent, place: EventPlace): void {
    if (event.type === 'change') this.#file(event.path, event.op === 'observe' ? 0 : 1);
    if (event.type === 'transcript') this.#transcript(event, place);
  }

  finish({ duration }: Manifest): ReviewOutline {
    const turns = this.#turns.map(({ title, start }, index) => ({
      ...{ number: index + 1, title, start, end: this.#turns[index + 1]?.start ?? duration },
    }));
    const files = [...this.#files].map(([path, changes]) => ({ path, changes }));
    return {
      duration,
      turns: turns.slice(0, MAX_LISTED),
      files: files.sort((a, b) => (a.path < b.path ? -1 : 1)).slice(0, MAX_LISTED),
      pictures: [...this.#pictures.values()],
    };
  }

  #transcript(event: SourceTranscriptEvent, place: EventPlace): void {
    const { track, time, id, update } = event;
    if (this.#places.isMain(track)) this.#turn(event);
    if (update.sessionUpdate === 'tool_call' || update.sessionUpdate === 'tool_call_update')
      for (const path of pathsOf(update)) this.#file(path, 0);
    const where = { ...(id !== undefined && { event: id }), time, ...(place.turn && { turn: place.turn }) };
    this.#pictureIn(update, where);
  }

  #turn({ time, update }: SourceTranscriptEvent): void {
    const last = this.#turns.at(-1);
    if (update.sessionUpdate === '_reprise/turn') this.#turns.push({ title: '', start: time });
    else if (
      update.sessionUpdate === 'user_message_chunk' &&
      last?.title === '' &&
      update.content.type === 'text'
    )
      last.title = update.content.text.trim().split('\n', 1)[0]!.slice(0, MAX_TITLE);
  }

  #file(whole: string, changes: number): void {
    const path = this.#places.path(whole);
    this.#files.set(path, (this.#files.get(path) ?? 0) + changes);
  }

  #pictureIn(value: unknown, where: Omit<ReviewPicture, 'kind' | 'path'>): void {
    if (typeof value !== 'object' || value === null) return;
    const picture = pictureIn(value);
    if (!picture) for (const member of Object.values(value)) this.#pictureIn(member, where);
    else if (!this.#pictures.has(picture.path) && this.#pictures.size < MAX_LISTED)
      this.#pictures.set(picture.path, { kind: picture.kind, path: picture.path, ...where });
  }
}
