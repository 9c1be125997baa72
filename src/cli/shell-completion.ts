/** Scripts that make shells complete command lines, made from what the commands say of themselves. */

/** An option as a shell completes it. */
export interface CompletedOption {
  /** `-o`, `--output`. */
  readonly names: readonly string[];
  readonly description: string;
  readonly takesValue: boolean;
  /** What its value can be; none: a file. */
  readonly values: readonly string[];
}

/** A command as a shell completes it. */
export interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  /** What its argument can be. */
  readonly words: readonly string[];
  /** Its arguments are files and folders. */
  readonly takesFiles: boolean;
}

/** For `source <(…)` in bash 3.2 and later. */
export function bashCompletion(commands: readonly CompletedCommand[]): string {
  const names = commands.map(({ name }) => name);
  const cases = commands.map(({ name, options, words }) => {
    const known = [...options.flatMap(({ names: all }) => all), '--help'];
    return `    ${name}) options='${known.join(' ')}' words='${words.join(' ')}' ;;`;
  });
  const values = commands.flatMap(({ name, options }) =>
    options
      .filter(({ values: known }) => known.length > 0)
      .flatMap((option) =>
        option.names.map((written) => `    ${name},${written}) words='${option.values.join(' ')}' ;;`),
      ),
  );
  return `_reprise() {
  local current=\${COMP_WORDS[COMP_CWORD]} options='--help --version' words='${names.join(' ')}'
  if ((COMP_CWORD > 1)); then
    case \${COMP_WORDS[1]} in
${cases.join('\n')}
    esac
    case \${COMP_WORDS[1]},\${COMP_WORDS[COMP_CWORD - 1]} in
${values.join('\n')}
    esac
  fi
  [[ $current == -* ]] && words=$options
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
# Where none of the words fits, bash completes names of files.
complete -o default -F _reprise reprise
`;
}

/** For `source <(…)` behind `compinit`, or as a file \`_reprise\` in a folder of \`fpath\`. */
export function zshCompletion(commands: readonly CompletedCommand[]): string {
  const described = commands.map(
    ({ name, description }) => `    ${quoted(`${name}:${description.replaceAll(':', '\\:')}`)}`,
  );
  const cases = commands.map(({ name, options, words, takesFiles }) => {
    const rest = takesFiles
      ? [quoted('*:file:_files')]
      : words.length > 0
        ? [quoted(`:word:(${words.join(' ')})`)]
        : [];
    return `    ${name}) _arguments ${[...options.map(zshOption), quoted('--help[print this help]'), ...rest].join(' ')} ;;`;
  });
  return `#compdef reprise
_reprise() {
  local -a commands=(
${described.join('\n')}
  )
  if ((CURRENT == 2)); then
    _describe command commands
    return
  fi
  shift words
  ((CURRENT -= 1))
  case $words[1] in
${cases.join('\n')}
  esac
}
if [[ $funcstack[1] == _reprise ]]; then _reprise "$@"; else compdef _reprise reprise; fi
`;
}

function zshOption({ names, description, takesValue, values }: CompletedOption): string {
  const said = description.replaceAll(/[[\]:]/g, String.raw`\$&`);
  const what = values.length > 0 ? `:value:(${values.join(' ')})` : ':value:_files';
  const rest = quoted(`[${said}]${takesValue ? what : ''}`);
  const alternatives = names.length > 1 ? `{${names.join(',')}}` : names.join('');
  return `'*'${alternatives}${rest}`;
}

/** For `… | source` in fish. */
export function fishCompletion(commands: readonly CompletedCommand[]): string {
  const lines = commands.flatMap(({ name, description, options, words, takesFiles }) => {
    const here = `complete -c reprise -n ${quoted(`__fish_seen_subcommand_from ${name}`)}`;
    return [
      `complete -c reprise -f -n __fish_use_subcommand -a ${name} -d ${quoted(description)}`,
      ...(takesFiles ? [] : [`${here} -f`]),
      ...words.map((word) => `${here} -a ${word}`),
      ...options.map(({ names, description: said, takesValue, values }) => {
        const flags = names.map((option) =>
          option.startsWith('--') ? `-l ${option.slice(2)}` : `-s ${option.slice(1)}`,
        );
        const value = values.length > 0 ? ` -x -a ${quoted(values.join(' '))}` : ' -r';
        return `${here} ${flags.join(' ')}${takesValue ? value : ''} -d ${quoted(said)}`;
      }),
    ];
  });
  return `${lines.join('\n')}\n`;
}

/** As one word of any of these shells. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
