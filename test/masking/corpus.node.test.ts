import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '#test';
import { Masker } from '#src/masking/index.ts';
import { corpusFolder, NO_CORPUS } from '../helpers/corpus.ts';

const corpus = corpusFolder();
const skip = corpus === undefined ? NO_CORPUS : false;

/** Most values that may be taken for secrets in logs that hold none. */
const MOST_WRONG = 10;

describe('real logs', () => {
  it('hold hardly anything that is taken for a secret', { skip }, () => {
    const masker = new Masker();
    for (const file of filesIn(corpus!)) {
      for (const { text, key } of textsOf(readFileSync(file, 'utf8')))
        masker.learn(text, { ...(key ? { key } : {}), at: file });
    }

    const found = [...masker.values, ...masker.findings].map(({ rule, value }) => `${rule}: ${value}`);
    expect(found.length, found.join('\n')).to.be.at.most(MOST_WRONG);
  });
});

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(?:jsonl?|ndjson|md|txt|cast|yaml|traj)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The strings of JSON and of lines of JSON, with the keys they are the values of; else the whole text. */
function textsOf(text: string): { text: string; key?: string }[] {
  const whole = parsed(text);
  if (whole !== undefined) return stringsOf(whole);
  return text.startsWith('{') || text.startsWith('[')
    ? text.split('\n').flatMap((line) => stringsOf(parsed(line) ?? line))
    : [{ text }];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function stringsOf(value: unknown, key?: string): { text: string; key?: string }[] {
  if (typeof value === 'string') return [{ text: value, ...(key === undefined ? {} : { key }) }];
  if (Array.isArray(value)) return value.flatMap((one) => stringsOf(one, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => stringsOf(one, name));
}
