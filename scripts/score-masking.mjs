/**
 * Prints how well secrets of kinds that no rule was written for are masked, and what was missed:
 * `node scripts/score-masking.mjs [SEED] [COUNT]`, after `npx tsc -b`.
 */
import { scoreUnseen } from '../dist/test/masking/unseen/score.js';

const [seed = '1', count = '300'] = process.argv.slice(2);
const { masked, baited, wrong } = scoreUnseen(Number(seed), Number(count));
const percent = (share) => `${(100 * share).toFixed(1)} %`;
for (const [group, share] of Object.entries(masked)) console.log(`${group.padEnd(12)}${percent(share)}`);
console.log(`${'baits'.padEnd(12)}${percent(baited)} changed`);
for (const line of wrong) console.log(line.replaceAll('\n', '⏎').slice(0, 240));
