import {
  ArchiveReader,
  type ByteSource,
  type Manifest,
  type ReadOptions,
  type SessionEvent,
} from '../../format/index.ts';
import { escapeExpression, RULES, type Finding, type MaskedValue } from '../../masking/index.ts';
import { readSession } from '../rewrite/read-session.ts';
import { EventPlaces, type EventPlace } from './event-place.ts';
import { OutlineDraft, type ReviewOutline } from './review-outline.ts';

/** What a text is in which something was found. */
export type ReviewKind =
  'prompt' | 'answer' | 'thought' | 'call' | 'output' | 'change' | 'terminal' | 'title' | 'other';

/** A place of something that was found. */
export interface ReviewPlace extends EventPlace {
  /** Id of the event in the archive, where it is in one that has an id. */
  readonly event?: string;
  /** Session time, ms. */
  readonly time: number;
  readonly kind: ReviewKind;
  /** The command, the path, the name of the terminal; `''` where there is none. */
  readonly label: string;
  /** Text around it, as it will be in the archive: at most 80 characters on each side, with its line ends. */
  readonly before: string;
  readonly after: string;
}

/** Something that was found, for its author to decide about. */
export interface ReviewItem {
  readonly id: string;
  /** Class of the secret: `github-token`. */
  readonly type: string;
  readonly rule: string;
  /** Why the rule finds it, a sentence; `''` for own rules. */
  readonly why: string;
  /** `uncertain` ones are not masked unless the author says so. */
  readonly state: 'masked' | 'uncertain';
  /** What stands in its place, of masked ones. */
  readonly placeholder?: string;
  /** The secret itself: it must not leave this computer. */
  readonly value: string;
  /** In how many places it stands. */
  readonly count: number;
  /** The first of them. */
  readonly places: readonly ReviewPlace[];
}

/** What an author reviews before a session is shared. */
export interface Review {
  readonly title: string;
  readonly items: readonly ReviewItem[];
  /** What can be left out. */
  readonly outline: ReviewOutline;
  /** What nobody has searched. */
  readonly unsearched: NonNullable<NonNullable<Manifest['masking']>['unsearched']>;
}

/** Places that are told of one value. */
const MAX_PLACES = 50;

/** Characters around a place. */
const CONTEXT = 80;

/**
 * What was found in a session that was packed and masked, with the places where it stands.
 *
 * Cost: reads the archive once.
 *
 * @param archive - the masked archive: placeholders are looked for in it, and values that were not masked
 * @param found - as packing it told
 * @throws {ArchiveError} when the archive cannot be read
 */
export async function reviewItems(
  archive: ByteSource,
  { masked, findings }: { readonly masked: readonly MaskedValue[]; readonly findings: readonly Finding[] },
  options: ReadOptions = {},
): Promise<Review> {
  const reader = await ArchiveReader.open(archive, options);
  const { title, masking } = reader.manifest;
  const drafts = [
    ...findings.map((finding) => new Draft(finding, undefined)),
    ...masked.map((value) => new Draft(value, value.placeholder)),
  ];
  const search = new DraftSearch(drafts);
  search.note(title, { time: 0, kind: 'title', label: '' });
  const titles = new Map<string, string>();
  const places = new EventPlaces();
  const outline = new OutlineDraft(places);
  for await (const event of readSession(reader, options).events()) {
    const place = places.of(event);
    search.event(event, titles, place);
    outline.take(event, place);
  }
  const found = outline.finish(reader.manifest);
  // Behind what they are titles of, whose turns are known by now.
  for (const { time, title: name } of search.chapters) {
    const turn = found.turns.findLast(({ start }) => start <= time)?.number;
    search.note(name, { time, kind: 'title', label: '', ...(turn !== undefined && { turn }) });
  }
  return {
    title,
    items: drafts.map((draft, at) => draft.item(`f${at + 1}`)),
    outline: found,
    unsearched: masking?.unsearched ?? {},
  };
}

/** A value and the places that were found so far. */
class Draft {
  /** What stands in the archive for it. */
  readonly shown: string;
  readonly #found: MaskedValue | Finding;
  readonly #placeholder: string | undefined;
  readonly #places: ReviewPlace[] = [];
  #count = 0;

  constructor(found: MaskedValue | Finding, placeholder: string | undefined) {
    this.#found = found;
    this.#placeholder = placeholder;
    this.shown = placeholder ?? found.value;
  }

  add(place: ReviewPlace): void {
    this.#count += 1;
    if (this.#places.length < MAX_PLACES) this.#places.push(place);
  }

  item(id: string): ReviewItem {
    const { type, rule, value, count } = this.#found;
    return {
      id,
      type,
      rule,
      why: RULES.find((row) => row.id === rule)?.why ?? '',
      state: this.#placeholder === undefined ? 'uncertain' : 'masked',
      ...(this.#placeholder !== undefined && { placeholder: this.#placeholder }),
      value,
      // What stands only in another form (encoded, cut) was counted when it was found.
      count: this.#count > 0 ? this.#count : count,
      places: this.#places,
    };
  }
}

type Where = Omit<ReviewPlace, 'before' | 'after'>;

/** Values that are searched for at once; of a list of thousands, the others have no places. */
const MAX_SEARCHED = 2000;

/** Looks for the values in the texts of events. */
class DraftSearch {
  readonly #byShown = new Map<string, Draft>();
  readonly #pattern: RegExp | undefined;
  /** Chapters, which come before the events that they name. */
  readonly chapters: Extract<SessionEvent, { type: 'chapter' }>[] = [];

  constructor(drafts: readonly Draft[]) {
    for (const draft of drafts.slice(0, MAX_SEARCHED)) this.#byShown.set(draft.shown, draft);
    const shown = [...this.#byShown.keys()].sort((a, b) => b.length - a.length);
    if (shown.length > 0) this.#pattern = new RegExp(shown.map(escapeExpression).join('|'), 'g');
  }

  /** @param titles - of calls, by their ids: the results of a call are told by its title */
  event(event: SessionEvent, titles: Map<string, string>, place: EventPlace): void {
    switch (event.type) {
      case 'transcript': {
        const { time, id } = event;
        const { toolCallId, title } = event.update as { toolCallId?: string; title?: string };
        if (toolCallId !== undefined && title !== undefined) titles.set(toolCallId, title);
        const label = toolCallId === undefined ? '' : (titles.get(toolCallId) ?? '');
        const kind = KINDS[event.update.sessionUpdate] ?? 'other';
        this.#each(event.update, { ...(id !== undefined && { event: id }), time, kind, label, ...place });
        return;
      }
      case 'change': {
        const { time, id, path } = event;
        // The text before a change is the text after another.
        this.#each(
          { ...event, before: undefined },
          { ...(id !== undefined && { event: id }), time, kind: 'change', label: path, ...place },
        );
        return;
      }
      case 'terminal':
        if (event.code !== 'c')
          this.note(event.data, { time: event.time, kind: 'terminal', label: event.track, ...place });
        return;
      case 'chapter':
        this.chapters.push(event);
        return;
      case 'session':
      case 'track':
      case 'report':
    }
  }

  note(text: string, where: Where): void {
    if (!this.#pattern) return;
    for (const { 0: shown, index } of text.matchAll(this.#pattern)) {
      const end = index + shown.length;
      this.#byShown.get(shown)!.add({
        ...where,
        before: text.slice(Math.max(0, index - CONTEXT), index),
        after: text.slice(end, end + CONTEXT),
      });
    }
  }

  #each(value: unknown, where: Where): void {
    if (typeof value === 'string') this.note(value, where);
    else if (typeof value === 'object' && value !== null) {
      for (const child of Object.values(value)) this.#each(child, where);
    }
  }
}

const KINDS: Readonly<Record<string, ReviewKind>> = {
  user_message_chunk: 'prompt',
  agent_message_chunk: 'answer',
  agent_thought_chunk: 'thought',
  tool_call: 'call',
  tool_call_update: 'output',
  session_info_update: 'title',
};
