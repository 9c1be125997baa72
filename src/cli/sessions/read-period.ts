import { readFile, stat } from 'node:fs/promises';
import type { PlacedRetention } from './tool-places.ts';

/** Larger files are no settings that anybody wrote. */
const MAX_SETTINGS_SIZE = 256 * 1024;

/** The period of a rule, from the settings on this computer. Settings that cannot be read count as missing. */
export async function readPeriod({
  settings,
  periodOf: period,
}: PlacedRetention): Promise<number | undefined> {
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
