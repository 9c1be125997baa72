import type { WidthRule } from './width-rules.ts';
import { characterWidth, isNarrowEmoji } from './character-width.ts';

/**
 * What the emulator asks of a character, packed as it wants it: whether it joins the one before it (bit 0), cells that
 * both take then (bits 1 and 2), and from bit 3 on what may follow.
 *
 * @param preceding - the answer for the character printed just before; 0 where there is none
 */
export type CharacterProperties = (codePoint: number, preceding: number) => number;

/** Cells in an answer. */
export function widthIn(properties: number): number {
  return (properties >> 1) & 3;
}

/** The answers of a rule. */
export function propertiesBy(rule: WidthRule): CharacterProperties {
  return rule === 'characters-17' ? propertiesOfCharacter : propertiesInEmoji;
}

/** A mark joins the character before it and takes no cell. */
function propertiesOfCharacter(codePoint: number, preceding: number): number {
  const width = characterWidth(codePoint);
  const precedingWidth = widthIn(preceding);
  return width > 0 || precedingWidth === 0 ? alone(width) : joined(precedingWidth);
}

/** What was printed last, as far as it says what may join it. */
const After = {
  /** Nothing but marks. */
  text: 0,
  /** A character that can be a picture: a selector can make it one, a tone can colour it. */
  picture: 1,
  /** A picture and a joiner: the next picture is part of it. */
  joiner: 2,
  /** Half a flag. */
  halfFlag: 3,
} as const;

const JOINER = 0x200d;
const AS_PICTURE = 0xfe0f;

/** As a character, but for what makes a picture of several: it takes two cells. */
function propertiesInEmoji(codePoint: number, preceding: number): number {
  if (codePoint < 0x7f && codePoint >= 0x20)
    return alone(1, isNarrowEmoji(codePoint) ? After.picture : After.text);
  const width = characterWidth(codePoint);
  const before = preceding >> 3;
  if (width === 0) return propertiesOfMark(codePoint, before, widthIn(preceding));
  if (isRegional(codePoint)) return before === After.halfFlag ? joined(2) : alone(width, After.halfFlag);
  if (isTone(codePoint) && before === After.picture) return joined(2, After.picture);
  if (!isPicture(codePoint, width)) return alone(width);
  return before === After.joiner ? joined(2, After.picture) : alone(width, After.picture);
}

function propertiesOfMark(codePoint: number, before: number, precedingWidth: number): number {
  if (precedingWidth === 0) return alone(0);
  if (before !== After.picture) return joined(precedingWidth);
  if (codePoint === AS_PICTURE) return joined(2, After.picture);
  return joined(precedingWidth, codePoint === JOINER ? After.joiner : After.picture);
}

function alone(width: number, after = After.text as number): number {
  return (after << 3) | (width << 1);
}

function joined(width: number, after = After.text as number): number {
  return (after << 3) | (width << 1) | 1;
}

function isRegional(codePoint: number): boolean {
  return codePoint >= 0x1f1e6 && codePoint <= 0x1f1ff;
}

function isTone(codePoint: number): boolean {
  return codePoint >= 0x1f3fb && codePoint <= 0x1f3ff;
}

/** Wide characters of the blocks that hold pictures, and those that a selector makes pictures. */
function isPicture(codePoint: number, width: number): boolean {
  if (width === 1) return isNarrowEmoji(codePoint);
  return (codePoint >= 0x2300 && codePoint <= 0x2bff) || (codePoint >= 0x1f000 && codePoint <= 0x1fbff);
}
