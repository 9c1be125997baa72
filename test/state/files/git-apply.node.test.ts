import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '#test';
import { sessionPatch, toPatchText } from '#src/state/files/patch-text.ts';
import type { SourceChange } from '#src/format/index.ts';
import { ChangeRecorder, FileHistory } from '#src/state/files/index.ts';
import type { SquashedFile } from '#src/state/files/index.ts';

const hasGit = spawnSync('git', ['--version']).status === 0;

type Files = Readonly<Record<string, string>>;
type Step = Omit<SourceChange, 'type' | 'time' | 'sourceId'>;

const LINES = Array.from({ length: 30 }, (_, index) => `line ${index}\n`).join('');
const BEFORE: Files = {
  'src/a.ts': LINES,
  'src/with a space.ts': 'one\ntwo\n',
  'docs/ü "x".md': 'Überschrift\n',
  'gone.txt': 'bye\n',
  'old name.txt': LINES,
  'crlf.txt': 'one\r\ntwo\r\n',
  'unclosed.txt': 'no end',
};

/** What a session does to these files. */
const STEPS: readonly Step[] = [
  ...Object.entries(BEFORE).map(([path, after]): Step => ({ op: 'observe', path, after })),
  { op: 'modify', path: 'src/a.ts', after: LINES.replace('line 3\n', 'LINE 3\n').replace('line 25\n', '') },
  { op: 'modify', path: 'src/with a space.ts', after: 'one\n2\n' },
  { op: 'modify', path: 'docs/ü "x".md', after: 'Überschrift\n\nText\n' },
  { op: 'create', path: 'new/file.ts', after: 'export {};\n' },
  { op: 'create', path: 'new/empty.txt', after: '' },
  { op: 'delete', path: 'gone.txt', before: 'bye\n' },
  { op: 'rename', path: 'new name.txt', from: 'old name.txt', before: LINES, after: `${LINES}end\n` },
  { op: 'modify', path: 'crlf.txt', after: 'one\r\n2\r\n' },
  { op: 'modify', path: 'unclosed.txt', after: 'still no end' },
];

const AFTER: Files = {
  'src/a.ts': LINES.replace('line 3\n', 'LINE 3\n').replace('line 25\n', ''),
  'src/with a space.ts': 'one\n2\n',
  'docs/ü "x".md': 'Überschrift\n\nText\n',
  'new/file.ts': 'export {};\n',
  'new/empty.txt': '',
  'new name.txt': `${LINES}end\n`,
  'crlf.txt': 'one\r\n2\r\n',
  'unclosed.txt': 'still no end',
};

async function squash(steps: readonly Step[]): Promise<readonly SquashedFile[]> {
  const recorder = new ChangeRecorder({ storeText: () => 'blobs/none.txt' });
  const events = steps.flatMap((step, index) =>
    recorder
      .record({ type: 'change', time: index, sourceId: `s${index}`, ...step })
      .map((event, part) => ({ t: index, id: `c${index}.${part}`, ...event })),
  );
  const history = new FileHistory({
    times: [0],
    blob: () => Promise.reject(new Error('no blobs here')),
    segment: async (index) => ({ kind: 'changes', index, time: 0, keyframe: undefined, events }),
  });
  return history.squashAt(Infinity);
}

describe('a copied patch', { skip: !hasGit && 'there is no git here' }, () => {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-patch-'));
    for (const [path, text] of Object.entries(BEFORE)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const apply = (patch: string): void => {
    // No repository, no settings of whoever runs this.
    const env = {
      ...process.env,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_DIR: '/dev/null',
    };
    execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: folder, input: patch, env });
  };
  const files = (): Files =>
    Object.fromEntries(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
    );

  it('makes of the files before the session those after it', async () => {
    const { patch, left } = sessionPatch(await squash(STEPS));

    apply(patch);

    expect(left).to.equal(0);
    expect(files()).to.deep.equal(AFTER);
  });

  it('can be of each file alone', async () => {
    for (const file of await squash(STEPS)) apply(toPatchText(file, file.patch));

    expect(files()).to.deep.equal(AFTER);
  });

  it('leaves out what cannot be applied, and counts it', async () => {
    const steps: readonly Step[] = [
      ...STEPS,
      { op: 'modify', path: '/etc/hosts', before: 'a\n', after: 'b\n' },
      { op: 'delete', path: 'never-seen.txt' },
      {
        op: 'modify',
        path: 'unknown.ts',
        hunks: [{ oldStart: 3, oldLines: 1, newStart: 3, newLines: 1, lines: ['-a', '+b'] }],
      },
    ];
    const { patch, left } = sessionPatch(await squash(steps));

    apply(patch);

    expect(left).to.equal(3);
    expect(files()).to.deep.equal(AFTER);
  });
});
