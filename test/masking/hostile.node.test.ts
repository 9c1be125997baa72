import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, expect, it } from '#test';
import { Masker } from '#src/masking/index.ts';
import { redact, redactEvents } from '#scripts/masking-adapter.mjs';
import { hostileFolder } from '../helpers/corpus.ts';

interface Positive {
  readonly id: string;
  readonly kind: string;
  readonly secret: string;
  readonly line: string;
  readonly severity: string;
}

interface Carrier {
  readonly id: string;
  readonly secret: string;
  readonly carrier: string;
  readonly events: readonly string[];
  readonly tier: string;
}

const folder = hostileFolder();
const generator = folder === undefined ? undefined : join(folder, 'gen/secrets_gen.py');
const made = mkdtempSync(join(tmpdir(), 'masking-'));
after(() => rmSync(made, { recursive: true }));
const isMade =
  generator !== undefined && existsSync(generator) && spawnSync('python3', [generator, made]).status === 0;
const skip = isMade
  ? false
  : 'no generator of secrets: set REPRISE_HOSTILE, and have python3, to run this test';

describe('secrets of known kinds', () => {
  it('are masked, all that are severe, and masking again changes nothing', { skip }, () => {
    const missed: string[] = [];
    for (const { id, kind, secret, line, severity } of read<Positive>('positives.ndjson')) {
      const masked = redact(line);
      if (severity === 'high' || severity === 'medium') {
        if (line.includes(secret) ? masked.includes(secret) : masked === line) missed.push(`${id} ${kind}`);
      }
      expect(redact(masked), id).to.equal(masked);
    }

    expect(missed).to.deep.equal([]);
  });

  it('are masked however a session carries them', { skip }, () => {
    const tiers = new Map<string, { hit: number; all: number }>();
    for (const { secret, carrier, events, tier } of read<Carrier>('carriers.ndjson')) {
      const key = carrier.startsWith('truncated') ? secret.slice(0, Math.floor(secret.length * 0.6)) : secret;
      if (!readAs(carrier, events.join('')).includes(key)) continue;
      const shown = redactEvents(events).join('');
      const count = tiers.get(tier) ?? { hit: 0, all: 0 };
      count.all++;
      if (![shown, readAs(carrier, shown), withoutEscapes(shown)].some((text) => text.includes(key)))
        count.hit++;
      tiers.set(tier, count);
    }

    const must = tiers.get('must')!;
    const should = tiers.get('should')!;
    expect(must.hit / must.all).to.be.at.least(0.98);
    expect(should.hit / should.all).to.be.at.least(0.85);
  });

  it('are told from what only looks like them', { skip }, () => {
    const changed = read<{ id: string; text: string }>('false-positives.ndjson').filter(
      ({ text }) => new Masker().mask(text) !== text,
    );

    expect(changed.map(({ id, text }) => `${id} ${text}`)).to.have.length.at.most(3);
  });
});

function read<T>(name: string): T[] {
  return readFileSync(join(made, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

function withoutEscapes(text: string): string {
  return text.replace(/\x1b\][^\x07]*\x07|\x1b\[[0-9;]*[A-Za-z]|[\u200b\r\n]|.\x08 \x08/gs, '');
}

/** What a reader of a carrier gets to see. */
function readAs(carrier: string, text: string): string {
  if (carrier === 'percent-encoded')
    return text.replace(/%([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  if (carrier.startsWith('\\u'))
    return text.replace(/\\u([0-9a-f]{4})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  if (carrier.startsWith('base64'))
    return text.replace(/[A-Za-z0-9+/=]{16,}/g, (run) => Buffer.from(run, 'base64').toString('latin1'));
  if (carrier.startsWith('hex'))
    return text.replace(/[0-9a-f]{16,}/g, (run) => Buffer.from(run, 'hex').toString('latin1'));
  if (carrier.startsWith('split by JS')) return text.replace(/["']\s*\+\s*["']/g, '');
  if (carrier.startsWith('reversed')) return Array.from(text).reverse().join('');
  return withoutEscapes(text);
}
