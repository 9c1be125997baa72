import { wordExpression } from './find/escape-expression.ts';
import { SecretFinder } from './find/secret-finder.ts';
import { KnownValues, type KnownHit, type KnownValue, type MaskedValue } from './known/known-values.ts';
import { MIN_LITERAL } from './known/literal-search.ts';
import { replaceSpans, type MaskedSpan } from './masked-span.ts';
import { OwnRuleScanner, type OwnRule } from './own/own-rules.ts';
import { PersonalNames, type PersonalOptions } from './personal/personal-names.ts';
import type { Place } from './place.ts';
import { PREFIX_RULES, SCAN_RULES } from './rules/rule-table.ts';
import type { Find } from './rule.ts';
import { windowsOf } from './find/windows.ts';
import { withoutOverlaps } from './find/without-overlaps.ts';
import { spansOfTerminal, type TerminalValue } from './terminal/terminal-spans.ts';
import { terminalFinds } from './terminal/terminal-finds.ts';
import { stringsToTerminal, visibleText } from './terminal/visible-text.ts';

/** A value that is masked from the start: of an earlier pass over the archive, or one that the author has named. */
export interface SeedValue {
  readonly value: string;
  readonly type: string;
  /** What stands in its place; by default the next of its type. */
  readonly placeholder?: string;
  /** The rule that found it; by default `seed`. */
  readonly rule?: string;
}

/** How an archive is masked. */
export interface MaskerOptions extends PersonalOptions {
  readonly seeds?: readonly SeedValue[];
  /** Values that the author has decided to keep: they are never masked. */
  readonly keep?: readonly string[];
  /** Rules of the author: `parseOwnRules`. */
  readonly rules?: readonly OwnRule[];
}

/** Something that may be a secret and was kept: the author decides. */
export interface Finding {
  readonly value: string;
  readonly type: string;
  readonly rule: string;
  /** Where it was seen first. */
  readonly place: Place;
  /** In how many places. */
  readonly count: number;
  /** What stands around it at the first place, the value left out: at most 24 characters on each side. */
  readonly before: string;
  readonly after: string;
}

/** How often a masked text is searched again, until nothing is found: what a placeholder uncovers is masked as well. */
const MAX_ROUNDS = 4;
/** Most findings that are listed. */
const MAX_FINDINGS = 1000;
const CONTEXT = 24;
/** Shortest value that is masked where it is a word of its own. */
const MIN_WORD = 2;
/** Longest text that is searched as a whole. */
const MAX_WHOLE = 2 * 2 ** 20;

/** What a terminal does not show: values may be broken by it. */
const HAS_ESCAPES = /[\x1b\b\x9b\u200b-\u200f\u2060\ufeff]/;

/**
 * Masks the secrets of one archive: what it has found once it finds everywhere. Texts may be given in any order; a secret that
 * is named late stands unmasked in the texts before, unless all of them were given to `learn` first.
 */
export class Masker {
  readonly #finder: SecretFinder;
  readonly #known = new KnownValues();
  readonly #personal: PersonalNames;
  readonly #kept = new Map<string, number>();
  readonly #findings = new Map<string, Finding & { count: number }>();

  constructor(options: MaskerOptions = {}) {
    const rules = [...(options.rules ?? []), ...rulesOfShort(options.seeds ?? [])];
    const own = rules.length > 0 ? [new OwnRuleScanner(rules)] : [];
    this.#finder = new SecretFinder(PREFIX_RULES, [...SCAN_RULES, ...own]);
    this.#personal = new PersonalNames(options);
    for (const value of options.keep ?? []) this.#kept.set(value, 0);
    for (const { value, ...seed } of options.seeds ?? []) {
      if (!this.#kept.has(value)) this.#known.add(value, { rule: 'seed', ...seed, level: 'certain' });
    }
  }

  /** Every value that is masked, in the order of first appearance. Not for the archive: these are the secrets. */
  get values(): readonly MaskedValue[] {
    return this.#known.all;
  }

  /** How many {@link values} there are. */
  get valueCount(): number {
    return this.#known.size;
  }

  /** What may be a secret and was kept, to be reviewed. */
  get findings(): readonly Finding[] {
    return [...this.#findings.values()];
  }

  /** How many of the values that the author decided to keep were found. */
  get kept(): number {
    return [...this.#kept.values()].filter((places) => places > 0).length;
  }

  /** Only learns what is secret in a text, for the texts that are masked afterwards. */
  learn(text: string, place: Place = {}): void {
    this.#finds(text, place, false);
  }

  /**
   * Masks a text. Masking the result again changes nothing.
   *
   * @returns the text with every secret replaced by its placeholder, `[github-token-1]`
   */
  mask(text: string, place: Place = {}): string {
    let masked = text;
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const spans = this.spans(masked, place);
      if (spans.length === 0) break;
      const next = replaceSpans(masked, spans);
      if (next === masked) break;
      masked = next;
    }
    return masked;
  }

  /** What `mask` would replace in a text at first sight, in order and without overlaps; counts the places. */
  spans(text: string, place: Place = {}): readonly MaskedSpan[] {
    const found = this.#finds(text, place, true);
    const spans: MaskedSpan[] = found.map(({ start, end, known }) => spanOf(start, end, known));
    const hits = this.#known.search(text);
    return hits.length === 0 ? spans : withHits(spans, hits);
  }

  /**
   * What is to be replaced in the output of a terminal, all writes of which are joined. Placeholders are cut or padded with `*` to the
   * cells of the value; escapes and line ends stay where they are, so a value with some inside has several spans.
   *
   * @param writeEnds where each write ends in the output, rising: each is searched by itself too
   * @returns spans in order, without overlaps
   */
  terminalSpans(output: string, writeEnds: readonly number[] = [], place: Place = {}): readonly MaskedSpan[] {
    const taken: TerminalValue[] = [];
    const find = (text: string): readonly Find[] => this.#findAll(text, place);
    for (const { find: one, value, places } of terminalFinds(output, writeEnds, find)) {
      const known = this.#take(one, value, output, place, true);
      if (known) taken.push({ known, places });
    }
    for (const joining of ['separated', 'joined'] as const) {
      const { text, places } = visibleText(output, joining, writeEnds);
      for (const { start, end, known } of this.#known.search(text)) {
        taken.push({ known, places: places.subarray(start, end).filter((at) => at >= 0) });
      }
    }
    for (const { start, end } of stringsToTerminal(output)) {
      for (const hit of this.#known.search(output.slice(start, end))) {
        const places = Int32Array.from({ length: hit.end - hit.start }, (_, at) => start + hit.start + at);
        taken.push({ known: hit.known, places });
      }
    }
    return spansOfTerminal(output, taken);
  }

  /**
   * Tells which masked values still stand in a text, in any of the forms in which they are searched for, and behind what a terminal does not show. For the proof
   * over a finished file: nothing may be left.
   */
  survivors(text: string): readonly MaskedValue[] {
    const texts = HAS_ESCAPES.test(text) ? [text, visibleText(text, 'joined').text] : [text];
    return [...new Set(texts.flatMap((one) => this.#known.search(one).map(({ known }) => known)))];
  }

  #findAll(text: string, place: Place): readonly Find[] {
    if (text.length <= MAX_WHOLE) return this.#findIn(text, place);
    // What is so long is no value of its name.
    const rest: Place = place.path === undefined ? {} : { path: place.path };
    const finds: Find[] = [];
    for (const { start, end, from, to } of windowsOf(text.length)) {
      for (const find of this.#findIn(text.slice(start, end), rest)) {
        const at = find.start + start;
        if (at >= from && at < to) finds.push({ ...find, start: at, end: find.end + start });
      }
    }
    return withoutOverlaps(finds);
  }

  #findIn(text: string, place: Place): readonly Find[] {
    const found = this.#finder.find(text, place);
    return this.#personal.isWanted ? withoutOverlaps([...found, ...this.#personal.find(text)]) : found;
  }

  #finds(text: string, place: Place, isCounted: boolean): (Find & { readonly known: KnownValue })[] {
    const masked: (Find & { known: KnownValue })[] = [];
    for (const find of this.#findAll(text, place)) {
      const known = this.#take(find, find.plain ?? text.slice(find.start, find.end), text, place, isCounted);
      if (known) masked.push({ ...find, known });
    }
    return masked;
  }

  /** Learns a find; `undefined` when it is kept. */
  #take(find: Find, value: string, text: string, place: Place, isCounted: boolean): KnownValue | undefined {
    const kept = this.#kept.get(value);
    if (kept !== undefined) {
      this.#kept.set(value, kept + Number(isCounted));
      return undefined;
    }
    // What the author has decided to mask is known: it is decided about.
    if (find.level === 'uncertain' && !this.#known.has(value)) {
      this.#note(find, value, text, place, isCounted);
      return undefined;
    }
    if (find.isCut && this.#isLeft(value)) return undefined;
    const known = this.#known.add(value, find);
    if (isCounted) known.count++;
    return known;
  }

  /** Whether a value is the beginning of one that stays in the archive whole: an excerpt has cut it. */
  #isLeft(beginning: string): boolean {
    const kept = [...this.#kept.keys(), ...this.findings.map(({ value }) => value)];
    return kept.some((value) => value.startsWith(beginning));
  }

  #note(find: Find, value: string, text: string, place: Place, isCounted: boolean): void {
    const key = `${find.rule}\n${value}`;
    const known = this.#findings.get(key);
    if (known) {
      if (isCounted) known.count++;
      return;
    }
    if (this.#findings.size >= MAX_FINDINGS) return;
    this.#findings.set(key, {
      value,
      type: find.type,
      rule: find.rule,
      place,
      count: Number(isCounted),
      before: text.slice(Math.max(0, find.start - CONTEXT), find.start),
      after: text.slice(find.end, find.end + CONTEXT),
    });
  }
}

/** What the author has named and is too short to be looked for among other things is masked where it is a word. */
function rulesOfShort(seeds: readonly SeedValue[]): OwnRule[] {
  return seeds
    .filter(({ value }) => value.length >= MIN_WORD && value.length < MIN_LITERAL)
    .map(({ value, type, rule = 'seed' }) => ({
      id: rule,
      type,
      level: 'probable',
      pattern: new RegExp(wordExpression(value), 'g'),
    }));
}

function spanOf(start: number, end: number, { placeholder }: KnownValue): MaskedSpan {
  return { start, end, replacement: placeholder };
}

/** Adds the places of known values that no find covers; where they overlap, one placeholder stands for what they cover together. */
function withHits(spans: readonly MaskedSpan[], hits: readonly KnownHit[]): MaskedSpan[] {
  const all: MaskedSpan[] = [];
  const ordered = [
    ...spans.map((span) => ({ ...span, known: undefined })),
    ...hits.map(({ start, end, known }) => ({ ...spanOf(start, end, known), known })),
  ].sort((a, b) => a.start - b.start || Number(a.known !== undefined) - Number(b.known !== undefined));
  for (const { known, ...span } of ordered) {
    const last = all.at(-1);
    if (last && span.start < last.end) {
      if (span.end > last.end) all[all.length - 1] = { ...last, end: span.end };
      continue;
    }
    if (known) known.count++;
    all.push(span);
  }
  return all;
}
