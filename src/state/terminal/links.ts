/** Longest OSC 8 target that is kept; browsers refuse longer addresses and a keyframe repeats each of them. */
const MAX_TARGET_LENGTH = 2083;
const MAX_ID_LENGTH = 250;

/** An OSC 8 link. */
export interface Link {
  /** Target as recorded: untrusted text. */
  readonly uri: string;
  /** `id` parameter: cells of one id and target are one link. */
  readonly id: string | undefined;
}

/**
 * OSC 8 links by the number that stands in their cells.
 *
 * In place of the emulator's own registry, which forgets a link when the line it was first written to is
 * cleared, although its cells may have moved elsewhere.
 */
export class LinkRegistry {
  readonly #links = new Map<number, Link>();
  readonly #numbers = new Map<string, number>();
  #next = 1;

  get size(): number {
    return this.#links.size;
  }

  get(number: number): Link | undefined {
    return this.#links.get(number);
  }

  /** Number for a link, the same for an equal one. */
  add(link: Link): number {
    const key = linkKey(link);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#next;
    this.#next += 1;
    this.#links.set(number, link);
    this.#numbers.set(key, number);
    return number;
  }

  /** Forgets all links: no cell shows any. */
  clear(): void {
    this.#links.clear();
    this.#numbers.clear();
    this.#next = 1;
  }

  /** Forgets all links but these, so that a long session does not hold every link it ever showed. */
  keepOnly(used: ReadonlySet<number>): void {
    for (const [number, link] of this.#links) {
      if (used.has(number)) continue;
      this.#links.delete(number);
      this.#numbers.delete(linkKey(link));
    }
  }
}

/** Equal for links that are the same to a viewer. */
export function linkKey(link: Link): string {
  return `${link.id ?? ''};${link.uri}`;
}

/**
 * Reads the payload of OSC 8: `params;URI`, params being `key=value` joined by `:`.
 *
 * @returns the link to open; `undefined` to close the open one; 'ignore' when malformed
 */
export function parseLink(payload: string): Link | 'ignore' | undefined {
  const separator = payload.indexOf(';');
  if (separator === -1) return 'ignore';
  const uri = payload.slice(separator + 1);
  if (uri === '' || uri.length > MAX_TARGET_LENGTH) return undefined;
  const id = payload
    .slice(0, separator)
    .trim()
    .split(':')
    .find((parameter) => parameter.startsWith('id='))
    ?.slice(3, 3 + MAX_ID_LENGTH);
  return { uri, id: id || undefined };
}
