import { posix, win32 } from 'node:path';
import type { PathRule, PlacedPath } from '../../importers/index.ts';
import type { SearchEnvironment } from './search-environment.ts';

/** Folders that one variable may list. */
const MAX_LISTED = 100;

/** Makes paths as the platform writes them, whatever this computer's is, of those that the table of tools names. */
export class PathResolver {
  readonly #environment: SearchEnvironment;
  readonly #path: typeof posix;

  constructor(environment: SearchEnvironment) {
    this.#environment = environment;
    this.#path = environment.platform === 'win32' ? win32 : posix;
  }

  /** The paths that hold on this computer, absolute: one, or none; where a variable lists folders, one in each. */
  placed({ path, on, unless, each }: PlacedPath): readonly string[] {
    if (on !== undefined && on !== this.#kind) return [];
    if (unless !== undefined && this.#variable(unless) !== undefined) return [];
    if (each === undefined) return [this.resolve(path)];
    const listed = (this.#variable(each) ?? '').split(this.#path.delimiter === ';' ? /[;,]/ : /[:,]/);
    const folders = listed.map((folder) => folder.trim()).filter((folder) => folder !== '');
    return folders.slice(0, MAX_LISTED).map((folder) => this.#path.resolve(this.resolve(folder), path));
  }

  /** The absolute path of a rule. */
  resolve(rule: PathRule): string {
    const [, variable, otherwise, below] = /^\$\{(\w+):-(.*)\}([^}]*)$/.exec(rule) ?? [];
    if (variable === undefined)
      return this.#path.join(rule.replace(/^~(?=\/|$)/, () => this.#environment.home));
    const named = this.#variable(variable);
    const base = named === undefined ? this.resolve(otherwise!) : this.#path.resolve(named);
    return this.#path.join(base, below!);
  }

  /** The file that an environment variable names, in a folder if it is relative; `undefined` where it names none. */
  fileIn(folder: string, variable: string): { readonly folder: string; readonly name: string } | undefined {
    const named = this.#variable(variable);
    if (named === undefined) return undefined;
    const path = this.#path.resolve(folder, named);
    return { folder: this.#path.dirname(path), name: this.#path.basename(path) };
  }

  /** A path in a folder; a path that is absolute itself stays. */
  join(folder: string, path: string): string {
    return this.#path.resolve(folder, path);
  }

  /** The folder that a file lies in. */
  folderOf(path: string): string {
    return this.#path.dirname(path);
  }

  isAbsolute(path: string): boolean {
    return this.#path.isAbsolute(path);
  }

  /** A folder and all that it lies in, as far as the home folder, or the root. */
  upwards(folder: string): readonly string[] {
    const found: string[] = [];
    for (let next = folder; ; next = this.#path.dirname(next)) {
      found.push(next);
      if (next === this.#environment.home || next === this.#path.dirname(next)) return found;
    }
  }

  get #kind(): PlacedPath['on'] {
    const { platform } = this.#environment;
    if (platform === 'darwin') return 'mac';
    return platform === 'win32' ? 'windows' : 'others';
  }

  /** The value of an environment variable; an empty one counts as none. */
  #variable(name: string): string | undefined {
    const value = this.#environment.env[name];
    return value === '' ? undefined : value;
  }
}
