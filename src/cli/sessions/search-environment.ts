import { homedir } from 'node:os';

/** What decides where tools keep their sessions. */
export interface SearchEnvironment {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly home: string;
  /** Folder that the command was started in, absolute. */
  readonly cwd: string;
}

/** That of this process. */
export function processEnvironment(): SearchEnvironment {
  return { platform: process.platform, env: process.env, home: homedir(), cwd: process.cwd() };
}
