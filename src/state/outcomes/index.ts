/** What calls mean for the story of a session: errors by how bad they are, runs of tests, commits. */
export { commandOf, factsOf, type Call, type CallFacts } from './call-facts.ts';
export { commitsOf, type Commit } from './commits.ts';
export { errorText, gradeOf, MAX_MARK_TEXT, shortCommand, type ErrorGrade } from './error-grade.ts';
export { testRunOf, type TestRun } from './test-run.ts';
export type { TestCounts } from './test-summaries.ts';
