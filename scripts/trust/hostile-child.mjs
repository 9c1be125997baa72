/**
 * Runs many command lines in one process in which nobody can change what all objects have in common, and tells of each how it
 * ended: `node hostile-child.mjs COMMAND-LINES TOLD`, the first a JSON list of lists. What is told last before a crash was not ended by it.
 */
import { appendFileSync, readFileSync } from 'node:fs';

const [commandLines, told] = process.argv.slice(2);
const { run } = await import('../../dist/cli/run.js');
Object.freeze(Object.prototype);
let words = '';
process.stderr.write = (text) => ((words += text), true);
process.stdout.write = () => true;
const tell = (result) => appendFileSync(told, `${JSON.stringify(result)}\n`);
for (const [index, parameters] of JSON.parse(readFileSync(commandLines, 'utf8')).entries()) {
  words = '';
  const before = process.cpuUsage();
  const code = await run(parameters).catch((error) => `threw ${error}`);
  const { user, system } = process.cpuUsage(before);
  const memory = process.resourceUsage().maxRSS / 1024;
  const isPolluted = ['polluted', 'isAdmin'].some((name) => name in {});
  tell({ index, code, words: words.slice(-2000), seconds: (user + system) / 1e6, memory, isPolluted });
}
