import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '#test';
import { DEFAULT_LIMITS } from '#src/format/index.ts';
import { decodeSegment } from '#src/format/segments/segment-codec.ts';
import { hostileFolder } from '../../helpers/corpus.ts';

const folder = hostileFolder();
const skip = folder === undefined && 'no folder of hostile inputs: set REPRISE_HOSTILE to run this test';

/** One of each class, for where the hostile set is not kept. */
const OWN: readonly string[] = [
  '[',
  '['.repeat(100_000),
  `${'{"a":'.repeat(600)}1${'}'.repeat(600)}`,
  '{"__proto__":{"polluted":1}}',
  '{"then":{},"toString":1,"hasOwnProperty":2}',
  '{"a":1,"a":2}',
  '"\\ud800"',
  '1e400',
  'NaN',
  '\u0000',
  '\ufeff{}',
  '{"segment":-1,"time":1e99}',
  '{"t":-1,"id":"x","sessionUpdate":"plan"}',
];

const good = (id: string): string =>
  JSON.stringify({ t: 1, id, sessionUpdate: 'agent_message_chunk', content: { type: 'text', text: id } });
const GOOD = {
  transcript: good,
  changes: (id: string): string => JSON.stringify({ t: 1, id, op: 'edit', path: id }),
  terminal: (id: string): string => JSON.stringify([0, 'm', id]),
};

/** Puts a line between two good ones, and tells what is left of these and how much was reported. */
function between(kind: keyof typeof GOOD, line: Uint8Array): { kept: boolean; reports: number } {
  const text = new TextEncoder();
  const bytes = Buffer.concat([
    text.encode(`${GOOD[kind]('first')}\n`),
    line,
    text.encode(`\n${GOOD[kind]('last')}\n`),
  ]);
  let reports = 0;
  const { events } = decodeSegment(
    bytes,
    { kind, entry: 'x', index: 1, time: 0 },
    { limits: DEFAULT_LIMITS, report: () => (reports += 1) },
  );
  const told = JSON.stringify([events[0], events.at(-1)]);
  return { kept: told.includes('"first"') && told.includes('"last"'), reports };
}

function expectBoth(name: string, line: Uint8Array): void {
  const lines = Buffer.from(line).toString('latin1').split('\n').length;
  for (const kind of ['transcript', 'changes', 'terminal'] as const) {
    const { kept, reports } = between(kind, line);
    expect(kept, `${name} in ${kind}`).to.equal(true);
    expect(reports, `${name} in ${kind}`).to.be.at.most(lines);
  }
  expect(({} as { polluted?: unknown }).polluted, name).to.equal(undefined);
}

const rowsOf = (bytes: Buffer): Record<string, string>[] =>
  bytes
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((row) => JSON.parse(row) as Record<string, string>);

describe('a hostile line between two good ones', () => {
  it('takes none of them along: one of each class', () => {
    for (const line of OWN) expectBoth(line.slice(0, 40), new TextEncoder().encode(line));
  });

  it('takes none of them along: those of JSONTestSuite', { skip }, () => {
    const rows = rowsOf(gunzipSync(readFileSync(join(folder!, 'json/jsontestsuite.ndjson.gz'))));
    expect(rows.length).to.be.at.least(340);
    for (const { file, b64 } of rows) expectBoth(file!, Buffer.from(b64!, 'base64'));
  });

  it('takes none of them along: our own', { skip }, () => {
    const rows = rowsOf(readFileSync(join(folder!, 'json/own-nasties.ndjson')));
    expect(rows.length).to.be.at.least(72);
    for (const { id, raw } of rows) expectBoth(id!, new TextEncoder().encode(raw));
  });
});
