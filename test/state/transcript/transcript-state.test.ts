import { describe, expect, it } from '#test';
import type { TranscriptEvent } from '#src/format/index.ts';
import { TranscriptState } from '#src/state/index.ts';
import type { ToolItem, TranscriptItem } from '#src/state/index.ts';

const text = (value: string) => ({ type: 'text', text: value }) as const;

let nextId = 0;
function event(t: number, update: object): TranscriptEvent {
  nextId += 1;
  return { t, id: `e${nextId}`, ...update } as TranscriptEvent;
}

const say = (t: number, value: string, messageId?: string) =>
  event(t, {
    sessionUpdate: 'agent_message_chunk',
    content: text(value),
    ...(messageId !== undefined && { messageId }),
  });

const call = (t: number, toolCallId: string, more: object = {}) =>
  event(t, { sessionUpdate: 'tool_call', toolCallId, title: `run ${toolCallId}`, kind: 'execute', ...more });

const update = (t: number, toolCallId: string, more: object = {}) =>
  event(t, { sessionUpdate: 'tool_call_update', toolCallId, ...more });

function play(...events: TranscriptEvent[]): TranscriptState {
  const state = new TranscriptState();
  for (const each of events) state.apply(each);
  return state;
}

describe('TranscriptState.items', () => {
  it('makes chunks of one message one item and keeps its blocks apart', () => {
    const state = play(say(1, 'First.', 'm1'), say(5, 'Second.', 'm1'), say(6, 'Other', 'm2'));

    expect(state.items.map((item) => item.type)).to.deep.equal(['message', 'message']);
    expect(state.items[0]).to.deep.include({ time: 1, end: 5, content: [text('First.'), text('Second.')] });
  });

  it('joins the pieces of a stream without message ids', () => {
    const state = play(say(1, 'Hel'), say(2, 'lo'));

    expect(state.items).to.have.length(1);
    expect(state.items[0]).to.deep.include({ content: [text('Hello')] });
  });

  it('takes what a person sends at one time as one prompt of several blocks', () => {
    const prompt = (t: number, value: string) =>
      event(t, { sessionUpdate: 'user_message_chunk', content: text(value) });
    const state = play(prompt(1, 'See'), prompt(1, 'this'), prompt(2, 'Now that'));

    expect(state.items.map((item) => (item as { content: unknown }).content)).to.deep.equal([
      [text('See'), text('this')],
      [text('Now that')],
    ]);
  });

  it('begins a new item when something came between two chunks of a message', () => {
    const state = play(say(1, 'a', 'm1'), call(2, 'c1'), say(3, 'b', 'm1'));

    expect(state.items.map((item) => item.type)).to.deep.equal(['message', 'tool', 'message']);
  });

  it('goes on with a message while an earlier call is updated', () => {
    const state = play(call(1, 'c1'), say(2, 'a', 'm1'), update(3, 'c1'), say(4, 'b', 'm1'));

    expect(state.items.map((item) => item.type)).to.deep.equal(['tool', 'message']);
  });

  it('gives a prompt the id and time of its turn', () => {
    const turn = event(10, { sessionUpdate: '_reprise/turn' });
    const prompt = event(11, {
      sessionUpdate: 'user_message_chunk',
      content: text('do it'),
      _meta: { reprise: { origin: 'human' } },
    });
    const state = play(turn, prompt);

    expect(state.items[0]).to.deep.include({
      type: 'prompt',
      id: turn.id,
      time: 10,
      end: 11,
      turn: 1,
      origin: 'human',
    });
  });

  it('does not let a new turn continue what was said before it', () => {
    const turn = () => event(1, { sessionUpdate: '_reprise/turn' });
    const prompt = () => event(1, { sessionUpdate: 'user_message_chunk', content: text('p') });
    const state = play(
      turn(),
      prompt(),
      turn(),
      prompt(),
      turn(),
      say(1, 'a', 'm'),
      turn(),
      say(1, 'b', 'm'),
    );

    expect(state.items.map((item) => item.type)).to.deep.equal(['prompt', 'prompt', 'message', 'message']);
    expect(state.items.slice(0, 2).map((item) => (item as { turn: number }).turn)).to.deep.equal([1, 2]);
  });

  it('merges a call and its updates into one item at the place of the call', () => {
    const state = play(
      call(1, 'c1', { _meta: { reprise: { toolName: 'Bash' } }, rawInput: { timeout: 5 } }),
      say(2, 'meanwhile', 'm1'),
      update(9, 'c1', {
        status: 'failed',
        content: [{ type: 'content', content: text('exit 1') }],
        _meta: { reprise: { reason: 'interrupted', duration: 7900 } },
      }),
    );

    expect(state.items[0]).to.deep.include({
      type: 'tool',
      title: 'run c1',
      kind: 'execute',
      toolName: 'Bash',
      status: 'failed',
      reason: 'interrupted',
      duration: 7900,
      time: 1,
      end: 9,
      rawInput: { timeout: 5 },
    });
    expect((state.items[0] as ToolItem).content).to.have.length(1);
    expect(state.current).to.equal(state.items[0]?.id);
  });

  it('tells of each item what it used, and of the item before it what is counted behind it', () => {
    const used = { outputTokens: 7 };
    const state = play(
      event(1, { ...say(1, 'text', 'm1'), _meta: { reprise: { usage: { inputTokens: 1 } } } }),
      call(2, 'c1'),
      event(3, { sessionUpdate: 'usage_update', used: 5, _meta: { reprise: { usage: used } } }),
      event(4, { sessionUpdate: 'usage_update', used: 6, cost: { amount: 0.5, currency: 'USD' } }),
      event(5, { sessionUpdate: 'usage_update', used: 8, _meta: { reprise: { usage: used } } }),
    );

    expect(state.items.map(({ usage, cost }) => ({ usage, cost }))).to.deep.equal([
      { usage: { inputTokens: 1 }, cost: undefined },
      { usage: { outputTokens: 14 }, cost: { amount: 0.5, currency: 'USD' } },
    ]);
  });

  it('keeps the identity of items that did not change, and of the array when none did', () => {
    const state = play(call(1, 'c1'), say(2, 'text', 'm1'));
    const before = state.items;
    expect(state.items).to.equal(before);

    state.apply(event(3, { sessionUpdate: 'usage_update', used: 5 }));
    expect(state.items).to.equal(before);

    state.apply(update(4, 'c1', { status: 'completed' }));
    expect(state.items).not.to.equal(before);
    expect(state.items[0]).not.to.equal(before[0]);
    expect(state.items[1]).to.equal(before[1]);
  });

  it('freezes what it gives out', () => {
    const state = play(say(1, 'a', 'm1'), call(2, 'c1'));

    expect(state.items).to.be.frozen;
    for (const item of state.items) expect(item).to.be.frozen;
  });

  it('ties a subagent to the call that started it', () => {
    const link = (toolCallId?: string) =>
      event(5, {
        sessionUpdate: '_reprise/subagent',
        track: 'a1',
        title: 'Explore',
        ...(toolCallId !== undefined && { toolCallId }),
      });

    expect(play(call(1, 'c1'), link('c1')).items[0]).to.deep.include({ type: 'tool', subagent: 'a1' });
    expect(play(link()).items[0]).to.deep.include({ type: 'subagent', track: 'a1', title: 'Explore' });
    expect(play(link('nobody')).items[0]).to.deep.include({ type: 'subagent', track: 'a1' });
  });

  it('shows a mode only when it changes', () => {
    const mode = (t: number, id: string) =>
      event(t, { sessionUpdate: 'current_mode_update', currentModeId: id });
    const state = play(mode(1, 'plan'), mode(2, 'plan'), mode(3, 'code'));

    expect(state.items.map((item) => (item as { text: string }).text)).to.deep.equal(['plan', 'code']);
    expect(state.mode).to.equal('code');
  });

  it('replaces a plan that follows a plan, and shows it anew after something else', () => {
    const plan = (t: number, content: string) =>
      event(t, { sessionUpdate: 'plan', entries: [{ content, status: 'pending' }] });
    const state = play(plan(1, 'a'), plan(2, 'b'), say(3, 'x', 'm'), plan(4, 'c'));

    expect(state.items.map((item) => item.type)).to.deep.equal(['plan', 'message', 'plan']);
    expect(state.items[0]).to.deep.include({ entries: [{ content: 'b', status: 'pending' }] });
    expect(state.plan?.[0]?.content).to.equal('c');
  });

  it('keeps the plan of an abandoned branch beside that of another', () => {
    const plan = (t: number, content: string, branch?: string) =>
      event(t, {
        sessionUpdate: 'plan',
        entries: [{ content, status: 'pending' }],
        ...(branch !== undefined && { _meta: { reprise: { branch } } }),
      });
    const state = play(plan(1, 'a', 'b1'), plan(2, 'b', 'b1'), plan(3, 'c', 'b2'), plan(4, 'd'));

    expect(
      state.items.map((item) => (item.type === 'plan' ? [item.branch, item.entries[0]?.content] : item)),
    ).to.deep.equal([
      ['b1', 'b'],
      ['b2', 'c'],
      [undefined, 'd'],
    ]);
  });

  it('keeps notices with what they say, and abandoned branches apart', () => {
    const branch = { _meta: { reprise: { branch: 'b1' } } };
    const state = play(
      event(1, { sessionUpdate: '_reprise/commit', text: 'fix', data: { hash: 'abc' } }),
      say(2, 'a', 'm1'),
      event(3, { sessionUpdate: 'agent_message_chunk', messageId: 'm1', content: text('b'), ...branch }),
    );

    expect(state.items[0]).to.deep.include({
      type: 'notice',
      notice: 'commit',
      text: 'fix',
      data: { hash: 'abc' },
    });
    expect(state.items[2]).to.deep.include({ type: 'message', branch: 'b1' });
  });

  it('shows an empty thought as one without content', () => {
    const state = play(event(1, { sessionUpdate: 'agent_thought_chunk', messageId: 'm', content: text('') }));

    expect(state.items[0]).to.deep.include({ type: 'thought', content: [] });
  });

  it('keeps events of kinds it does not know', () => {
    const state = play(event(1, { sessionUpdate: '_reprise/future', secret: 42 }));

    expect(state.items[0]).to.deep.include({ type: 'unknown', recordType: '_reprise/future' });
    expect(JSON.stringify(state.items[0])).to.contain('42');
  });
});

describe('TranscriptState.restore', () => {
  it('knows calls that began in an earlier segment', () => {
    const before = play(call(1, 'c1'), call(2, 'c2'), update(3, 'c2', { status: 'completed' }));
    const state = new TranscriptState();
    state.restore(before.snapshot());
    state.apply(update(9, 'c1', { status: 'completed' }));

    expect(state.items).to.have.length(1);
    const [item] = before.items as [TranscriptItem];
    expect(state.items[0]).to.deep.include({
      id: item.id,
      time: 1,
      end: 9,
      title: 'run c1',
      kind: 'execute',
      status: 'completed',
    });
    expect(state.snapshot().openToolCalls).to.equal(undefined);
  });

  it('makes an item of an update whose call nobody knows', () => {
    const state = new TranscriptState();
    state.restore(undefined);
    state.apply(update(9, 'c1', { status: 'completed' }));

    expect(state.items[0]).to.deep.include({ type: 'tool', toolCallId: 'c1', kind: 'other', time: 9 });
  });

  it('carries plan, mode, model, title, context use and the number of turns', () => {
    const state = play(
      event(1, { sessionUpdate: '_reprise/turn' }),
      event(2, { sessionUpdate: 'current_mode_update', currentModeId: 'plan' }),
      event(3, { sessionUpdate: 'session_info_update', title: 'T' }),
      event(4, { sessionUpdate: 'usage_update', used: 7, size: 100 }),
      event(5, { sessionUpdate: 'plan', entries: [{ content: 'a', status: 'completed' }] }),
      event(6, {
        sessionUpdate: 'agent_message_chunk',
        content: text('x'),
        _meta: { reprise: { model: 'opus' } },
      }),
    );
    const other = new TranscriptState();
    other.restore(state.snapshot());

    expect(other.equals(state)).to.equal(true);
    expect([other.mode, other.title, other.model, other.turns]).to.deep.equal(['plan', 'T', 'opus', 1]);
    expect(other.usage).to.deep.equal({ used: 7, size: 100 });
    expect(other.items).to.deep.equal([]);
    expect(other.current).to.equal(undefined);
  });

  it('remembers a bounded number of open calls, the newest', () => {
    const state = new TranscriptState();
    for (let index = 0; index < 300; index += 1) state.apply(call(index, `c${index}`));

    const open = state.snapshot().openToolCalls ?? [];
    expect(open).to.have.length(256);
    expect(open.at(-1)?.toolCallId).to.equal('c299');
  });
});
