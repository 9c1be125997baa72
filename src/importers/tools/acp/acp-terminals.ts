import { asJson, asNumber, isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { oneLine } from '../../records/tool-calls.ts';

/** Characters of an output that are compared with the one before. */
const MAX_OVERLAP = 1_000_000;

/** What a command gave in its terminal. */
export interface TerminalOutput {
  readonly text: string;
  readonly exitCode: number | undefined;
  /** Whether the client has cut off its beginning. */
  readonly rawOutput?: { readonly truncated: true };
}

/** A terminal that the client runs for the agent. */
export class Terminal {
  readonly command: string;
  readonly cwd: string | undefined;
  #output = '';
  #exitCode: number | undefined;
  #isTaken = false;
  #isTruncated = false;

  constructor({ command, args, cwd }: LogRecord) {
    const words = [
      asText(command) ?? '',
      ...asList(args)
        .filter((word) => typeof word === 'string')
        .map(quoted),
    ];
    this.command = words.join(' ').trim();
    this.cwd = asText(cwd);
  }

  /** What it has given so far; an answer holds all of it, or the end of it when that is too long. */
  output({ output, truncated, exitStatus }: LogRecord): void {
    this.#isTruncated ||= truncated === true;
    if (typeof output === 'string') this.#output = joined(this.#output, output);
    if (isObject(exitStatus)) this.exit(exitStatus);
  }

  exit({ exitCode }: LogRecord): void {
    this.#exitCode = asNumber(exitCode) ?? this.#exitCode;
  }

  /** Whether what it gave has been written. */
  get isTaken(): boolean {
    return this.#isTaken;
  }

  /** Takes what it gave away, once. */
  take(): TerminalOutput | undefined {
    if (this.#isTaken) return undefined;
    this.#isTaken = true;
    return {
      text: this.#output,
      exitCode: this.#exitCode,
      ...(this.#isTruncated && { rawOutput: { truncated: true } }),
    };
  }
}

/** The terminals of a session, and the calls that show them. A terminal that no call shows is a call of its own. */
export class AcpTerminals {
  readonly #writer: SessionWriter;
  readonly #callOf = new Map<string, string>();
  readonly #terminals = new Map<string, Terminal>();
  /** Call → the terminal that it shows, known ahead. */
  readonly #shown = new Map<string, string>();
  readonly #own = new Set<string>();

  constructor(writer: SessionWriter) {
    this.#writer = writer;
  }

  /** First pass: a call shows a terminal. */
  attach(terminalId: string, call: string): void {
    if (!this.#callOf.has(terminalId)) this.#callOf.set(terminalId, call);
    if (!this.#shown.has(call)) this.#shown.set(call, terminalId);
  }

  /** First pass: the client has started a terminal. */
  add(terminalId: string, params: LogRecord): void {
    if (!this.#terminals.has(terminalId)) this.#terminals.set(terminalId, new Terminal(params));
  }

  /** The terminal that a call shows. */
  of(call: string): Terminal | undefined {
    return this.#terminals.get(this.#shown.get(call) ?? '');
  }

  /** Writes the request for a terminal: its command stands with the call that shows it. */
  asked(params: LogRecord): void {
    const { command, cwd } = new Terminal(params);
    this.#writer.cover([command, cwd, params['command'], params['args']]);
    const env = asList(params['env']);
    if (env.length > 0) {
      this.#writer.notice('progress', undefined, { data: { kind: 'terminal/create', env: asJson(env) } });
    }
  }

  /** Writes that a terminal has started. */
  started(terminalId: string): void {
    const terminal = this.#terminals.get(terminalId);
    if (!terminal || this.#callOf.has(terminalId) || this.#own.has(terminalId)) return;
    this.#own.add(terminalId);
    this.#writer.call({
      id: ownCall(terminalId),
      name: 'terminal/create',
      description: { title: oneLine(terminal.command) || 'Terminal', kind: 'execute', locations: [] },
      command: { command: terminal.command, cwd: terminal.cwd },
    });
  }

  /** Takes an answer about a terminal. Returns whether it is one that is known. */
  told(terminalId: string, result: LogRecord, isExit: boolean): boolean {
    const terminal = this.#terminals.get(terminalId);
    if (!terminal) return false;
    if (isExit) terminal.exit(result);
    // After its call has ended nothing would write it: it is kept as the record that it is.
    else if (terminal.isTaken) return asText(result['output']) === undefined;
    else {
      terminal.output(result);
      this.#writer.cover(result['output']);
    }
    return true;
  }

  /** A terminal is given back: nothing more comes of it. */
  released(terminalId: string): void {
    const output = this.#own.has(terminalId) ? this.#terminals.get(terminalId)?.take() : undefined;
    if (output) this.#writer.result(ownCall(terminalId), output);
  }

  /** Ends the terminals that were never given back. */
  finish(): void {
    for (const id of this.#own) this.released(id);
  }
}

function ownCall(terminalId: string): string {
  return `terminal-${terminalId}`;
}

/** Joins an output with a later one that repeats it, from its beginning or from later on. */
function joined(before: string, now: string): string {
  if (before === '' || now.startsWith(before)) return now;
  const overlap = overlapOf(before.slice(-MAX_OVERLAP), now.slice(0, MAX_OVERLAP));
  return overlap > 0 ? before + now.slice(overlap) : `${before}\n${now}`;
}

/** Length of the longest end of a text that another one begins with. O(n), by the prefix function of the other. */
function overlapOf(before: string, now: string): number {
  const borders = new Int32Array(now.length);
  const next = (length: number, code: number): number => {
    let at = length;
    while (at > 0 && (at === now.length || now.charCodeAt(at) !== code)) at = borders[at - 1]!;
    return now.charCodeAt(at) === code ? at + 1 : at;
  };
  for (let at = 1; at < now.length; at++) borders[at] = next(borders[at - 1]!, now.charCodeAt(at));
  let length = 0;
  for (let at = 0; at < before.length; at++) length = next(length, before.charCodeAt(at));
  return length;
}

/** A word as a person would type it. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
