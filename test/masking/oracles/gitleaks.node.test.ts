import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, expect, it } from '#test';
import { Masker, RULES } from '#src/masking/index.ts';
import { RandomValues } from '../unseen/random-values.ts';
import { secretCases } from '../unseen/secrets.ts';

const isThere = spawnSync('gitleaks', ['version']).status === 0;
const skip = isThere ? false : 'no gitleaks on the PATH';

interface Report {
  readonly RuleID: string;
  readonly Secret: string;
  readonly Match: string;
}

/** What gitleaks reports though it is no secret, with the reason. */
const NO_SECRETS: readonly { readonly why: string; readonly is: (report: Report) => boolean }[] = [
  { why: 'names of accounts', is: ({ RuleID }) => RuleID.endsWith('client-id') },
  { why: 'keys made to be public', is: ({ RuleID, Match }) => /-pub-|public/i.test(RuleID + Match) },
  { why: 'public keys of age', is: ({ Secret }) => Secret.startsWith('age1') },
  { why: 'the word of an attribute', is: ({ Secret }) => Secret === 'value' },
];

const folder = mkdtempSync(join(tmpdir(), 'gitleaks-'));
after(() => rmSync(folder, { recursive: true }));

describe('gitleaks, as a second opinion', () => {
  it('finds nothing in masked texts with secrets of every kind', { skip }, () => {
    const random = new RandomValues(7);
    const texts = [
      ...RULES.flatMap(({ finds }) => finds.map((example) => random.fill(example).replace(/[«»]/g, ''))),
      ...secretCases(random, 100).map(({ text }) => text),
    ];

    expect(reportsIn(texts.map((text) => new Masker().mask(text)).join('\n\n'))).to.deep.equal([]);
  });
});

/** What gitleaks reports in a text, without what is no secret. */
function reportsIn(text: string): readonly string[] {
  const source = join(folder, 'masked');
  const report = join(folder, 'report.json');
  writeFileSync(source, text);
  const options = ['--no-git', '--source', source, '--report-format', 'json', '--report-path', report];
  const { status, stderr } = spawnSync('gitleaks', ['detect', ...options, '--exit-code', '0']);
  expect(status, String(stderr)).to.equal(0);
  return (JSON.parse(readFileSync(report, 'utf8')) as Report[])
    .filter((report) => !NO_SECRETS.some(({ is }) => is(report)))
    .map(({ RuleID, Secret }) => `${RuleID}: ${Secret}`);
}
