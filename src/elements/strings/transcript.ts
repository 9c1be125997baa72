import { section } from './section.ts';

/** The conversation around its items. */
export const transcriptStrings = section('transcript', () => ({
  label: 'Conversation',
  childLabel: (title: string) => `Conversation of ${title}`,
  empty: 'No conversation in this session.',
  before: 'The conversation has not begun yet.',
  loading: 'Loading the conversation',
  earlier: 'Show earlier',
  loadingEarlier: 'Loading earlier',
  toPlayhead: 'Back to playhead',
  back: (title: string) => `Back to ${title}`,
  main: 'the conversation',
  you: 'You',
  agent: 'Agent',
  command: 'Command',
  task: 'Task',
  program: 'Program',
  queuedPrompt: 'queued',
  sessionTime: (time: string) => `${time} into the session`,
  copyPrompt: 'Copy prompt',
  copied: 'Copied',
  copyFailed: 'The page may not use the clipboard',
  more: 'Show more',
  less: 'Show less',
  abandoned: 'Abandoned: the session went back and took another way',
  subagent: 'Subagent',
}));
