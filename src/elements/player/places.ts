/** Under this name the browser keeps where viewers were. */
const STORAGE_KEY = 'reprise-places';
/** Sessions that are remembered at most. */
const MAX_PLACES = 50;

type Place = readonly [id: string, time: number];

/**
 * Where a viewer was in sessions: session times (ms) by the ids of the archives, in this browser and for this site. Where
 * nothing can be stored, as in a sandboxed frame, nothing is known.
 */
export class Places {
  readonly #storage: () => Storage;

  /** @param storage - may throw, as `localStorage` does where it is forbidden */
  constructor(storage: () => Storage = () => window.localStorage) {
    this.#storage = storage;
  }

  /** Where the viewer was in a session; `undefined` when that is not known. */
  get(id: string): number | undefined {
    return this.#read().find(([known]) => known === id)?.[1];
  }

  /** Remembers a place, or forgets it; the oldest is forgotten when there are too many. */
  set(id: string, time: number | undefined): void {
    const others = this.#read().filter(([known]) => known !== id);
    const places: Place[] = time === undefined ? others : [[id, time], ...others];
    try {
      this.#storage().setItem(STORAGE_KEY, JSON.stringify(places.slice(0, MAX_PLACES)));
    } catch {
      // Forbidden or full: the viewer begins at the start the next time.
    }
  }

  /** Newest first; anything on the site may have written there. */
  #read(): Place[] {
    try {
      const stored: unknown = JSON.parse(this.#storage().getItem(STORAGE_KEY) ?? '[]');
      return Array.isArray(stored) ? stored.slice(0, MAX_PLACES).filter(isPlace) : [];
    } catch {
      return [];
    }
  }
}

function isPlace(value: unknown): value is Place {
  if (!Array.isArray(value)) return false;
  const [id, time] = value as unknown[];
  return typeof id === 'string' && Number.isFinite(time);
}
