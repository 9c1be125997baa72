/** Reads the command lines of examples: enough of a shell's grammar for what pages of documentation have in them. */

/** Words that may stand before the name of the program. */
const PROGRAM = [['npx', 'reprise'], ['node', 'dist/cli/main.js'], ['reprise']];

/** What ends a command, or begins what is not part of it. */
const ENDS = new Set(['|', '||', '&&', ';', '&']);

/**
 * The commands of a block, each as its words: comments, redirections and prompts are gone, lines that go on are joined.
 *
 * @throws {Error} when a quote is not closed
 */
export function commandsOf(text: string): string[][] {
  const lines = text.replaceAll('\\\n', ' ').split('\n');
  return lines.flatMap((line) => {
    const commands: string[][] = [[]];
    let isTarget = false;
    for (const word of wordsOf(line)) {
      if (ENDS.has(word)) commands.push([]);
      else if (isTarget) isTarget = false;
      else if (/^\d?>>?$/.test(word)) isTarget = true;
      else commands.at(-1)!.push(word);
    }
    return commands.filter((words) => words.length > 0);
  });
}

/** What `reprise` is given by a command; `undefined` when the command is of another program. */
export function parametersOf(words: readonly string[]): readonly string[] | undefined {
  const program = PROGRAM.find((names) => names.every((name, index) => words[index] === name));
  return program && words.slice(program.length);
}

function wordsOf(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  for (const character of line.replace(/^\$ /, '')) {
    if (quote !== undefined) {
      if (character === quote) quote = undefined;
      else word = (word ?? '') + character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (character === '#' && word === undefined) break;
    else word = (word ?? '') + character;
  }
  if (quote !== undefined) throw new Error(`a quote is not closed: ${line}`);
  return word === undefined ? words : [...words, word];
}
