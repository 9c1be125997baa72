import { readFileSync } from 'node:fs';
import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { detectImporter } from '#src/importers/index.ts';
import { CURSOR_LEFT_OUT, cursor } from '#src/importers/tools/cursor/importer.ts';
import { corpusFolder, NO_CORPUS } from '../../../helpers/corpus.ts';
import { fileSource } from '../../../helpers/corpus-sources.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import { testTool } from '../../../helpers/tool-suite.ts';

testTool({
  importer: cursor,
  leftOut: CURSOR_LEFT_OUT,
  corpus: [
    'cursor/agent-transcript-a.jsonl',
    'cursor/sanitised/subagent/parent.jsonl',
    'cursor-transcript-2026/small-turn_ended.jsonl',
  ],
});

describe('a transcript of Cursor', () => {
  const fixture = (name: string): string => projectPath(`test/fixtures/importers/cursor/${name}`);

  it('marks every time as approximate and lets none go back', async () => {
    const events = await collect(fixture('edits-and-shell.jsonl'));

    const times = events.flatMap((event) => (event.type === 'transcript' ? [event] : []));
    expect(times.every(({ meta }) => meta?.approximate === true)).to.equal(true);
    expect(new Set(times.map(({ time }) => time)).size).to.be.greaterThan(5);
  });

  it('shows the changes that were asked for', async () => {
    const events = await collect(fixture('edits-and-shell.jsonl'));

    const changes = events.flatMap((event) => (event.type === 'change' ? [`${event.op} ${event.path}`] : []));
    expect(changes).to.deep.equal([
      'modify /home/ada/greeter/src/greet.ts',
      'modify /home/ada/greeter/NOTES.md',
      'delete /home/ada/greeter/old-notes.md',
    ]);
  });

  it('is recognised and read with ends of turns between its messages, and results where it has some', async () => {
    const path = fixture('turn-ended.jsonl');
    const { tool } = detectImporter(new Uint8Array(readFileSync(path)));
    const events = await collect(path);
    const kinds = events.flatMap((event) =>
      event.type === 'transcript' ? [event.update.sessionUpdate] : [],
    );

    expect(tool.id).to.equal('cursor');
    expect(kinds.filter((kind) => kind === '_reprise/turn')).to.have.length(2);
    expect(kinds).to.include.members(['agent_thought_chunk', 'tool_call_update']);
    expect(kinds.at(-1)).to.equal('_reprise/error');
    expect(kinds).to.not.include('_reprise/unknown');
  });

  it('puts a subagent onto a track of its own, beside the call that started it', async () => {
    const events = await collect(fixture('with-subagent/parent.jsonl'));

    const track = events.find((event) => event.type === 'track');
    const call = events.find(
      (event) => event.type === 'transcript' && event.update.sessionUpdate === 'tool_call',
    );
    const id = call?.type === 'transcript' && 'toolCallId' in call.update ? call.update.toolCallId : '';
    expect(track).to.include({ id: 'agent-3f0c', parent: 'main', spawnedBy: id });
    const steps = events.filter((event) => event.type === 'transcript' && event.track === 'agent-3f0c');
    expect(steps.map((event) => ('time' in event ? event.time : 0))[0]).to.be.at.least(
      call && 'time' in call ? call.time : Infinity,
    );
    expect(steps).to.have.length(4);
  });
});

const corpus = corpusFolder();
describe('a real transcript of Cursor', { skip: corpus === undefined ? NO_CORPUS : false }, () => {
  it('has a turn for each query', async () => {
    const events = await collect(`${corpus}/cursor/agent-transcript-a.jsonl`);

    const turns = events.filter(
      (event) => event.type === 'transcript' && event.update.sessionUpdate === '_reprise/turn',
    );
    expect(turns).to.have.length(5);
  });
});

async function collect(path: string): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const event of cursor.import(fileSource(path))) events.push(event);
  return events;
}
