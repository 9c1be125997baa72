import { isSourcePath, type Diagnostic } from '../../format/index.ts';
import { joinSteps } from '../rewrite/join-steps.ts';
import type { RewriteSession, RewriteStep } from '../rewrite/rewrite.ts';
import { CutStep } from './cut-step.ts';
import { cutsContent, type Edit } from './edit.ts';
import { EditError } from './edit-error.ts';

/**
 * The steps that an edit takes, in the order in which they are taken. What is to be done to every text that is left belongs behind
 * the cuts, so that it sees no more than what will be in the archive, and before the title, which the author has written.
 *
 * @param report - takes what is worth knowing
 */
export function editSteps(edit: Edit, report: (finding: Diagnostic) => void): readonly RewriteStep[] {
  const { sources, title } = edit;
  return [
    ...(cutsContent(edit) ? [new CutStep(edit, report)] : []),
    ...(sources !== undefined && !cutsContent(edit) ? [withoutSources(sources)] : []),
    ...(title !== undefined ? [withTitle(title)] : []),
  ];
}

/**
 * A step that does an edit: for `rewrite`, alone or joined with others.
 *
 * @param report - takes what is worth knowing: what else goes (`note-cut`, `entry-cut`, `title-cut`), and what stays although it names a
 *   file that goes (`path-mentioned`)
 * @throws {EditError} `nothing-to-edit` at once, when the edit says nothing; the step's `survey` throws the others, where
 *   something that is named is not there
 */
export function editStep(edit: Edit, report: (finding: Diagnostic) => void = () => undefined): RewriteStep {
  const steps = editSteps(edit, report);
  if (steps.length === 0) throw new EditError('nothing-to-edit', 'nothing is to be edited');
  return joinSteps(steps);
}

function withTitle(title: string): RewriteStep {
  return { manifest: (content) => ({ ...content, title }) };
}

/** Takes out files that the session was packed from and that were kept; what is known of them stays. */
function withoutSources(sources: readonly string[] | true): RewriteStep {
  const gone = new Set<string>();
  return {
    async survey(session) {
      const paths: string[] = [];
      for await (const { path } of session.entries()) if (isSourcePath(path)) paths.push(path);
      for (const path of sources === true ? paths : sources.flatMap((name) => named(name, paths, session)))
        gone.add(path);
      if (gone.size === 0) throw new EditError('source-not-found', 'the archive keeps no sources');
    },
    async *entries(entries) {
      for await (const entry of entries) if (!gone.has(entry.path)) yield entry;
    },
  };
}

/** @throws {EditError} `source-not-found` */
function named(name: string, paths: readonly string[], { manifest }: RewriteSession): readonly string[] {
  const entries = (manifest.sources ?? []).filter((source) => source.name === name).map(({ entry }) => entry);
  const found = paths.filter((path) => path === name || path === `source/${name}` || entries.includes(path));
  if (found.length > 0) return found;
  const there = paths.length > 0 ? `only ${paths.join(', ')}` : 'none at all';
  throw new EditError('source-not-found', `the archive keeps no source ${JSON.stringify(name)}, ${there}`);
}
