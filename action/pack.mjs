/**
 * Packs what `INPUT_PATH` names, and makes of each archive what is uploaded: a text of what happened, and an archive that
 * is masked and no larger than it may be. Nothing here goes through a shell.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { findFiles } from './find-files.mjs';
import { annotate, isOn, main, setOutput, variable } from './runner.mjs';

/** Sessions that one step packs: more is a pattern that means something else. */
const MAX_FILES = 50;
/** Characters of a name that files are called by. */
const MAX_NAME = 80;

await main(() => {
  const { files, left } = wantedFiles();
  const temp = mkdtempSync(join(variable('RUNNER_TEMP'), 'reprise-'));
  const folder = join(temp, 'sessions');
  mkdirSync(folder);
  if (files.length === 0)
    annotate('warning', 'no session was found to pack: no file matches the input "path"');
  if (left > 0)
    annotate('warning', `${left} more files match the input "path": only ${MAX_FILES} are packed`);
  const masking = maskingOptions();
  const names = new Set();
  for (const file of files) {
    const name = uniqueName(file, names);
    const isArchive = /\.reprise(?:\.zip)?$/.test(file);
    const archive = isArchive ? file : join(temp, `${name}.reprise`);
    const failOnSecret = isOn('INPUT_FAIL_ON_SECRET') ? ['--fail-on-secret'] : [];
    if (!isArchive) reprise('pack', ...masking, ...failOnSecret, '-o', archive, '--', file);
    reprise(
      'report',
      ...masking,
      '--max-size',
      process.env.INPUT_MAX_SIZE ?? '25MB',
      '-o',
      join(folder, name),
      '--',
      archive,
    );
  }
  setOutput('count', files.length);
  setOutput('folder', folder);
});

/** The files that the patterns of the input match, each once. */
function wantedFiles() {
  const cwd = variable('GITHUB_WORKSPACE');
  const patterns = variable('INPUT_PATH')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const found = new Set();
  for (const pattern of patterns) {
    const home = pattern.startsWith('~/') ? join(variable('HOME'), pattern.slice(2)) : pattern;
    for (const path of findFiles(home, cwd)) found.add(path);
  }
  const files = [...found].sort();
  return { files: files.slice(0, MAX_FILES), left: Math.max(0, files.length - MAX_FILES) };
}

function maskingOptions() {
  const rules = process.env.INPUT_MASK_RULES ?? '';
  return [
    ...(isOn('INPUT_MASK_PATHS') ? ['--mask-paths'] : []),
    ...(isOn('INPUT_MASK_NAMES') ? ['--mask-names'] : []),
    ...(isOn('INPUT_MASK_EMAILS') ? ['--mask-emails'] : []),
    ...(rules === '' ? [] : [`--mask=${resolve(variable('GITHUB_WORKSPACE'), rules)}`]),
  ];
}

/** A name that is harmless in a path and in a text, and no other file has. */
function uniqueName(file, names) {
  const stem =
    basename(file)
      .replace(/\.[^.]*$/, '')
      .replaceAll(/[^\w-]+/g, '-')
      .slice(0, MAX_NAME) || 'session';
  let name = stem;
  for (let count = 2; names.has(name); count += 1) name = `${stem}-${count}`;
  names.add(name);
  return name;
}

function reprise(...parameters) {
  const version = process.env.INPUT_VERSION ?? '';
  if (!/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
    throw new Error(`the input "version" is a version such as 0.1.0, not ${JSON.stringify(version)}`);
  // What packs needs no token: it gets none, and nothing else that a step is given as an input.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:INPUT_|ACTIONS_|GITHUB_TOKEN$)/.test(name)),
  );
  const { status, error } = spawnSync('npx', ['--yes', `reprise@${version}`, ...parameters], {
    cwd: variable('GITHUB_WORKSPACE'),
    stdio: ['ignore', 'inherit', 'inherit'],
    env,
  });
  if (error) throw new Error(`npx cannot be run: ${error.message}`);
  if (status !== 0)
    throw new Error(`reprise ${parameters[0]} failed with exit code ${status}: see the log above`);
}
