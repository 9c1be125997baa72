import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectPath } from '../helpers/project-path.ts';

const root = projectPath('');

/** Characters of a failed program's output that a test shows: minified code fills screens. */
const MAX_OUTPUT = 4000;

/** What a program said, and how it ended. */
export interface Run {
  readonly status: number;
  /** stdout and stderr. */
  readonly output: string;
}

/**
 * The package as a registry would hand it out, installed in a folder outside of the project: it finds there what it
 * depends on by its own word, and what the host of a test needs, and nothing else of what is installed here.
 */
export class PackedPackage {
  /** Folder with `node_modules` in it. */
  readonly folder: string;
  /** Paths of the files in the package, sorted. */
  readonly files: readonly string[];

  private constructor(folder: string, files: readonly string[]) {
    this.folder = folder;
    this.files = files;
  }

  /**
   * Packs the project as it is built and installs it; no network.
   *
   * @param hosts - packages of the project that stand beside it
   */
  static install(hosts: readonly string[]): PackedPackage {
    // Its real path: TypeScript and Vite compare real paths.
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'reprise-package-')));
    const home = join(folder, 'node_modules/reprise');
    mkdirSync(home, { recursive: true });
    execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], {
      cwd: root,
      shell: process.platform === 'win32',
      stdio: ['ignore', 'ignore', 'ignore'],
    });
    const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))!;
    execFileSync('tar', ['-xzf', join(folder, tarball), '-C', home, '--strip-components', '1']);
    rmSync(join(folder, tarball));
    const { dependencies } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
      dependencies: Readonly<Record<string, string>>;
    };
    for (const name of new Set([...Object.keys(dependencies), ...hosts])) {
      const link = join(folder, 'node_modules', name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(root, 'node_modules', name), link, 'junction');
    }
    const files = readdirSync(home, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(home.length + 1)
          .replaceAll('\\', '/'),
      );
    return new PackedPackage(folder, files.sort());
  }

  /** Text of a file of the package. */
  read(path: string): string {
    return readFileSync(join(this.folder, 'node_modules/reprise', path), 'utf8');
  }

  /** Puts a folder or file of the project into the folder. */
  add(path: string, name: string): void {
    cpSync(join(root, path), join(this.folder, name), { recursive: true });
  }

  /** Runs a script with Node in the folder; one of a package by its path in `node_modules`. */
  node(script: string, ...parameters: readonly string[]): Run {
    try {
      const output = execFileSync(process.execPath, [join(this.folder, script), ...parameters], {
        cwd: this.folder,
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], NO_COLOR: '1' },
      });
      return { status: 0, output };
    } catch (error) {
      const { status, stdout, stderr } = error as { status: number | null; stdout: string; stderr: string };
      return { status: status ?? -1, output: (stdout + stderr).slice(-MAX_OUTPUT) };
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
