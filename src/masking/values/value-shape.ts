import { isOpenly, looksLikeIdentifier } from './code-shape.ts';
import { classesOf, digitsOf } from './entropy.ts';
import { isPlaceholder } from './placeholder.ts';
import { randomnessOf } from './randomness.ts';

/**
 * What a value looks like:
 * - `nothing`: it is no secret whatever its name: a placeholder, a path, a number, a version;
 * - `words`: a word or several, as names and prose have them;
 * - `password`: words or letters with digits or signs among them, as people make them up;
 * - `random`: as machines make them.
 */
export type ValueShape = 'nothing' | 'words' | 'password' | 'random';

/** Longest value that is looked at; longer ones are judged by their beginning. */
const MAX_JUDGED = 512;

const HEX = /^(?:0x)?[0-9a-f]+$/i;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Judges a value by itself. */
export function shapeOf(value: string): ValueShape {
  const head = value.length > MAX_JUDGED ? value.slice(0, MAX_JUDGED) : value;
  if (head.length < 4 || isPlaceholder(head)) return 'nothing';
  if (isRandom(head) && !isPlainPath(head)) return 'random';
  if (isOpenly(head)) return 'nothing';
  if (/\s/.test(head) || looksLikeIdentifier(head)) return 'words';
  return digitsOf(head) > 0 || classesOf(head) >= 3 || /[!@#$%^&*?+=~]/.test(head) ? 'password' : 'words';
}

/** Tells whether a value is a path of which no part is random: base64 with slashes in it has such parts. */
function isPlainPath(value: string): boolean {
  return (
    value.includes('/') &&
    isOpenly(value) &&
    !value.split('/').some((part) => part.length >= 16 && isRandom(part))
  );
}

/** Tells whether a value is as machines make them: at least 12 characters that are like no words. */
export function isRandom(value: string): boolean {
  if (value.length < 12 || /\s/.test(value)) return false;
  const digits = digitsOf(value);
  if (HEX.test(value)) return value.length >= 16 && digits > 0 && digits < value.length;
  if (UUID.test(value)) return true;
  if (digits === value.length) return false;
  const odd = randomnessOf(value);
  if (digits === 0) {
    return value.length >= 14 && (hasRandomCase(value) ? odd >= 0.2 : odd >= 0.33 && !isName(value, odd));
  }
  if (odd < 0.45 && looksLikeIdentifier(value)) return false;
  return odd >= (value.length >= 20 ? 0.36 : 0.32) && new Set(value).size >= 7;
}

/** Tells whether letters without digits are words that a program joins: not too odd, and not many for their length. */
function isName(value: string, odd: number): boolean {
  if (odd >= 0.45 || !looksLikeIdentifier(value)) return false;
  return (value.match(/[A-Z]+/g) ?? []).length <= value.length / 3.5;
}

/** Tells whether small letters and capitals change as often as chance has it: names change twice a word. */
function hasRandomCase(value: string): boolean {
  return (value.match(/[a-z](?=[A-Z])|[A-Z](?=[a-z])/g) ?? []).length >= 0.36 * value.length;
}

/** Tells whether a value is as machines make them beyond doubt: no name, no path, no version of anything. */
export function isSurelyRandom(value: string): boolean {
  return (
    value.length >= 16 &&
    isRandom(value) &&
    digitsOf(value) >= 2 &&
    randomnessOf(value) >= 0.45 &&
    !isOpenly(value)
  );
}

/** Tells whether a short value is no word in spite of having letters alone: `bGPxxTYdRFqn`. */
export function isNoWord(value: string): boolean {
  return value.split(/[^A-Za-z0-9]/).some((part) => {
    const odd = part.length >= 8 ? randomnessOf(part) : 0;
    return odd >= 0.45 || (odd >= 0.2 && hasRandomCase(part));
  });
}

/** Tells whether a value is a UUID: most name something, few are secrets. */
export function isUuid(value: string): boolean {
  return UUID.test(value);
}

/** Tells whether a value is nothing but hex digits, as checksums and commits are. */
export function isHex(value: string): boolean {
  return HEX.test(value);
}
