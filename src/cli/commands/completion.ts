import { Argument, Command } from 'commander';
import { tools } from '../../importers/index.ts';
import type { CommandContext } from '../command-context.ts';
import { bashCompletion, fishCompletion, zshCompletion, type CompletedCommand } from '../shell-completion.ts';

const SHELLS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

/**
 * `reprise completion SHELL`
 *
 * @param load - gives all commands of the program
 */
export function completionCommand(
  { output }: CommandContext,
  load: () => Promise<readonly Command[]>,
): Command {
  const [bash, zsh, fish] = [
    'source <(reprise completion bash)',
    'source <(reprise completion zsh)',
    'reprise completion fish | source',
  ];
  return new Command('completion')
    .description('print what makes a shell complete command lines of reprise')
    .addArgument(new Argument('<shell>', 'your shell').choices(Object.keys(SHELLS)))
    .addHelpText(
      'after',
      `\nFor every new shell, add to\n  ~/.bashrc                   ${bash}\n  ~/.zshrc, behind compinit   ${zsh}\n  ~/.config/fish/config.fish  ${fish}`,
    )
    .action(async (shell: keyof typeof SHELLS) => {
      const commands = (await load()).map(completed);
      for (const line of SHELLS[shell](commands).trimEnd().split('\n')) output.data(line);
    });
}

function completed(command: Command): CompletedCommand {
  return {
    name: command.name(),
    description: command.description(),
    words: command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
    takesFiles: command.registeredArguments.some(({ argChoices }) => argChoices === undefined),
    options: command.options.map(({ short, long, flags, description, required, argChoices }) => ({
      names: [short, long].filter((name) => name !== undefined),
      description,
      takesValue: required,
      values: argChoices ?? (flags.includes('<tool') ? tools.map(({ id }) => id) : []),
    })),
  };
}
