import { Command, CommanderError } from 'commander';
import { packageVersion } from '../node/index.ts';
import { adviceFor, errorSentence, exitCodeOf } from './error-sentence.ts';
import { EXIT } from './errors.ts';
import type { CommandContext } from './command-context.ts';
import { infoCommand } from './commands/info.ts';
import { keepCommand } from './commands/keep.ts';
import { listCommand } from './commands/list.ts';
import { openCommand } from './commands/open.ts';
import { packCommand } from './commands/pack.ts';
import { repairCommand } from './commands/repair.ts';
import { unpackCommand } from './commands/unpack.ts';
import { validateCommand } from './commands/validate.ts';
import { ProcessOutput } from './output.ts';

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
  const program = createProgram(context);
  try {
    await program.parseAsync([...parameters], { from: 'user' });
    return context.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (interruption.exitCode !== undefined) return interruption.exitCode;
    output.note(`reprise: ${sentenceOf(error)}`);
    if (program.opts<{ debug?: boolean }>().debug) process.stderr.write(`${stackOf(error)}\n`);
    return exitCodeOf(error);
  } finally {
    interruption.release();
  }
}

/** The whole command line; its help is what `docs/cli.md` shows. */
export function createProgram(context: CommandContext): Command {
  const program = new Command('reprise')
    .description('Packs a coding session (terminal, diffs, conversation) into one file and plays it back.')
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .option('--debug', 'show where in the program an error comes from')
    .showHelpAfterError('run "reprise --help" for what there is');
  for (const create of COMMANDS) program.addCommand(create(context));
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureHelp({ helpWidth: 100 });
    command.configureOutput({ getOutHelpWidth: () => 100, getErrHelpWidth: () => 100 });
    if (command !== program)
      command.helpOption('-h, --help', 'print this help').copyInheritedSettings(program);
  }
  return program;
}

const COMMANDS = [
  packCommand,
  openCommand,
  listCommand,
  keepCommand,
  infoCommand,
  validateCommand,
  unpackCommand,
  repairCommand,
];

function sentenceOf(error: unknown): string {
  const sentence = errorSentence(error);
  if (sentence !== undefined) return sentence + adviceFor(error);
  const message = error instanceof Error ? error.message : String(error);
  return `internal error: ${message} (please report it, with what --debug shows)`;
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
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
