/**
 * Damages an archive in every way of a kind and says what came of it. Ends with 1 when any of them was shown as if it
 * were the session, or when `validate` overlooked what changes it. Needs a build.
 *
 *     node scripts/damage-archives.mjs FILE [bits|cuts|sectors] [STRIDE]
 *
 * `bits` flips each single bit, `cuts` cuts the file at each byte, `sectors` zeroes, swaps and doubles each 512 bytes.
 * A STRIDE of 7 tries every seventh only.
 */
import { readFileSync } from 'node:fs';
import { DamageCheck } from '../dist/test/helpers/damaged-archive.js';
import { damagesOf } from '../dist/test/helpers/damages.js';

const [file, kind, stride = '1'] = process.argv.slice(2);
if (file === undefined) throw new Error('name an archive');
const bytes = new Uint8Array(readFileSync(file));
const check = await DamageCheck.of(bytes);
const kinds = kind === undefined ? ['bits', 'cuts', 'sectors'] : [kind];
for (const each of kinds) {
  const counts = { same: 0, parts: 0, refused: 0, different: 0, overlooked: 0 };
  for (const { name, damaged } of damagesOf(bytes, each, Number(stride))) {
    const outcome = await check.outcomeOf(damaged);
    counts[outcome] += 1;
    if (outcome === 'different') console.log(`${name}: shows something else`);
    if (await DamageCheck.isFound(damaged)) continue;
    counts.overlooked += 1;
    if (process.env.VERBOSE) console.log(`${name}: validate finds nothing (${outcome})`);
    if (outcome !== 'same') process.exitCode = 1;
  }
  if (counts.different > 0) process.exitCode = 1;
  console.log(each, JSON.stringify(counts));
}
