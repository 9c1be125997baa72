import type { Segment } from '../format/index.ts';
import type { HitCollector, Owner } from './find-collector.ts';
import { SettledItems } from './find-fold.ts';
import { textsOfItem } from './find-texts.ts';

/** Looks through one conversation, segment by segment. */
export class ConversationSearch {
  readonly #items = new SettledItems();
  readonly #collector: HitCollector;
  readonly #track: string;
  readonly #order: number;

  /**
   * @param track - its id
   * @param order - where it stands among conversations that go on at the same time
   */
  constructor(collector: HitCollector, track: string, order: number) {
    this.#collector = collector;
    this.#track = track;
    this.#order = order;
  }

  /** Takes the next segment, `undefined` where it is lost. */
  async take(segment: Segment<'transcript'> | undefined, isLast: boolean): Promise<void> {
    for (const { item, place, isContinued } of this.#items.take(segment?.events ?? [], isLast)) {
      const owner = { event: item.id, track: this.#track, place: { ...place, track: this.#order } };
      await this.#collector.search(textsOfItem(item, isContinued), owner);
    }
  }

  /** Who made a change: a call that this conversation has told of so far. */
  ownerOf(toolCallId: string | undefined): Owner | undefined {
    const call = this.#items.call(toolCallId);
    return call && { event: call.id, track: this.#track, place: { ...call.place, track: this.#order } };
  }
}
