/** How long tools keep their sessions before they delete them on their own. */

import { readFile, stat } from 'node:fs/promises';
import type { SearchEnvironment } from './search-environment.ts';

export interface Retention {
  /** JSON files that may set it, absolute, the strongest first. */
  readonly settings: readonly string[];
  /**
   * For how long sessions are kept, ms; `undefined`: for ever.
   *
   * @param settings - what stands in the files; those that are missing or no JSON are left out
   */
  readonly periodOf: (settings: readonly unknown[]) => number | undefined;
  /** What the age of a session is counted from: the time its file was changed, or its last record. */
  readonly countsFrom: 'modified' | 'ended';
}

export const DAY = 86_400_000;

/** Larger files are no settings that anybody wrote. */
const MAX_SETTINGS_SIZE = 256 * 1024;

/** Claude Code: `cleanupPeriodDays`, 30 by default; a session goes when its file was not changed for so long. */
export function claudeCodeRetention(
  { platform, env }: SearchEnvironment,
  user: readonly string[],
): Retention {
  const managed = managedFolders(platform, env, 'ClaudeCode', 'claude-code');
  return {
    settings: [...managed.map((folder) => join(platform, folder, 'managed-settings.json')), ...user],
    countsFrom: 'modified',
    periodOf: (settings) => {
      const days = settings
        .map((value) => field(value, 'cleanupPeriodDays'))
        .find((value) => typeof value === 'number' && value >= 0);
      return (typeof days === 'number' ? days : 30) * DAY;
    },
  };
}

/**
 * Gemini CLI: `general.sessionRetention`, on and 30 days by default since 2026-02, counted from the last message; off
 * before. `maxCount`, which keeps a number of sessions of each project, is not considered.
 */
export function geminiRetention({ platform, env }: SearchEnvironment, user: string): Retention {
  const [folder] = managedFolders(
    platform,
    env,
    platform === 'darwin' ? 'GeminiCli' : 'gemini-cli',
    'gemini-cli',
  );
  const system = (variable: string, name: string): string => env[variable] ?? join(platform, folder!, name);
  return {
    settings: [
      system('GEMINI_CLI_SYSTEM_SETTINGS_PATH', 'settings.json'),
      user,
      system('GEMINI_CLI_SYSTEM_DEFAULTS_PATH', 'system-defaults.json'),
    ],
    countsFrom: 'ended',
    periodOf: (settings) => {
      const rules = settings.map((value) => field(field(value, 'general'), 'sessionRetention'));
      const enabled = rules.map((rule) => field(rule, 'enabled')).find((value) => typeof value === 'boolean');
      if (enabled === false) return undefined;
      const maxAge = rules.map((rule) => field(rule, 'maxAge')).find((value) => typeof value === 'string');
      return periodOf(typeof maxAge === 'string' ? maxAge : '30d');
    },
  };
}

/** The period of a rule, from the settings on this computer. Settings that cannot be read count as missing. */
export async function readPeriod({ settings, periodOf: period }: Retention): Promise<number | undefined> {
  const values: unknown[] = [];
  for (const path of settings) {
    const value = await readSettings(path);
    if (value !== undefined) values.push(value);
  }
  return period(values);
}

async function readSettings(path: string): Promise<unknown> {
  try {
    const { size } = await stat(path);
    return size > MAX_SETTINGS_SIZE ? undefined : parseSettings(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** JSON, and with comments, which Gemini CLI allows. */
export function parseSettings(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const bare = text.replace(
      /("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[^]*?\*\//g,
      (_, string?: string) => string ?? ' ',
    );
    return JSON.parse(bare);
  }
}

/** `12h`, `30d`, `4w`, `6m` (of 30 days) in ms. */
function periodOf(text: string): number | undefined {
  const match = /^(\d{1,6})([hdwm])$/.exec(text);
  const unit = { h: DAY / 24, d: DAY, w: 7 * DAY, m: 30 * DAY }[match?.[2] ?? ''];
  return match && unit !== undefined && Number(match[1]) > 0 ? Number(match[1]) * unit : undefined;
}

/** Where administrators put settings. */
function managedFolders(
  platform: NodeJS.Platform,
  env: SearchEnvironment['env'],
  name: string,
  onLinux: string,
): readonly string[] {
  if (platform === 'darwin') return [`/Library/Application Support/${name}`];
  if (platform !== 'win32') return [`/etc/${onLinux}`];
  const [programs, data] = [
    env['ProgramFiles'] ?? 'C:\\Program Files',
    env['ProgramData'] ?? 'C:\\ProgramData',
  ];
  return name === 'ClaudeCode' ? [`${programs}\\${name}`, `${data}\\${name}`] : [`${data}\\${name}`];
}

function join(platform: NodeJS.Platform, folder: string, name: string): string {
  return `${folder}${platform === 'win32' ? '\\' : '/'}${name}`;
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
