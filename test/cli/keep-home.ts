import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { homeEnvironment, runCli, TempFolder, type CliResult } from './cli.ts';

/** What `reprise keep --json` says of a session. */
export interface KeptSession {
  readonly state: string;
  readonly archive?: string;
  readonly remark?: string;
  readonly tool: string;
  readonly session?: string;
}

/** A made-up home folder whose sessions are archived. */
export class KeepHome {
  readonly folder = new TempFolder();
  readonly home = this.folder.join('home');
  /** Where the archives go. */
  readonly shelf = join(this.home, 'reprise');

  run(...parameters: readonly string[]): Promise<CliResult> {
    const env = { ...homeEnvironment(this.home), TZ: 'UTC' };
    return runCli(['keep', ...parameters], { cwd: this.folder.path, env });
  }

  async keep(...parameters: readonly string[]): Promise<readonly KeptSession[]> {
    const { text, stderr } = await this.run(...parameters, '--json');
    if (text === '') throw new Error(stderr);
    return (JSON.parse(text) as { sessions: KeptSession[] }).sessions;
  }

  /** Names of all that lies among the archives. */
  get archives(): readonly string[] {
    return readdirSync(this.shelf).sort();
  }

  /** When each archive was written, or was found to be as its log is. */
  get readTimes(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.archives.map((name) => [name, statSync(join(this.shelf, name)).mtimeMs]));
  }

  remove(): void {
    this.folder.remove();
  }
}

/** What became of each session, by its id in its file. */
export function statesOf(sessions: readonly KeptSession[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    sessions.map(({ session, archive, state }) => [session ?? basename(archive ?? ''), state]),
  );
}
