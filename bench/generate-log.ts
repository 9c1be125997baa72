/** Makes a Claude Code log of any size out of real ones: copies with ids and times of their own, one after another. */
import { createWriteStream, readdirSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';

const DAY = 86_400_000;

/** @param logs - folder of real logs */
export async function writeLog(path: string, logs: string, size: number): Promise<void> {
  const sources = readdirSync(logs)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => readFileSync(join(logs, name), 'utf8'));
  const file = createWriteStream(path);
  let time = Date.UTC(2026, 0, 5, 9);
  for (let copy = 0, written = 0; written < size; copy += 1) {
    const source = sources[copy % sources.length]!;
    const text = withOwnIds(withOwnTimes(source, time), copy);
    written += text.length;
    time += DAY;
    if (!file.write(text.endsWith('\n') ? text : `${text}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

function withOwnTimes(log: string, start: number): string {
  const times = [...log.matchAll(TIMESTAMP)].map((match) => Date.parse(match[1]!)).filter(Number.isFinite);
  const first = times.reduce((least, time) => Math.min(least, time), Infinity);
  return log.replaceAll(TIMESTAMP, (whole, time: string) => {
    const moved = Date.parse(time) - first + start;
    return Number.isFinite(moved) ? `"timestamp":"${new Date(moved).toISOString()}"` : whole;
  });
}

const TIMESTAMP = /"timestamp":"([^"]{1,40})"/g;

function withOwnIds(log: string, copy: number): string {
  const mark = copy.toString(16).padStart(4, '0');
  return log
    .replaceAll(/"[0-9a-f]{4}([0-9a-f]{4}-[0-9a-f]{4}-)/g, `"${mark}$1`)
    .replaceAll('toolu_', `toolu_${mark}`)
    .replaceAll('msg_', `msg_${mark}`);
}
