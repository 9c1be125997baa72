/** What the process ends with; `docs/cli.md` lists them. */
export const EXIT = {
  ok: 0,
  /** The work could not be done. */
  failed: 1,
  /** The command line makes no sense. */
  usage: 2,
  /** The work was done and found something: a validated archive has faults. */
  findings: 3,
  /** Ended by SIGINT, SIGTERM: 128 and the signal's number. */
  interrupted: 130,
  terminated: 143,
} as const;

/** What is wrong; `docs/errors.md` says what each one means. */
export type CliErrorCode =
  'usage' | 'unsafe-entry' | 'entries-damaged' | 'not-built' | 'picture-parts-missing';

/** What a person did, or has, that a command cannot work with. The message is one sentence, lower case. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly code: CliErrorCode;

  constructor(code: CliErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  get exitCode(): number {
    return this.code === 'usage' ? EXIT.usage : EXIT.failed;
  }
}
