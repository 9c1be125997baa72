import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { asciicast } from '#src/importers/tools/asciicast/importer.ts';
import { sourceOf } from '../../../helpers/import-sources.ts';

const V2 = ['{"version":2,"width":80,"height":24,"timestamp":1000}', '[0.5,"o","A-1"]', '[2,"o","A-2"]'];
const NEXT = ['{"version":2,"width":100,"height":30,"timestamp":1060}', '[0.5,"o","B-1"]', '[1,"o","B-2"]'];

describe('a recording with another one behind it', () => {
  it('goes on with the second in its own size, at its own times, on a fresh screen', async () => {
    const { shown, codes } = await read([...V2, ...NEXT]);

    expect(shown).to.deep.equal([
      '500 o A-1',
      '2000 o A-2',
      '60000 r 100x30',
      '60000 o \x1bc',
      '60500 o B-1',
      '61000 o B-2',
    ]);
    expect(codes).to.deep.equal(['several-recordings']);
  });

  it('puts the second behind the first where nothing tells when it began', async () => {
    const { shown } = await read([
      '{"version":3,"term":{"cols":80,"rows":24}}',
      '[0.5,"o","A"]',
      '{"version":3,"term":{"cols":90,"rows":20}}',
      '[0.25,"o","B"]',
      '[0.25,"o","C"]',
    ]);

    expect(shown).to.deep.equal(['500 o A', '500 r 90x20', '500 o \x1bc', '750 o B', '1000 o C']);
  });
});

describe('a line of a recording', () => {
  it('may hold several events, and the beginning of one that was torn', async () => {
    const event = '[3,"o","torn"]';
    for (let cut = 1; cut < event.length; cut++) {
      const { shown, codes } = await read([
        ...V2,
        `${event.slice(0, cut)}[4,"o","A-3"]`,
        '[5,"o","A-4"][6,"o","A-5"]',
      ]);

      const torn = 'torn'.slice(0, Math.max(0, cut - '[3,"o","'.length));
      expect(shown.slice(2), `cut at ${cut}`).to.deep.equal([
        ...(torn === '' ? [] : [`3000 o ${torn}`]),
        '4000 o A-3',
        '5000 o A-4',
        '6000 o A-5',
      ]);
      expect(codes).to.include('glued-records');
      expect(codes.includes('torn-event')).to.equal(torn !== '');
    }
  });

  it('shows what was written of the last event, up to half an escape', async () => {
    const { shown, codes } = await read([...V2, '[3,"o","grün \\u001b[1mand\\r\\u00']);

    expect(shown.slice(2)).to.deep.equal(['3000 o grün \x1b[1mand\r']);
    expect(codes).to.deep.equal(['torn-event']);
  });
});

async function read(lines: readonly string[]): Promise<{ shown: string[]; codes: string[] }> {
  const codes: string[] = [];
  const events: SessionEvent[] = [];
  const options = { onDiagnostic: ({ code }: { code: string }) => void codes.push(code) };
  for await (const event of asciicast.import(sourceOf(lines.join('\n')), options)) events.push(event);
  const shown = events.flatMap((event) =>
    event.type === 'terminal' ? [`${event.time} ${event.code} ${event.data}`] : [],
  );
  return { shown, codes };
}
