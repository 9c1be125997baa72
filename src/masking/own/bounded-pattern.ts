/** Longest expression of an own rule, and most of its parts that repeat. */
const MAX_PATTERN = 1000;
const MAX_REPEATS = 12;
/** Most repetitions that a count may name. */
const MAX_COUNT = 2000;
/** Most ways in which all counts together may go on from one place. */
const MAX_WORK = 20_000;

/**
 * Checks that an expression takes bounded time at each place of a text: nothing repeats without end or repeats something that
 * repeats, and the counts together stay small. So no text can make it hang.
 *
 * @returns what is wrong with it and what to write, or `undefined`
 */
export function problemOfPattern(pattern: string): string | undefined {
  if (pattern.length > MAX_PATTERN)
    return `is longer than ${MAX_PATTERN} characters: make several rules of it`;
  if (/\\[1-9]|\\k</.test(pattern))
    return 'refers back to a group, which can take very long: write the text out';
  const groups: { repeats: boolean }[] = [{ repeats: false }];
  let repeats = 0;
  let work = 1;
  /** Whether what a quantifier would repeat repeats already. */
  let last: boolean | undefined;
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern[i]!;
    if (character === '\\') {
      i++;
      last = false;
    } else if (character === '[') {
      i = endOfClass(pattern, i);
      last = false;
    } else if (character === '(') {
      groups.push({ repeats: false });
      last = undefined;
    } else if (character === ')') {
      const group = groups.pop() ?? { repeats: false };
      last = group.repeats;
      if (groups.length > 0) groups.at(-1)!.repeats ||= group.repeats;
    } else if (character === '*' || character === '+') {
      return `repeats without end at character ${i + 1} (“${character}”): write how often at most, as in {1,80}`;
    } else if (character === '{' || character === '?') {
      const count = character === '{' ? /^\{(\d{1,6})(?:(,)(\d{0,6}))?\}/.exec(pattern.slice(i)) : null;
      if (character === '{' && !count) continue;
      if (count?.[2] !== undefined && count[3] === '') {
        return `repeats without end at character ${i + 1} (“${count[0]}”): write how often at most, as in {${count[1]!},80}`;
      }
      if (last === undefined) continue;
      const most = count ? Number(count[3] ?? count[1]) : 1;
      const isChoice = !count || (count[3] !== undefined && count[3] !== count[1]);
      if (most > MAX_COUNT)
        return `repeats more than ${MAX_COUNT} times at character ${i + 1}: write a smaller count`;
      if (most > 1 && last)
        return `repeats something that repeats itself at character ${i + 1}: write the inner part without a count`;
      if (most > 1 || isChoice) {
        groups.at(-1)!.repeats ||= most > 1;
        if (isChoice) work *= most + 1;
        if (++repeats > MAX_REPEATS)
          return `has more than ${MAX_REPEATS} parts that repeat: make several rules of it`;
      }
      if (count) i += count[0].length - 1;
      // `{1,80}?` asks for the shortest: its question mark repeats nothing.
      if (pattern[i + 1] === '?') i++;
      last = false;
      if (work > MAX_WORK)
        return 'can go on in too many ways: write smaller counts, or exact ones as in {32}';
    } else last = character === '|' ? undefined : false;
  }
  return undefined;
}

function endOfClass(pattern: string, start: number): number {
  for (let i = start + 1; i < pattern.length; i++) {
    if (pattern[i] === '\\') i++;
    else if (pattern[i] === ']') return i;
  }
  return pattern.length;
}
