import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { CLAUDE_CODE_LEFT_OUT, claudeCode } from '#src/importers/tools/claude-code/importer.ts';
import { packedRecords } from '../../../helpers/claude-records.ts';
import { sourceOf } from '../../../helpers/import-sources.ts';
import { checkOrder } from '../../../helpers/import-suite.ts';
import { scanRecords, stringsOf } from '../../../helpers/leaf-scanner.ts';
import { projectPath } from '../../../helpers/project-path.ts';

const folder = projectPath('test/fixtures/importers/claude-code/');
const logs = readdirSync(folder)
  .filter((name) => name.endsWith('.jsonl'))
  .map((name) =>
    readFileSync(folder + name, 'utf8')
      .trimEnd()
      .split('\n'),
  );

/** What is done to one value of one record: versions to come will do all of it. */
type Damage = 'remove' | 'number' | 'null' | 'text' | 'object' | 'list';

describe('records of other shapes', () => {
  it('lose no text, whatever field is missing, new or of another type', async () => {
    const change = fc.record({
      log: fc.nat(logs.length - 1),
      line: fc.nat(),
      path: fc.array(fc.nat(), { maxLength: 5 }),
      damage: fc.constantFrom<Damage>('remove', 'number', 'null', 'text', 'object', 'list'),
      addition: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ log, line, path, damage, addition }) => {
        const lines = [...logs[log]!];
        const at = line % lines.length;
        lines[at] = damaged(lines[at]!, { path, damage, addition });
        const text = `${lines.join('\n')}\n`;

        const events: SessionEvent[] = [];
        for await (const event of claudeCode.import(sourceOf(text))) events.push(event);

        checkOrder(events);
        expect(scanRecords(packedRecords(text), textsOf(events), CLAUDE_CODE_LEFT_OUT).missing).to.deep.equal(
          [],
        );
      }),
      { numRuns: 400 },
    );
  });
});

function damaged(
  line: string,
  { path, damage, addition }: { path: number[]; damage: Damage; addition: boolean },
): string {
  const record = JSON.parse(line) as Record<string, unknown>;
  let target: Record<string, unknown> = record;
  for (const step of path) {
    const children = Object.values(target).filter((value) => typeof value === 'object' && value !== null);
    if (children.length === 0) break;
    target = children[step % children.length] as Record<string, unknown>;
  }
  const keys = Object.keys(target);
  if (addition) put(target, 'somethingNew', 'a text under a key that nobody knows yet');
  else if (keys.length > 0) {
    const key = keys[path.reduce((sum, step) => sum + step, 0) % keys.length]!;
    if (damage === 'remove') Reflect.deleteProperty(target, key);
    else if (!ENVELOPE.has(key) || damage === 'null') put(target, key, DAMAGES[damage]);
  }
  return JSON.stringify(record);
}

function put(target: Record<string, unknown>, key: string, value: unknown): void {
  if (Array.isArray(target) && key === 'somethingNew') target.push(value);
  else target[key] = value;
}

/** Fields that are left out: what stands in them instead is left out with them. */
const ENVELOPE = new Set(
  CLAUDE_CODE_LEFT_OUT.flatMap(({ path }) =>
    path
      .replaceAll('.**', '')
      .split(/[~.[\]]+/)
      .slice(-1),
  ),
);

const DAMAGES = {
  number: 42,
  null: null,
  text: 'a text where something else was expected',
  object: { note: 'an object where something else was expected' },
  list: ['a list where something else was expected', 7],
};

function* textsOf(events: readonly SessionEvent[]): Generator<string> {
  yield events
    .flatMap((event) => (event.type === 'terminal' && event.code === 'o' ? [event.data] : []))
    .join('');
  for (const event of events) if (event.type !== 'terminal') yield* stringsOf(event);
}
