/** The commands that a line of shell runs, as far as that can be told without a shell. */

/** A command that a shell runs: words without quotes, assignments before it left out. */
export interface ShellCommand {
  readonly words: readonly string[];
  /** The command that its output goes to is the next one. */
  readonly isPiped: boolean;
}

/** Characters of a script that are looked at. */
const MAX_SCRIPT = 8192;
/** Scripts within scripts: `bash -c "bash -c …"`. */
const MAX_DEPTH = 3;

const SHELLS = /^(?:.*[/\\])?(?:ba|z|da|k)?sh(?:\.exe)?$/;
/** Programs that run the command behind them; what belongs to them is left out. */
const WRAPPERS: ReadonlySet<string> = new Set(
  'time sudo env nohup exec builtin nice stdbuf xvfb-run timeout then do else if while ! { ('.split(' '),
);

/**
 * The commands of a script in order. Here-documents and comments are no commands; `cd x && sudo X=1 make` gives `cd x`
 * and `make`; of `bash -lc "…"` the commands within.
 */
export function shellCommands(script: string, depth = 0): readonly ShellCommand[] {
  const commands: ShellCommand[] = [];
  for (const { words, isPiped } of split(script.slice(0, MAX_SCRIPT))) {
    const bare = withoutWrappers(words);
    const flag = SHELLS.test(bare[0] ?? '') ? bare.findIndex((word) => /^-[a-z]*c$/.test(word)) : -1;
    const inner = flag > 0 && depth < MAX_DEPTH ? bare[flag + 1] : undefined;
    if (inner !== undefined) commands.push(...shellCommands(inner, depth + 1));
    else if (bare.length > 0) commands.push({ words: bare, isPiped });
  }
  return commands;
}

/** Reads a script by characters: quotes, operators, here-documents. */
function split(script: string): ShellCommand[] {
  const text = script.replaceAll(HEREDOC, '$1$4\n').replace(/\\\r?\n/g, ' ');
  const commands: ShellCommand[] = [];
  let words: string[] = [];
  const end = (isPiped: boolean) => {
    if (words.length > 0) commands.push({ words, isPiped });
    words = [];
  };
  for (const [token] of text.matchAll(TOKEN)) {
    if (/^\s*#/.test(token)) continue;
    if (/^(?:\|&?|&&|\|\||;|&|\n)$/.test(token)) end(token === '|' || token === '|&');
    else if (token.trim() !== '') words.push(unquoted(token));
  }
  end(false);
  return commands;
}

/** `<<'EOF' … EOF`: the operator with its mark, the rest of that line, the text up to the mark or to the end of the script. */
const HEREDOC = /(<<-?\s*(["']?)([\w.-]+)\2)([^\n]*)\n(?:(?:[\s\S]*?\n)??[ \t]*\3[ \t]*(?=\n|$)|[\s\S]*$)/g;

// Comments; operators (redirections as `2>&1` are words); words of quoted and other pieces.
const TOKEN =
  /(?<![^\s;])#[^\n]*|\|\||&&|\|&?|;|\n|&(?![>\d])|(?:\d?[<>]+&?\d?|\$\((?:[^()]|\([^()]*\))*\)|"(?:[^"\\]|\\[\s\S])*"|'[^']*'|\\[\s\S]|[^\s"'|&;\\<>]|["'])+/g;

function unquoted(word: string): string {
  // Nearly all words.
  if (!/["']/.test(word)) return word;
  return word.replace(/^(["'])([\s\S]*)\1$/, '$2').replaceAll(/["'](?=\S)|(?<=\S)["']/g, '');
}

function withoutWrappers(words: readonly string[]): readonly string[] {
  let at = 0;
  for (; at < words.length; at += 1) {
    const word = words[at]!;
    const isOption = at > 0 && /^-|^\d+[smh]?$/.test(word);
    if (!WRAPPERS.has(word) && !/^\w+=/.test(word) && !isOption) break;
  }
  return words.slice(at);
}
