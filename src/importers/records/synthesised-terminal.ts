import type { TerminalReference, TrackDeclaration } from '../../format/index.ts';
import { excerptOf, oneLine } from './tool-calls.ts';

/** Size of a terminal that is made from tool calls, cells: wide enough for most compiler output. */
const COLS = 100;
const ROWS = 30;

const DIM = '\x1b[2m';
const RED = '\x1b[31m';
const RESET = '\x1b[0m';

/** Brings back what an output may have left changed: attributes, margins, cursor, modes (DECSTR). */
const SOFT_RESET = '\x1b[!p\x1b[0m';
const LEAVE_ALTERNATE_SCREEN = '\x1b[?1049l';

/** A command as it is shown at the prompt. */
export interface ShellCommand {
  readonly command: string;
  readonly cwd?: string | undefined;
  /**
   * The command that runs already and goes on, `command` being what is typed into it: perhaps nothing. There is no
   * prompt; where another command was shown since, its name comes first.
   */
  readonly continues?: string | undefined;
}

/** What a shell command has printed, and how it ended. */
export interface ShellOutput {
  readonly text: string;
  readonly exitCode?: number | undefined;
}

/** What a terminal writes to. */
export interface TerminalSink {
  /** Milliseconds from the session start: now. */
  time(): number;
  declare(track: TrackDeclaration): void;
  /** @param call - id, as events have it, of the call that shows this; empty where none does */
  write(data: string, call: string): void;
}

/**
 * A terminal for a session that has none: the commands its tools ran, one after the other, with prompt, output in
 * its colours and exit code. It declares its track with the first command.
 */
export class SynthesisedTerminal {
  readonly #sink: TerminalSink;
  readonly id: string;
  readonly #title: string;
  #cwd: string | undefined;
  #declared = false;
  #last: string | undefined;
  /** When the command at the prompt was written. */
  #startedAt: number | undefined;

  constructor(sink: TerminalSink, { id = 'shell', title = 'Shell' }: { id?: string; title?: string } = {}) {
    this.#sink = sink;
    this.id = id;
    this.#title = title;
  }

  /** Writes the prompt and the command of a call, or what is typed into one that goes on. */
  start({ command, cwd, continues }: ShellCommand, call: string): void {
    this.#declare();
    this.#startedAt = this.#sink.time();
    if (continues !== undefined) {
      this.#goOn(continues, command, call);
      return;
    }
    this.#last = command;
    const place = cwd !== undefined && cwd !== this.#cwd ? `${DIM}${oneLineOf(cwd)}${RESET}\r\n` : '';
    this.#cwd = cwd ?? this.#cwd;
    const [first = '', ...rest] = command.split(/\r\n|\r|\n/).map(visible);
    const lines = [`$ ${first}`, ...rest.map((line) => `> ${line}`)];
    this.#sink.write(`${place}${lines.join('\r\n')}\r\n`, call);
  }

  /** Writes the output of a call's command and returns how the call refers to it. */
  finish({ text, exitCode }: ShellOutput, call: string): TerminalReference {
    this.#declare();
    const end = this.#sink.time();
    const start = this.#startedAt ?? end;
    this.#startedAt = undefined;
    const status = exitCode === undefined || exitCode === 0 ? '' : `${RED}${exitLine(exitCode)}${RESET}\r\n`;
    const output = terminalText(text) + status;
    if (output !== '') this.#sink.write(output, call);
    const excerpt = excerptOf(text);
    return {
      type: 'terminal',
      terminalId: this.id,
      _meta: {
        reprise: {
          start,
          end,
          ...(exitCode !== undefined && { exitCode }),
          ...(excerpt !== '' && { excerpt }),
        },
      },
    };
  }

  #goOn(command: string, typed: string, call: string): void {
    const name = command === this.#last ? '' : `${DIM}… ${oneLine(visible(command))}${RESET}\r\n`;
    this.#last = command;
    const lines = typed.split(/\r\n|\r|\n/).map(visible);
    if (lines.at(-1) === '') lines.pop();
    const data = name + lines.map((line) => `${line}\r\n`).join('');
    if (data !== '') this.#sink.write(data, call);
  }

  #declare(): void {
    if (this.#declared) return;
    this.#declared = true;
    this.#sink.declare({
      type: 'track',
      kind: 'terminal',
      id: this.id,
      title: this.#title,
      synthesised: true,
      header: { term: { cols: COLS, rows: ROWS } },
    });
  }
}

/** How a terminal ends the output of a command that failed. */
export function exitLine(exitCode: number): string {
  return `Error: Exit code ${exitCode}`;
}

/** An output as a terminal gets it: CRLF, at a line's start afterwards, with its traces removed. */
function terminalText(output: string): string {
  if (output === '') return '';
  const text = output.includes('\r\n') ? output.replaceAll('\r\n', '\n') : output;
  const lines = `${text.replaceAll('\n', '\r\n')}${text.endsWith('\n') ? '' : '\r\n'}`;
  if (!text.includes('\x1b')) return lines;
  const usesAlternateScreen = /\x1b\[\?(?:47|1047|1049)h/.test(text);
  return `${lines}${usesAlternateScreen ? LEAVE_ALTERNATE_SCREEN : ''}${SOFT_RESET}`;
}

/** A command is typed text: its control characters are shown, not obeyed. */
function visible(line: string): string {
  return line.replaceAll(/[\0-\x08\x0b-\x1f\x7f]/g, (code) =>
    code === '\x7f' ? '^?' : `^${String.fromCharCode(code.charCodeAt(0) + 64)}`,
  );
}

function oneLineOf(path: string): string {
  return visible(path.replaceAll(/[\r\n\t]+/g, ' '));
}
