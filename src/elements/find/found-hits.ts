import { compareHits, HIT_KINDS } from '../../player/index.ts';
import type { Hit, HitKind } from '../../player/index.ts';

/** A line of the list: a turn, or a hit below it. */
export type HitLine =
  | { readonly kind: 'turn'; readonly turn: number }
  | { readonly kind: 'hit'; readonly hit: Hit; readonly index: number };

/** The hits of one search as they stand in the session, all of them or those of a kind. */
export class FoundHits {
  readonly #hits: Hit[] = [];
  #kind: HitKind | undefined;
  #shown: readonly Hit[] | undefined;
  #lines: readonly HitLine[] | undefined;
  #times: readonly number[] | undefined;

  /** Takes what a step of the search found. */
  add(hits: readonly Hit[]): void {
    if (hits.length === 0) return;
    const last = this.#hits.at(-1);
    const isBehind = !last || compareHits(last, hits[0]!) <= 0;
    this.#hits.push(...hits);
    if (!isBehind) this.#hits.sort(compareHits);
    this.#forget();
  }

  /** Only these are shown; `undefined`: all. */
  set kind(kind: HitKind | undefined) {
    this.#kind = kind;
    this.#forget();
  }

  get kind(): HitKind | undefined {
    return this.#kind;
  }

  /** How many there are, of all kinds. */
  get count(): number {
    return this.#hits.length;
  }

  /** Kinds that there are hits of, and how many. */
  get counts(): readonly (readonly [kind: HitKind, count: number])[] {
    const counts = new Map<HitKind, number>();
    for (const { kind } of this.#hits) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return HIT_KINDS.flatMap((kind) => (counts.has(kind) ? [[kind, counts.get(kind)!] as const] : []));
  }

  /** The hits that are shown. */
  get shown(): readonly Hit[] {
    return (this.#shown ??=
      this.#kind === undefined ? [...this.#hits] : this.#hits.filter(({ kind }) => kind === this.#kind));
  }

  /** The lines of the list: those hits, each turn named above its own, where there are any. */
  get lines(): readonly HitLine[] {
    return (this.#lines ??= linesOf(this.shown));
  }

  /** Session times of the hits that are shown, ms, ascending, each once. */
  get times(): readonly number[] {
    return (this.#times ??= [...new Set(this.shown.map(({ time }) => time))].sort((a, b) => a - b));
  }

  #forget(): void {
    this.#shown = undefined;
    this.#lines = undefined;
    this.#times = undefined;
  }
}

function linesOf(hits: readonly Hit[]): HitLine[] {
  const lines: HitLine[] = [];
  let turn = hits.some((hit) => hit.turn > 0) ? undefined : 0;
  hits.forEach((hit, index) => {
    if (hit.turn !== turn) lines.push({ kind: 'turn', turn: (turn = hit.turn) });
    lines.push({ kind: 'hit', hit, index });
  });
  return lines;
}
