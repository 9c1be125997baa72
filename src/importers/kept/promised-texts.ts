import { eachLineKey } from './line-keys.ts';
import { RecentLines } from './recent-lines.ts';
import { RecentTexts } from './recent-texts.ts';

/** Characters of texts that are waited for; beyond them the oldest are given up. */
const MAX_HELD = 4_000_000;

/** A text that a translator says is told elsewhere, while nothing has told it. */
interface Promised {
  readonly text: string;
  /** Of each form in which it may be told, the keys of the lines that nothing has told. */
  readonly forms: readonly Set<number>[];
}

/**
 * Holds translators to what they say: a text that is "told elsewhere" has to be told by some event of the session, line for
 * line, before it or after. Of what was told the lines are remembered by hashes, as many as there is room for; what is
 * promised and not told yet is held as it is.
 */
export class PromisedTexts {
  readonly #recent = new RecentTexts();
  readonly #told = new RecentLines();
  readonly #waiting = new Set<Promised>();
  readonly #byLine = new Map<number, Set<Promised>>();
  /** Of the record that is translated. */
  #promised: string[] = [];
  #held = 0;

  /** Notes that the events of a record tell every string of a value. */
  tell(value: unknown): void {
    eachString(value, (text) => {
      // Most texts come twice, files at each edit: their lines are known.
      if (!this.#recent.add(text)) eachLineKey(text, this.#tellLine);
    });
  }

  /** Notes that something else tells it, which takes nobody's word for it: a title may be a prompt. */
  tellAside(value: unknown): void {
    eachString(value, (text) => eachLineKey(text, this.#tellLine));
  }

  /** Whether events of a record told a text, word for word and lately. */
  isTold(text: string): boolean {
    return this.#recent.has(text);
  }

  /** Notes a text that some event is said to tell; it is looked for at the next `settle`. */
  promise(text: string): void {
    this.#promised.push(text);
  }

  /** After the events of a record: what was promised in it is told by now, or is waited for. */
  settle(): void {
    if (this.#promised.length === 0) return;
    for (const text of this.#promised) this.#await(text);
    this.#promised = [];
  }

  /** Takes away promised texts for which there is no room, the oldest first. */
  takeOldest(): readonly string[] {
    const taken: string[] = [];
    for (const promised of this.#waiting) {
      if (this.#held <= MAX_HELD) break;
      taken.push(promised.text);
      this.#release(promised);
    }
    return taken;
  }

  /** Takes away the promised texts that no event has told: at the end, when nothing will tell them any more. */
  takeAll(): readonly string[] {
    const taken = [...this.#waiting].map(({ text }) => text);
    this.#waiting.clear();
    this.#byLine.clear();
    this.#held = 0;
    return taken;
  }

  #await(text: string): void {
    const forms: Set<number>[] = [];
    for (const form of formsOf(text)) {
      const untold = this.#untoldOf(form);
      if (untold.size === 0) return;
      forms.push(untold);
    }
    const promised: Promised = { text, forms };
    this.#waiting.add(promised);
    this.#held += text.length;
    for (const key of forms.flatMap((form) => [...form])) {
      const others = this.#byLine.get(key);
      if (others) others.add(promised);
      else this.#byLine.set(key, new Set([promised]));
    }
  }

  /** Keys of the lines of a value's strings that nothing has told lately. */
  #untoldOf(value: unknown): Set<number> {
    const untold = new Set<number>();
    eachString(value, (text) =>
      eachLineKey(text, (slot, mark) => {
        if (!this.#told.has(slot, mark)) untold.add(keyOf(slot, mark));
      }),
    );
    return untold;
  }

  readonly #tellLine = (slot: number, mark: number): void => {
    this.#told.add(slot, mark);
    if (this.#byLine.size === 0) return;
    const key = keyOf(slot, mark);
    const met = this.#byLine.get(key);
    if (!met) return;
    this.#byLine.delete(key);
    for (const promised of met) {
      for (const form of promised.forms) form.delete(key);
      if (promised.forms.some(({ size }) => size === 0)) this.#release(promised);
    }
  };

  #release(promised: Promised): void {
    this.#waiting.delete(promised);
    this.#held -= promised.text.length;
    for (const key of promised.forms.flatMap((form) => [...form])) {
      const others = this.#byLine.get(key);
      others?.delete(promised);
      if (others?.size === 0) this.#byLine.delete(key);
    }
  }
}

/** Both numbers of a line's key as one. */
function keyOf(slot: number, mark: number): number {
  return slot * 2 ** 32 + mark;
}

function eachString(value: unknown, visit: (text: string) => void): void {
  if (typeof value === 'string') visit(value);
  else if (Array.isArray(value)) for (const item of value as unknown[]) eachString(item, visit);
  else if (typeof value === 'object' && value !== null)
    for (const child of Object.values(value)) eachString(child, visit);
}

/** In what forms a text may be told: as it is, and of JSON its values, of an image its data. */
function formsOf(text: string): readonly unknown[] {
  const data = /^data:[\w/+.-]{1,100};base64,/.exec(text);
  if (data) return [text.slice(data[0].length)];
  if (!/^\s*[[{]/.test(text)) return [text];
  try {
    return [text, JSON.parse(text)];
  } catch {
    return [text];
  }
}
