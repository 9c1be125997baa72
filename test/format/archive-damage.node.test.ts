import { describe, expect, it } from '#test';
import { buildArchive, type ArchiveInput } from '../helpers/archive-builder.ts';
import { DamageCheck } from '../helpers/damaged-archive.ts';
import { damagesOf } from '../helpers/damages.ts';
import { manySegments } from '../helpers/many-segments.ts';

const small: ArchiveInput = {
  transcript: [
    {
      time: 0,
      keyframe: {},
      events: [
        { t: 0, id: 'e1', sessionUpdate: 'agent_message_chunk', content: { type: 'text', text: 'hello' } },
      ],
    },
  ],
  terminal: [
    { time: 0, events: [{ t: 5, code: 'o', data: 'a' }] },
    { time: 5, keyframe: { cols: 80, rows: 24, data: 'a' }, events: [{ t: 7, code: 'o', data: 'b' }] },
  ],
  blobs: [[Uint8Array.of(1, 2, 3), 'png']],
  entries: { 'source/log.jsonl': 'a log, as it was\n'.repeat(9) },
  index: { duration: 10 },
};

// `scripts/damage-archives.mjs` tries every bit of any archive.
describe('a damaged archive', () => {
  it('is refused wherever it is cut', async () => {
    const { bytes } = await buildArchive(small);
    const check = await DamageCheck.of(bytes);
    for (const { name, damaged } of damagesOf(bytes, 'cuts')) {
      expect(await check.outcomeOf(damaged), name).to.equal('refused');
    }
  });

  it('never shows something else, whichever bit is flipped', async () => {
    const { bytes } = await buildArchive(small);
    const check = await DamageCheck.of(bytes);
    for (const { name, damaged } of damagesOf(bytes, 'bits', 5)) {
      expect(await check.outcomeOf(damaged), name).to.not.equal('different');
    }
  });

  it('is never called valid when a bit changes what it shows', async () => {
    const { bytes } = await buildArchive(small);
    const check = await DamageCheck.of(bytes);
    const overlooked: string[] = [];
    for (const { name, damaged } of damagesOf(bytes, 'bits', 17)) {
      if (await DamageCheck.isFound(damaged)) continue;
      overlooked.push(name);
      expect(await check.outcomeOf(damaged), name).to.equal('same');
    }
    // Bits before a stored block, and behind the last, which deflate leaves open.
    expect(overlooked.length).to.be.below((bytes.length * 8) / 17 / 200);
  });

  it('never shows something else, whichever sectors are zeroed, swapped or doubled', async () => {
    const { bytes } = await buildArchive(manySegments);
    const check = await DamageCheck.of(bytes);
    for (const { name, damaged } of damagesOf(bytes, 'sectors')) {
      const isChanged = damaged.some((byte, index) => byte !== bytes[index]);
      if (!isChanged) continue;
      expect(await check.outcomeOf(damaged), name).to.be.oneOf(['parts', 'refused']);
      expect(await DamageCheck.isFound(damaged), name).to.equal(true);
    }
  });
});
