import { describe, expect, it } from '#test';
import { readMessage } from '#src/importers/chat-messages/chat-message.ts';
import { chatUsageOf } from '#src/importers/chat-messages/chat-usage.ts';
import { partsOf, wordsOf } from '#src/importers/chat-messages/content-parts.ts';
import { splitInjected } from '#src/importers/chat-messages/injected-parts.ts';
import { numberedLines } from '#src/importers/chat-messages/read-lines.ts';

describe('a message of a chat', () => {
  it('has its calls, whether their arguments are JSON in a text or an object', () => {
    const { calls } = readMessage({
      role: 'assistant',
      content: null,
      tool_calls: [
        { id: 'a', type: 'function', function: { name: 'run', arguments: '{"command":"ls"}' } },
        { id: 'b', name: 'run', arguments: { command: 'pwd' } },
        { function: { name: 'run', arguments: '{"command":' } },
        'no call',
      ],
    });

    expect(calls).to.deep.equal([
      { id: 'a', name: 'run', args: { command: 'ls' } },
      { id: 'b', name: 'run', args: { command: 'pwd' } },
      { id: undefined, name: 'run', args: '{"command":' },
    ]);
  });

  it('tells a thought once that stands in several fields', () => {
    const message = readMessage({
      role: 'assistant',
      content: 'Yes.',
      reasoning: 'Hm.',
      reasoning_content: 'Hm.',
      reasoning_details: [{ type: 'reasoning.text', text: 'Hm.' }, { summary: 'More.' }],
    });

    expect(message.thoughts).to.deep.equal(['Hm.', 'More.']);
  });

  it('comes through values of any type', () => {
    for (const value of [null, 1, 'x', [], {}, [[null]], [{ text: 1 }]]) {
      const fields = ['role', 'content', 'tool_calls', 'reasoning', 'tool_call_id'];
      expect(() => readMessage(Object.fromEntries(fields.map((field) => [field, value])))).to.not.throw();
    }
  });
});

describe('parts of a content', () => {
  it('are texts, pictures of either interface, thoughts, and what is not known', () => {
    const parts = partsOf([
      'a',
      { type: 'input_text', text: 'b' },
      { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'BBBB' } },
      { type: 'image', url: 'https://example.org/c.png' },
      { type: 'thinking', thinking: 'd' },
      { type: 'never_seen', value: 1 },
      '',
    ]);

    expect(wordsOf(parts)).to.equal('a\nb');
    expect(parts.map(({ kind }) => kind)).to.deep.equal([
      'text',
      'text',
      'media',
      'media',
      'media',
      'thought',
      'other',
    ]);
  });
});

describe('what programs put into a text of the user', () => {
  it('is taken out, and a part without an end is not', () => {
    const { words, injected } = splitInjected(
      '<system-reminder>\nBe brief.\n</system-reminder>\n\nDo it <system-reminder> now',
      ['system-reminder'],
    );

    expect(words).to.equal('Do it <system-reminder> now');
    expect(injected).to.deep.equal([
      { name: 'system-reminder', words: '<system-reminder>\nBe brief.\n</system-reminder>' },
    ]);
  });
});

describe('lines of a file behind their numbers', () => {
  it('are read where all of them are numbered in order, and only there', () => {
    expect(numberedLines('a.ts', '     7→one\n     8→two\n')).to.include({ text: 'one\ntwo', startLine: 7 });
    expect(numberedLines('a.ts', '1|one\n2|two')).to.include({ text: 'one\ntwo', startLine: 1 });
    for (const words of ['7→one\n9→two', '7→one\nnote', 'one', '']) {
      expect(numberedLines('a.ts', words)).to.equal(undefined);
    }
  });
});

describe('tokens of an answer', () => {
  it('are those of the prompt without what was cached, and none where all is 0', () => {
    expect(
      chatUsageOf({
        prompt_tokens: 1400,
        completion_tokens: 80,
        prompt_tokens_details: { cached_tokens: 1000 },
      }),
    ).to.deep.equal({ inputTokens: 400, outputTokens: 80, cacheReadTokens: 1000 });
    expect(chatUsageOf({ prompt_tokens: 0, completion_tokens: 0 })).to.equal(undefined);
  });
});
