/** Packs the sample sessions of `demo/sessions/` with the built command line. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Archive → the inputs it is packed from. */
const SAMPLES = {
  'refresh-once.reprise': ['refresh-once.jsonl', 'refresh-once.cast'],
  'life-in-vim.reprise': ['life-in-vim.cast'],
};

const cli = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const folder = fileURLToPath(new URL('../demo/sessions/', import.meta.url));

for (const [archive, inputs] of Object.entries(SAMPLES)) {
  const { status } = spawnSync(process.execPath, [cli, 'pack', ...inputs, '-o', archive, '--force'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) process.exit(status ?? 1);
  console.error(`packed demo/sessions/${archive}`);
}
