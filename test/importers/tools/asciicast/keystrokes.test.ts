import { describe, expect, it } from '#test';
import { asciicast } from '#src/importers/tools/asciicast/importer.ts';
import { sourceOf } from '../../../helpers/import-sources.ts';

const RECORDING = [
  '{"version":3,"term":{"cols":80,"rows":24}}',
  '[0.1,"o","password: "]',
  '[0.5,"i","hunter2"]',
  '[0.1,"i","\\r"]',
  '[0.1,"o","\\r\\nwelcome"]',
].join('\n');

describe('keystrokes of a recording', () => {
  it('are left out and counted, unless they are asked for [TRM-6]', async () => {
    const silent = await collect();
    const asked = await collect({ keepInput: true });

    expect(JSON.stringify(silent)).to.not.include('hunter2');
    expect(JSON.stringify(silent.at(-1))).to.include('"count":2');
    expect(JSON.stringify(asked)).to.include('hunter2');
  });
});

async function collect(options = {}): Promise<unknown[]> {
  const events: unknown[] = [];
  for await (const event of asciicast.import(sourceOf(RECORDING), options)) events.push(event);
  return events;
}
