import { NumberMap } from '../format/index.ts';
import { TakenIds } from './taken-ids.ts';

/**
 * Ids of an archive: five characters of base 36 where vendors use forty.
 *
 * A root id is a hash of the source's own id, so that the same record has the same id in every archive it gets
 * into, alone or merged. Two records that fall on the same five characters are rare; the later one takes more
 * characters of its hash. Events that belong to a tool call or a message have its id and a number (`k3f9a0.2`):
 * deflate then finds them in their own line, which is worth about two bytes an event.
 */
export class ShortIds {
  readonly #taken = new TakenIds();
  /** By space and name. */
  readonly #roots = new Map<string, Map<string, string>>();
  readonly #members = new Map<string, number>();
  /** Hash of a name → how often it came. */
  readonly #counts = new NumberMap();

  /**
   * The short id of something the source names: a tool call, a message. The same name gives the same id.
   *
   * @param space - keeps apart what different sources, or different kinds of thing, call the same
   */
  root(space: string, name: string): string {
    const roots = this.#roots.get(space) ?? new Map<string, string>();
    this.#roots.set(space, roots);
    const known = roots.get(name);
    if (known !== undefined) return known;
    const id = this.unique(name);
    roots.set(name, id);
    return id;
  }

  /** A new id for an event of a root: the root's own id for the first, then `<root>.1`, `<root>.2` … */
  member(root: string): string {
    const count = this.#members.get(root) ?? 0;
    this.#members.set(root, count + 1);
    if (count === 0) return root;
    const id = `${root}.${count}`;
    return id.length <= MAX_ID_LENGTH ? id : this.unique(id);
  }

  /**
   * A new id made of the hash of a name, be it an id of the source or the content; a name that comes again gets another.
   *
   * @param shortest - characters that it has at least, up to ten: five are enough where no ids are still to be kept
   */
  unique(name: string, shortest = ROOT_LENGTH): string {
    for (;;) {
      const digits = this.#nextDigits(name);
      for (let length = shortest; length <= MAX_ID_LENGTH; length += 1) {
        const id = digits.slice(0, length);
        if (this.#taken.has(id)) continue;
        this.#taken.add(id);
        return id;
      }
    }
  }

  /** Takes an id as it is; false when it is taken already. */
  keep(id: string): boolean {
    if (this.#taken.has(id)) return false;
    this.#taken.add(id);
    return true;
  }

  /** Whether an id was given or kept. */
  has(id: string): boolean {
    return this.#taken.has(id);
  }

  #nextDigits(name: string): string {
    const hash = hash53(name);
    const count = this.#counts.get(hash) ?? 0;
    this.#counts.set(hash, count + 1);
    return toDigits(count === 0 ? hash : hash53(`${name}\n${count}`));
  }
}

const ROOT_LENGTH = 5;
/** Characters of the longest id that is made here. */
export const MAX_ID_LENGTH = 10;

/** Ten characters of `[0-9a-z]`. */
function toDigits(hash: number): string {
  return hash.toString(36).padStart(MAX_ID_LENGTH, '0').slice(-MAX_ID_LENGTH);
}

/** Two multiplicative 32-bit hashes side by side (the mixing steps are those of MurmurHash3's finaliser). */
function hash53(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return 0x1_0000_0000 * (0x1f_ffff & low) + (high >>> 0);
}
