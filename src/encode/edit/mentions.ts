import type {
  Diagnostic,
  SourceChange,
  SourceTerminalEvent,
  SourceTranscriptEvent,
} from '../../format/index.ts';
import { textsIn } from './texts-in.ts';

/** Paths that are looked for at most. */
const MAX_PATHS = 500;
/** Places that are told of one path. */
const MAX_PLACES = 5;

interface Mention {
  count: number;
  readonly places: string[];
}

/** Finds where events that stay still name, in their text, files that were cut. */
export class Mentions {
  readonly #mentions: ReadonlyMap<string, Mention>;

  constructor(paths: Iterable<string>) {
    this.#mentions = new Map([...paths].slice(0, MAX_PATHS).map((path) => [path, { count: 0, places: [] }]));
  }

  /** An event that stays. */
  take(event: SourceTranscriptEvent | SourceChange | SourceTerminalEvent): void {
    if (this.#mentions.size === 0) return;
    const texts = [...textsIn(event)];
    for (const [path, mention] of this.#mentions) {
      if (!texts.some((text) => text.includes(path))) continue;
      mention.count += 1;
      if (mention.places.length < MAX_PLACES) mention.places.push(placeOf(event));
    }
  }

  findings(): readonly Diagnostic[] {
    return [...this.#mentions].flatMap(([path, { count, places }]): Diagnostic[] => {
      if (count === 0) return [];
      const list = places.join(', ') + (count > places.length ? ` and ${count - places.length} more` : '');
      const message = `${JSON.stringify(path)} is cut, but still named in the text of ${count} event${count === 1 ? '' : 's'}: ${list}`;
      return [{ code: 'path-mentioned', severity: 'warning', message }];
    });
  }
}

function placeOf(event: SourceTranscriptEvent | SourceChange | SourceTerminalEvent): string {
  const at = `at ${event.time / 1000} s`;
  if (event.type === 'terminal') return `${at} in the terminal ${event.track}`;
  return event.id === undefined ? at : `${at} (${event.id})`;
}
