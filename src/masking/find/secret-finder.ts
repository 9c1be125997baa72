import { decodedRuns } from '../encodings/encoded-runs.ts';
import { ESCAPES, type Escape } from '../encodings/escapes.ts';
import { isLockfile, type Place } from '../place.ts';
import type { Find, PrefixRule, ScanRule } from '../rule.ts';
import { PrefixScanner } from './prefix-scanner.ts';
import { RuleGate } from './rule-gate.ts';
import { Source } from './source.ts';
import { withoutOverlaps } from './without-overlaps.ts';

/** How many encodings deep a text is searched. */
const MAX_DEPTH = 3;

/** Shortest text with a secret in it. */
const MIN_TEXT = 5;

/** Pictures, sounds and fonts as text: nothing in them is a secret, and chance makes them look like some. */
const MEDIA =
  /^data:(?:image|audio|video|font)\/|^(?:iVBORw0KGgo|\/9j\/4|R0lGOD|UklGR|d09GM|AAABAA|JVBERi0)[A-Za-z0-9+/]{200}/;

/** Finds secrets in texts by a table of rules, also where they stand encoded. */
export class SecretFinder {
  readonly #prefixes: PrefixScanner;
  /** Rules that are asked about every text, about those that mention a secret, about those with long runs. */
  readonly #always: readonly RuleGate[];
  readonly #ofMentions: readonly RuleGate[];
  readonly #ofRuns: readonly RuleGate[];

  constructor(prefixRules: readonly PrefixRule[], scanRules: readonly ScanRule[]) {
    this.#prefixes = new PrefixScanner(prefixRules);
    const gates = (rules: readonly ScanRule[]): RuleGate[] => rules.map((rule) => new RuleGate(rule));
    this.#ofRuns = gates(scanRules.filter((rule) => rule.ofRuns === true));
    this.#ofMentions = gates(scanRules.filter((rule) => rule.mentions === true && rule.ofRuns !== true));
    this.#always = gates(scanRules.filter((rule) => rule.mentions !== true && rule.ofRuns !== true));
  }

  /** @returns what is found, in order, without overlaps */
  find(text: string, place: Place = {}): Find[] {
    if (text.length < MIN_TEXT || MEDIA.test(text)) return [];
    return this.#find(text, place, 0, ESCAPES);
  }

  #find(text: string, place: Place, depth: number, escapes: readonly Escape[]): Find[] {
    const source = new Source(text, place);
    const finds: Find[] = [...this.#prefixes.scan(source)];
    const inLockfile = isLockfile(place.path);
    this.#ask(this.#always, source, inLockfile, finds);
    if (source.mentionsSecret) this.#ask(this.#ofMentions, source, inLockfile, finds);
    if (source.runs.length > 0) this.#ask(this.#ofRuns, source, inLockfile, finds);
    if (depth < MAX_DEPTH) this.#findEncoded(source, depth, escapes, finds);
    return withoutOverlaps(finds);
  }

  #ask(gates: readonly RuleGate[], source: Source, inLockfile: boolean, finds: Find[]): void {
    for (const gate of gates) {
      if ((inLockfile && gate.rule.notInLockfiles === true) || !gate.isOpen(source)) continue;
      for (const find of gate.rule.scan(source)) finds.push(find);
    }
  }

  #findEncoded(source: Source, depth: number, escapes: readonly Escape[], finds: Find[]): void {
    for (const escape of escapes) {
      for (const part of escape(source.text)) {
        // What is escaped twice is so in one way: all ways in all orders would cost as much as their product.
        for (const find of this.#find(part.text, source.place, depth + 1, [escape])) {
          const { start, end, isRewritten } = part.original(find.start, find.end);
          // Around what is written as it is stands something else than it seems.
          finds.push({ ...find, start, end, ...(isRewritten ? { plain: plainOf(find, part.text) } : {}) });
        }
      }
    }
    if (isLockfile(source.place.path)) return;
    for (const run of decodedRuns(source)) {
      for (const find of this.#find(run.text, {}, depth + 1, ESCAPES)) {
        finds.push({ ...find, ...run.original(find.start, find.end), plain: plainOf(find, run.text) });
      }
    }
  }
}

function plainOf(find: Find, text: string): string {
  return find.plain ?? text.slice(find.start, find.end);
}
