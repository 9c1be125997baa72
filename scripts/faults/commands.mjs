/** Every command that writes, ready to run on a stage; a new one is added here and meets all faults. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Puts what the commands need on a stage, under `in`. Each row: its parameters, what it writes (an archive that stood
 * there before, or a folder) and its home folder.
 */
export async function writingCommands(stage) {
  stage.clear('in');
  const projects = 'home/.claude/projects/-home-dev-app';
  mkdirSync(stage.path(projects), { recursive: true });
  const log = stage.writeLog('in/session.jsonl');
  stage.writeLog(`${projects}/s1.jsonl`, { word: 'kept' });
  const archive = stage.path('in/session.reprise');
  await stage.mustRun(['pack', log, '-o', archive, '--keep-source', '--no-mask']);
  // The directory is gone: what is left is to be repaired.
  const damaged = stage.path('in/damaged.reprise');
  writeFileSync(damaged, readFileSync(archive).subarray(0, -2000));
  return [
    { name: 'pack', parameters: (out) => ['pack', log, '-o', out, '--force'], writes: 'archive' },
    { name: 'repair', parameters: (out) => ['repair', damaged, '-o', out, '--force'], writes: 'archive' },
    { name: 'unpack', parameters: (out) => ['unpack', archive, '-o', out, '--force'], writes: 'folder' },
    { name: 'keep', parameters: (out) => ['keep', out], writes: 'folder' },
  ];
}
