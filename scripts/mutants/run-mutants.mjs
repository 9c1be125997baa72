/**
 * Puts faults into the program, one at a time, and runs the tests that must notice: `npm run mutants [PART_OF_FAULT…]`.
 * Ends with 1 when a fault went unnoticed. Works on copies of the compiled program; the sources stay as they are.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { compiledTest, compileTests, root, testSources } from '../test-files.mjs';
import { applyMutant } from './apply-mutant.mjs';
import { MUTANTS } from './mutants.mjs';

/** A test that hangs has noticed. */
const TIMEOUT = 180_000;

/** As the layers are compiled (tsconfig.base.json), file by file. */
const COMPILER_OPTIONS = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  rewriteRelativeImportExtensions: true,
  experimentalDecorators: true,
  useDefineForClassFields: false,
};

const wanted = process.argv.slice(2);
const chosen = MUTANTS.filter(
  ({ fault }) => wanted.length === 0 || wanted.some((part) => fault.includes(part)),
);
compileTests();
const folders = Array.from({ length: Math.min(availableParallelism(), chosen.length) }, copyOfProject);
try {
  await expectSound(folders[0]);
  const survivors = await runAll();
  console.log(`\n${chosen.length - survivors.length} of ${chosen.length} faults were noticed`);
  for (const fault of survivors) console.log(`not noticed: ${fault}`);
  process.exitCode = survivors.length > 0 ? 1 : 0;
} finally {
  for (const folder of folders) rmSync(folder, { recursive: true });
}

/** Without a fault all tests pass: else they would notice anything. */
async function expectSound(folder) {
  if (await passes(folder, [...new Set(chosen.flatMap(({ tests }) => tests))])) return;
  console.error('the tests fail without any fault: npm run test:node says which');
  process.exit(2);
}

async function runAll() {
  const waiting = [...chosen];
  const survivors = [];
  await Promise.all(
    folders.map(async (folder) => {
      for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
        const survived = await survives(folder, mutant);
        console.log(`${survived ? 'NOT NOTICED' : 'noticed'}: ${mutant.fault}`);
        if (survived) survivors.push(mutant.fault);
      }
    }),
  );
  return survivors;
}

async function survives(folder, mutant) {
  const { path, mutated } = applyMutant(mutant);
  const compiled = join(folder, path.replace(/^src\//, 'dist/').replace(/\.ts$/, '.js'));
  const sound = readFileSync(compiled);
  const { outputText } = ts.transpileModule(mutated, { fileName: path, compilerOptions: COMPILER_OPTIONS });
  writeFileSync(compiled, outputText);
  try {
    return await passes(folder, mutant.tests);
  } finally {
    writeFileSync(compiled, sound);
  }
}

function passes(folder, tests) {
  const files = testSources('.browser.test.ts', tests).map((source) => join(folder, compiledTest(source)));
  const child = spawn(process.execPath, ['--test', '--test-concurrency=1', ...files], {
    cwd: folder,
    stdio: 'ignore',
    timeout: TIMEOUT,
    killSignal: 'SIGKILL',
  });
  return new Promise((resolve) => child.on('close', (code) => resolve(code === 0)));
}

/** The project as its tests see it: the compiled program copied, all else linked. */
function copyOfProject() {
  const folder = mkdtempSync(join(tmpdir(), 'reprise-mutants-'));
  for (const name of readdirSync(root)) if (name !== 'dist') symlinkSync(root + name, join(folder, name));
  cpSync(`${root}dist`, join(folder, 'dist'), {
    recursive: true,
    filter: (path) => !/\.(?:map|d\.ts|tsbuildinfo)$/.test(path),
  });
  return folder;
}
