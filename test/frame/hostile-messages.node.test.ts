import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '#test';
import { readReport, readRequest } from '#src/frame/messages.ts';
import { hostileFolder } from '../helpers/corpus.ts';

const folder = hostileFolder();
const path = folder && join(folder, 'web/postmessage.ndjson');
const isThere = path !== undefined && existsSync(path);

describe('messages that mean harm', () => {
  it('change nothing and throw nothing', { skip: !isThere && 'no folder of hostile inputs' }, () => {
    const lines = readFileSync(path!, 'utf8').trim().split('\n');
    const messages = lines.map((line) => (JSON.parse(line) as { data: unknown }).data);

    expect(messages.length).to.equal(31);
    expect(messages.flatMap((message) => [readRequest(message), readReport(message)])).to.deep.equal(
      Array.from({ length: 62 }, () => undefined),
    );
  });
});
