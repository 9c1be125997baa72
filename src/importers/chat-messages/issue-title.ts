/** Where a run over an issue says that the issue itself begins. */
const BEGINNING = /<pr_description>|^ISSUE:[ \t]*$|^\s*Please solve this issue:/m;

/** What stands between that and the issue. */
const PREAMBLE = /^\s*(?:<pr_description>\s*)?(?:Consider the following PR description:)?/;

/** Words before the title of an issue that say only that it is one. */
const LABEL = /^(?:(?:GitHub )?Issue|Title)(?: #\d+)?:\s*/i;

/** Characters of a title. */
const MAX_LENGTH = 120;

/**
 * What a person would call a run that was given an issue by a template: the first line of the issue, in place of the
 * words around it, which are the same in all runs.
 *
 * @returns `undefined` where the prompt is of no template
 */
export function issueTitle(prompt: string): string | undefined {
  const begin = BEGINNING.exec(prompt);
  if (!begin) return undefined;
  const issue = prompt.slice(begin.index + begin[0].length).replace(PREAMBLE, '');
  const line = issue.split('\n', 20).find((text) => text.trim() !== '');
  const title = line
    ?.replace(/^[\s#]+/, '')
    .replace(LABEL, '')
    .replace('</pr_description>', '')
    .trim();
  if (!title) return undefined;
  return title.length <= MAX_LENGTH ? title : `${title.slice(0, MAX_LENGTH - 1)}…`;
}
