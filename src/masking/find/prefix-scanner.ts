import type { Find, PrefixRule } from '../rule.ts';
import { escapeExpression } from './escape-expression.ts';
import type { Source } from './source.ts';
import { classesOf, digitsOf, entropyOf } from '../values/entropy.ts';
import { isPlaceholder } from '../values/placeholder.ts';
import { isRandom } from '../values/value-shape.ts';
import { findAt } from './find-at.ts';

interface Candidate {
  readonly rule: PrefixRule;
  readonly head: string;
  readonly tail: RegExp;
}

const LEAST_ENTROPY = 2.6;

/** Shortest beginning of a secret that is one by itself when an ellipsis cuts it: as logs do. */
const MIN_CUT = 10;
/** The same of what is capitals and digits alone, as no word is that follows such a head. */
const MIN_CUT_OF_CAPITALS = 8;
const CUT = /[A-Za-z0-9_/+=-]{8,120}(?:\.[A-Za-z0-9_-]{1,40})?/y;

/**
 * Finds secrets by how they begin: one expression of all heads finds places, and only there the rules with that head are tried. So
 * the time does not grow with the number of rules.
 */
export class PrefixScanner {
  readonly #heads: RegExp;
  readonly #byHead = new Map<string, Candidate[]>();
  /** Lengths of the heads that begin with two characters, longest first. */
  readonly #lengths = new Map<string, number[]>();
  /** Up to where the last place was looked at in vain. */
  #refused = 0;

  constructor(rules: readonly PrefixRule[]) {
    for (const rule of rules) {
      const tail = new RegExp(rule.tail, 'y');
      for (const head of rule.heads) {
        const candidates = this.#byHead.get(head) ?? [];
        candidates.push({ rule, head, tail });
        this.#byHead.set(head, candidates);
      }
    }
    const heads = [...this.#byHead.keys()];
    for (const head of heads) {
      const lengths = new Set(this.#lengths.get(head.slice(0, 2)) ?? []).add(head.length);
      this.#lengths.set(
        head.slice(0, 2),
        [...lengths].sort((a, b) => b - a),
      );
    }
    this.#heads = new RegExp(heads.sort().map(escapeExpression).join('|'), 'g');
  }

  /** @returns what the rules find in a text, in order */
  *scan({ text, runs }: Source): Generator<Find> {
    let from = 0;
    // All of them are long, so most of a text need not be looked at.
    for (const run of runs) {
      from = Math.max(from, run.start);
      if (from >= run.end) continue;
      const part = text.slice(run.start, run.end);
      for (;;) {
        this.#heads.lastIndex = from - run.start;
        const match = this.#heads.exec(part);
        if (!match) break;
        const start = run.start + match.index;
        const find = this.#findAt(text, start);
        // Half of what was refused is not looked at again: a run of one character must not cost its square.
        from = Math.max(start + 1, this.#refused);
        if (find) {
          yield find;
          from = find.end;
        }
        if (from >= run.end) break;
      }
    }
  }

  #findAt(text: string, start: number): Find | undefined {
    const glued = isGlued(text, start);
    let best: Find | undefined;
    this.#refused = 0;
    for (const length of this.#lengths.get(text.slice(start, start + 2)) ?? []) {
      for (const candidate of this.#byHead.get(text.slice(start, start + length)) ?? []) {
        if (glued && candidate.rule.inside !== true) continue;
        const end = endOfSecret(text, start + length, candidate);
        if (end < 0) this.#refused = Math.max(this.#refused, start - end / 2);
        else if (end > (best?.end ?? 0)) best = findAt(candidate.rule, start, end);
      }
    }
    return best;
  }
}

/** @returns where the secret ends whose tail begins at `start`; where there is none, how many characters were looked at, negative */
function endOfSecret(text: string, start: number, { rule, head, tail }: Candidate): number {
  tail.lastIndex = start;
  const match = tail.exec(text);
  if (match) return isSecretTail(match[0], rule) ? start + match[0].length : -match[0].length;
  if (head.length < 4) return -1;
  CUT.lastIndex = start;
  const cut = CUT.exec(text);
  if (!cut) return -1;
  const end = start + cut[0].length;
  const isCut = text[end] === '…' || text.startsWith('...', end);
  return isCut && isStartOfTail(cut[0]) && !isPlaceholder(cut[0]) ? end : -cut[0].length;
}

function isStartOfTail(cut: string): boolean {
  if (cut.length >= MIN_CUT && isRandom(cut)) return true;
  return cut.length >= MIN_CUT_OF_CAPITALS && /^[A-Z0-9]+$/.test(cut) && entropyOf(cut) >= 2;
}

function isSecretTail(tail: string, rule: PrefixRule): boolean {
  const judged = tail.length > 400 ? tail.slice(0, 400) : tail;
  if (/EXAMPLE|x{6,}|X{6,}|\*{3}|your[-_]/.test(judged)) return false;
  if (entropyOf(judged) < (rule.entropy ?? LEAST_ENTROPY)) return false;
  if (rule.digits !== undefined && digitsOf(judged) < rule.digits) return false;
  if (rule.mixed === true && classesOf(judged.replace(/[^A-Za-z0-9]/g, '')) < 3) return false;
  return rule.random !== true || (isRandom(judged) && digitsOf(judged) > 0);
}

/** Tells whether a letter, a digit or `_` stands before a place; the letter of an escape (`\n`) and a colour's last do not count. */
function isGlued(text: string, start: number): boolean {
  if (start === 0) return false;
  const code = text.charCodeAt(start - 1);
  const isWord =
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 43;
  if (!isWord) return false;
  const before = text[start - 2];
  return (
    !(before === '\\' && /[nrtbf]/.test(text[start - 1]!)) &&
    !/%[0-9A-Fa-f]{2}$/.test(text.slice(Math.max(0, start - 3), start))
  );
}
