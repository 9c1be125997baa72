/**
 * The words of a command as a POSIX shell splits them, quotes taken off. `undefined` where a quote is not closed.
 * Variables and the like are not looked at: commands of the editor hold texts only.
 */
export function shellWords(command: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let index = 0; index < command.length; index++) {
    const character = command[index]!;
    if (quote === "'" || (quote === '"' && character !== '\\')) {
      if (character === quote) quote = '';
      else word = (word ?? '') + character;
    } else if (character === '\\') {
      const next = command[(index += 1)] ?? '';
      const isEscape = quote === '' || '"\\$`\n'.includes(next);
      word = (word ?? '') + (isEscape ? next : `\\${next}`);
    } else if (character === "'" || character === '"') {
      quote = character;
      word ??= '';
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + character;
  }
  if (quote !== '') return undefined;
  return word === undefined ? words : [...words, word];
}
