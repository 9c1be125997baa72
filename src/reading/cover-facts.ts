import type { Ending, Manifest, Mark } from '../format/index.ts';
import type { Timeline } from './timeline.ts';

/** What came of a session, as far as its archive knows: what it does not know is absent. */
export interface CoverFacts {
  readonly files?: {
    readonly count: number;
    readonly additions: number;
    readonly deletions: number;
    readonly changes: number;
  };
  readonly commits?: { readonly count: number; readonly last: Mark };
  readonly tests?: { readonly runs: number; readonly last: Mark };
  readonly ending?: Ending;
  /** Things that failed on the way. */
  readonly errors: number;
}

/** What came of a session, from manifest and index alone. Archives of before know of no commits and no tests. */
export function coverFacts({ stats }: Manifest, { markers, exact, ending }: Timeline): CoverFacts {
  const marks = (kind: Mark['kind']): Mark[] => markers.filter((mark): mark is Mark => mark.kind === kind);
  const commits = marks('commit');
  const tests = marks('test');
  const [lastCommit, lastTest] = [commits.at(-1), tests.at(-1)];
  const { files = 0, additions = 0, deletions = 0, changes = 0 } = stats ?? {};
  return {
    ...(files > 0 && { files: { count: files, additions, deletions, changes } }),
    ...(lastCommit && { commits: { count: commits.length, last: lastCommit } }),
    ...(lastTest && { tests: { runs: tests.length, last: lastTest } }),
    ...(ending && { ending }),
    // The sum of an archive counts everything that failed; its marks leave out what is no error to people.
    errors: exact ? marks('error').length : (stats?.errors ?? 0),
  };
}
