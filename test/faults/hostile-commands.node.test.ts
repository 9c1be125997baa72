import { describe, expect, it } from '#test';
import { run } from '#scripts/trust/hostile-commands.mjs';

describe('every command on hostile inputs', () => {
  it('ends with an archive or a sentence, in little memory', async () => {
    const { figure, failures } = await run({ isShort: true, seed: 1 });

    console.log(figure);
    expect(failures).to.deep.equal([]);
  });
});
