import { Command, CommanderError } from 'commander';
import { packageVersion } from '../node/package-version.ts';
import type { CommandContext } from './command-context.ts';
import { EXIT } from './errors.ts';
import { ProcessOutput, type Output } from './output.ts';

/** The commands, in the order of the help. A module is loaded when the command line is about its command. */
const COMMANDS: Readonly<Record<string, (context: CommandContext) => Promise<Command>>> = {
  pack: async (context) => (await import('./commands/pack.ts')).packCommand(context),
  open: async (context) => (await import('./commands/open.ts')).openCommand(context),
  list: async (context) => (await import('./commands/list.ts')).listCommand(context),
  keep: async (context) => (await import('./commands/keep.ts')).keepCommand(context),
  info: async (context) => (await import('./commands/info.ts')).infoCommand(context),
  validate: async (context) => (await import('./commands/validate.ts')).validateCommand(context),
  unpack: async (context) => (await import('./commands/unpack.ts')).unpackCommand(context),
  edit: async (context) => (await import('./commands/edit.ts')).editCommand(context),
  review: async (context) => (await import('./commands/review.ts')).reviewCommand(context),
  export: async (context) => (await import('./commands/export.ts')).exportCommand(context),
  poster: async (context) => (await import('./commands/poster.ts')).posterCommand(context),
  shot: async (context) => (await import('./commands/shot.ts')).shotCommand(context),
  report: async (context) => (await import('./commands/report.ts')).reportCommand(context),
  embed: async (context) => (await import('./commands/embed.ts')).embedCommand(context),
  repair: async (context) => (await import('./commands/repair.ts')).repairCommand(context),
  encrypt: async (context) => (await import('./commands/encrypt.ts')).encryptCommand(context),
  decrypt: async (context) => (await import('./commands/decrypt.ts')).decryptCommand(context),
  completion: async (context) =>
    (await import('./commands/completion.ts')).completionCommand(context, () => loadCommands(context)),
};

/** All of them, for whoever needs their arguments and options and runs none. */
export function loadCommands(context: CommandContext): Promise<readonly Command[]> {
  return Promise.all(Object.values(COMMANDS).map((load) => load(context)));
}

/**
 * Runs one command line and tells the exit code. Never throws: what went wrong is one sentence on stderr, with
 * the stack behind it only with `--debug`.
 *
 * @param parameters - the command line without interpreter and script
 */
export async function run(parameters: readonly string[]): Promise<number> {
  const output = new ProcessOutput();
  const interruption = new Interruption();
  const context: CommandContext = { output, signal: interruption.signal, exitCode: EXIT.ok };
  const program = createProgram(output);
  try {
    for (const name of commandsFor(parameters)) addCommand(program, await COMMANDS[name]!(context));
    await program.parseAsync([...parameters], { from: 'user' });
    return context.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (interruption.exitCode !== undefined) return interruption.exitCode;
    // What it takes to know an error is loaded with the layers that throw it.
    const { adviceFor, exitCodeOf, sentenceOf, stackOf } = await import('./error-sentence.ts');
    output.note(`reprise: ${sentenceOf(error)}${adviceFor(error)}`, 'error');
    if (program.opts<{ debug?: boolean }>().debug)
      for (const line of stackOf(error).split('\n')) output.note(line);
    return exitCodeOf(error);
  } finally {
    interruption.release();
  }
}

/** The command line without its commands. */
function createProgram(output: Output): Command {
  const program = new Command('reprise')
    .description('Packs a coding session (terminal, diffs, conversation) into one file and plays it back.')
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print this help, or that of a command')
    .option('--debug', 'show where in the program an error comes from')
    .showHelpAfterError('run "reprise --help" for what there is');
  const version = new Command('version')
    .description('print the version')
    .action(() => output.data(packageVersion()));
  program.addCommand(configure(version).helpOption(false), { hidden: true });
  return configure(program);
}

function addCommand(program: Command, command: Command): void {
  program.addCommand(command);
  configure(command).helpOption('-h, --help', 'print this help').copyInheritedSettings(program);
}

function configure(command: Command): Command {
  return command
    .exitOverride()
    .configureHelp({ helpWidth: 100 })
    .configureOutput({ getOutHelpWidth: () => 100, getErrHelpWidth: () => 100 });
}

/** Names of the commands that a command line needs: the one it is about, none for the version, else all, for the help. */
function commandsFor(parameters: readonly string[]): readonly string[] {
  const words = parameters.filter((parameter) => !parameter.startsWith('-'));
  const named = words[0] === 'help' ? words[1] : words[0];
  if (named !== undefined && Object.hasOwn(COMMANDS, named)) return [named];
  const isVersion = parameters.length === 1 && ['-V', '--version', 'version'].includes(parameters[0]!);
  return isVersion ? [] : Object.keys(COMMANDS);
}

/** Turns the first SIGINT or SIGTERM into an abort, so that work cleans up behind itself; a second one kills. */
class Interruption {
  readonly #controller = new AbortController();
  exitCode: number | undefined;

  constructor() {
    process.once('SIGINT', this.#interrupt);
    process.once('SIGTERM', this.#terminate);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  release(): void {
    process.off('SIGINT', this.#interrupt);
    process.off('SIGTERM', this.#terminate);
  }

  readonly #interrupt = (): void => this.#stop(EXIT.interrupted);
  readonly #terminate = (): void => this.#stop(EXIT.terminated);

  #stop(exitCode: number): void {
    this.exitCode = exitCode;
    this.#controller.abort();
  }
}
