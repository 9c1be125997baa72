/** Sessions of hostile texts and values, written and read again: all of it comes back as it was. */
import fc from 'fast-check';
import { encodeSession, readSession } from '#src/encode/index.ts';
import { ArchiveReader, BytesSink, BytesSource } from '#src/format/index.ts';
import { zlibDeflater } from '#src/node/zlib-deflater.ts';

/** Texts that programs stumble over: halves of characters, what is not printed, what turns the direction, long ones. */
const text = fc.oneof(
  fc.constantFrom(
    '',
    '\u0000',
    '\ud83d',
    '\ude00',
    '\ufeff',
    '\u202e',
    '\u2028',
    '__proto__',
    'constructor',
    '</script>',
    '\u001b[2J',
    '\r\n',
    '{"a":1}',
    '\\u0000',
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom('\ud800', '\udfff', 'a', '\n', '\u0000', 'é', '😀'), maxLength: 30 }),
  fc.integer({ min: 1, max: 40_000 }).map((length) => `\ud83dlong é`.repeat(Math.ceil(length / 7))),
);

const key = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'toString', '', '0', '1', 'a'), text);

/** What JSON can say; a number that it cannot say as it is does not come. */
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false, 0, -1, 1e308, 5e-324, 2 ** 53 - 1, 0.1),
    text,
    fc.integer(),
    tie('list'),
    tie('object'),
  ),
  list: fc.array(tie('any'), { maxLength: 4 }),
  object: fc.array(fc.tuple(key, tie('any')), { maxLength: 4 }).map(objectOf),
})).object;

const event = fc.oneof(
  text.map((said) => ({ sessionUpdate: 'user_message_chunk', content: { type: 'text', text: said } })),
  text.map((said) => ({ sessionUpdate: 'agent_message_chunk', content: { type: 'text', text: said } })),
  text.map((said) => ({ sessionUpdate: 'agent_thought_chunk', content: { type: 'text', text: said } })),
  fc
    .record({ title: text, rawInput: value, rawOutput: value })
    .map((call) => ({ sessionUpdate: 'tool_call', status: 'completed', ...call })),
);

const session = fc.array(fc.tuple(fc.nat({ max: 100_000 }), event), { minLength: 1, maxLength: 30 });

/** An object as `JSON.parse` makes it: `__proto__` is a key like any other. */
function objectOf(entries) {
  return JSON.parse(
    `{${entries.map(([name, member]) => `${JSON.stringify(name)}:${JSON.stringify(member)}`).join(',')}}`,
  );
}

export async function prepare(seed) {
  const sampled = (index) => fc.sample(session, { seed: seed * 1009 + index, numRuns: 1 })[0];
  return {
    // What is saved where it fails: the updates, as JSON.
    inputOf: (index) => ({
      bytes: new TextEncoder().encode(JSON.stringify(sampled(index))),
      what: 'a session',
    }),
    check: async (bytes) => {
      const given = JSON.parse(new TextDecoder().decode(bytes));
      const read = await writeAndRead(given);
      const [before, after] = [given.map(([, update]) => said(update)), read.map(said)];
      for (const [index, wanted] of before.entries())
        if (wanted !== after[index])
          throw new Error(
            `event ${index}: ${wanted.slice(0, 300)} became ${String(after[index]).slice(0, 300)}`,
          );
      if (after.length !== before.length) throw new Error(`${before.length} events became ${after.length}`);
      return 'equal';
    },
  };
}

function said({ sessionUpdate, content, title, rawInput, rawOutput }) {
  return JSON.stringify([sessionUpdate, content?.text, title, rawInput, rawOutput]);
}

async function writeAndRead(given) {
  let time = 0;
  const events = [{ type: 'session' }];
  for (const [index, [pause, update]] of given.entries()) {
    time += pause;
    const ids = update.sessionUpdate === 'tool_call' ? { toolCallId: `call-${index}` } : {};
    events.push({ type: 'transcript', track: 'main', time, update: { ...update, ...ids } });
  }
  const sink = new BytesSink();
  const source = {
    events: async function* () {
      yield* events;
    },
  };
  await encodeSession([source], { deflater: zlibDeflater, sink, generator: { name: 'fuzz', version: '1' } });
  const reader = await ArchiveReader.open(new BytesSource(sink.bytes()));
  const read = [];
  for await (const { type, update } of readSession(reader).events())
    if (type === 'transcript') read.push(update);
  return read;
}
