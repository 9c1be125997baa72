import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { ATIF_LEFT_OUT, atif } from '#src/importers/tools/atif/importer.ts';
import { fileSource } from '../../../helpers/corpus-sources.ts';
import { mutatedRecords } from '../../../helpers/mutated-records.ts';
import { projectPath, projectUrl } from '../../../helpers/project-path.ts';
import {
  changesOf,
  eventsOf,
  expectNoneLost,
  expectValidArchive,
  terminalOf,
  updatesOfKind,
} from '../../../helpers/stream-suite.ts';
import { documentRecords, testTool } from '../../../helpers/tool-suite.ts';

testTool({ importer: atif, leftOut: ATIF_LEFT_OUT, corpus: [], records: documentRecords('steps') });

const fixture = (name: string): string =>
  readFileSync(projectUrl(`test/fixtures/importers/atif/${name}`), 'utf8');
const trajectory = (...steps: readonly unknown[]): string =>
  JSON.stringify({ schema_version: 'ATIF-v1.7', agent: { name: 'a', version: '1' }, steps });

/** The format as its description tells it: it has no schema of its own. */
const TRAJECTORY = describedTrajectory();

describe('the fixtures of ATIF', () => {
  for (const name of ['every-field.json', 'subagents/parent.json', 'subagents/outer.json']) {
    it(`${name} is as the format is described`, () => {
      const validate = new Ajv2020({ strict: false }).compile(TRAJECTORY);

      expect(validate(JSON.parse(fixture(name))), JSON.stringify(validate.errors)).to.equal(true);
    });
  }
});

describe('a trajectory', () => {
  it('has a turn for each message of the user, copied ones excepted', async () => {
    const events = await eventsOf(atif, fixture('every-field.json'));

    expect(updatesOfKind(events, '_reprise/turn')).to.have.length(1);
    expect(updatesOfKind(events, 'user_message_chunk')).to.have.length(3);
  });

  it('pairs a result that names no call with the only call of its step', async () => {
    const events = await eventsOf(atif, fixture('every-field.json'));

    const ends = updatesOfKind(events, 'tool_call_update').map(({ toolCallId }) => toolCallId);
    expect(ends).to.deep.equal(['call_1', 'call_2', 'call_3', 'call_4', 'call_5']);
  });

  it('makes changes of edits, and none of one whose result tells of a failure', async () => {
    const events = await eventsOf(atif, fixture('every-field.json'));

    expect(changesOf(events).map(({ path, toolCallId }) => [path, toolCallId])).to.deep.equal([
      ['/app/src/greet.ts', 'call_3'],
      ['/app/NOTES.md', 'call_4'],
    ]);
    expect(JSON.stringify(events)).to.include('and never will be in them');
  });

  it('counts cached tokens once, and puts them onto the first event of a step', async () => {
    const events = await eventsOf(atif, fixture('every-field.json'));

    const usages = events.flatMap((event) =>
      event.type === 'transcript' && event.meta?.usage
        ? [[event.update.sessionUpdate, event.meta.usage]]
        : [],
    );
    expect(usages).to.deep.equal([
      ['agent_thought_chunk', { inputTokens: 500, outputTokens: 100, cacheReadTokens: 1000 }],
      ['tool_call', { inputTokens: 1500, outputTokens: 200 }],
    ]);
  });

  it('runs the commands of shells on a terminal', async () => {
    const events = await eventsOf(atif, fixture('every-field.json'));

    expect(terminalOf(events)).to.equal('$ cat src/greet.ts\r\nexport const greeting = "Hi";\r\n');
  });

  it('puts subagents onto tracks: within the document, below each other, and in files beside it', async () => {
    const events: SessionEvent[] = [];
    const path = projectPath('test/fixtures/importers/atif/subagents/parent.json');
    for await (const event of atif.import(fileSource(path))) events.push(event);

    const tracks = events.flatMap((event) =>
      event.type === 'track' && event.kind === 'transcript'
        ? [[event.id, event.parent, event.spawnedBy]]
        : [],
    );
    expect(tracks).to.have.deep.members([
      ['agent-1', 'main', 'call_1'],
      ['agent-2', 'agent-1', undefined],
      ['agent-3', 'main', 'call_2'],
    ]);
    const all = JSON.stringify(events);
    for (const id of ['inner', 'innermost', 'outer']) {
      expect(all).to.include(`Task of ${id}, as it was given`);
      expect(all).to.include(`found by ${id}, three of them`);
      expect(all.split(`Notes of ${id}, beside its steps`)).to.have.length(2);
    }
  });

  it('reads no file above the folder of the document', async () => {
    const asked: string[] = [];
    const reference = (trajectory_path: string) => ({ subagent_trajectory_ref: [{ trajectory_path }] });
    const bytes = new TextEncoder().encode(
      trajectory({
        source: 'agent',
        message: 'x',
        observation: { results: ['../a.json', '/etc/b.json', 'C:\\c.json', 'd/e.json'].map(reference) },
      }),
    );
    const source = {
      name: 't.json',
      size: bytes.length,
      async *chunks() {
        yield await Promise.resolve(bytes);
      },
      sibling: (path: string) => {
        asked.push(path);
        return Promise.resolve(undefined);
      },
    };
    for await (const event of atif.import(source)) expect(event.type).to.be.a('string');

    expect(asked).to.deep.equal(['d/e.json']);
  });

  it('packs into an archive that validates', async () => {
    await expectValidArchive(atif, fixture('every-field.json'));
    await expectValidArchive(atif, fixture('subagents/parent.json'));
  });

  it('loses no step, whatever is wrong with it', async () => {
    const { steps } = JSON.parse(fixture('every-field.json')) as { steps: readonly unknown[] };
    const { steps: others } = JSON.parse(fixture('subagents/parent.json')) as { steps: readonly unknown[] };
    await expectNoneLost(
      atif,
      mutatedRecords([...steps, ...others]),
      (faulty) => trajectory(...faulty),
      (faulty) => 1 + faulty.length,
    );
  });
});

function describedTrajectory(): object {
  const string = { type: 'string' };
  const object = { type: 'object' };
  const integer = { type: 'integer', minimum: 0 };
  const closed = (properties: object, required: readonly string[] = []) => ({
    type: 'object',
    properties,
    required,
    additionalProperties: false,
  });
  const part = {
    oneOf: [
      closed({ type: { const: 'text' }, text: string }, ['type', 'text']),
      closed(
        {
          type: { const: 'image' },
          source: closed({ media_type: string, path: string }, ['media_type', 'path']),
        },
        ['type', 'source'],
      ),
    ],
  };
  const message = { anyOf: [string, { type: 'array', items: part }] };
  const call = closed({ tool_call_id: string, function_name: string, arguments: object, extra: object }, [
    'tool_call_id',
    'function_name',
    'arguments',
  ]);
  const reference = closed({
    trajectory_id: string,
    trajectory_path: string,
    session_id: string,
    extra: object,
  });
  const result = closed({
    source_call_id: string,
    content: message,
    subagent_trajectory_ref: { type: 'array', items: reference },
    extra: object,
  });
  const numbers = { type: 'array', items: { type: 'number' } };
  const metrics = closed({
    prompt_tokens: integer,
    completion_tokens: integer,
    cached_tokens: integer,
    cost_usd: { type: 'number' },
    prompt_token_ids: numbers,
    completion_token_ids: numbers,
    logprobs: numbers,
    extra: object,
  });
  const step = closed(
    {
      step_id: integer,
      timestamp: string,
      source: { enum: ['system', 'user', 'agent'] },
      model_name: string,
      reasoning_effort: { type: ['string', 'number'] },
      message,
      reasoning_content: string,
      tool_calls: { type: 'array', items: call },
      observation: closed({ results: { type: 'array', items: result } }, ['results']),
      metrics,
      extra: object,
      llm_call_count: integer,
      is_copied_context: { type: 'boolean' },
    },
    ['step_id', 'source', 'message'],
  );
  const agent = closed(
    { name: string, version: string, model_name: string, tool_definitions: { type: 'array' }, extra: object },
    ['name', 'version'],
  );
  return closed(
    {
      schema_version: { enum: [0, 1, 2, 3, 4, 5, 6, 7].map((minor) => `ATIF-v1.${minor}`) },
      session_id: string,
      trajectory_id: string,
      agent,
      steps: { type: 'array', items: step, minItems: 1 },
      notes: string,
      final_metrics: object,
      continued_trajectory_ref: string,
      extra: object,
      subagent_trajectories: { type: 'array', items: { $ref: '#' } },
    },
    ['schema_version', 'agent', 'steps'],
  );
}
