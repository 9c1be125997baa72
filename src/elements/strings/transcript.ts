import { section } from './section.ts';

/** The conversation around its items. */
export const transcriptStrings = section('transcript', (language) => ({
  label: 'Conversation',
  cover: 'About this session',
  childLabel: (title: string) => `Conversation of ${title}`,
  empty: 'No conversation in this session.',
  loading: 'Loading the conversation',
  /** Back to where playing is. */
  toPlayhead: (time: string) => `Back to ${time}`,
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
  /** The prompt that the view is behind. */
  promptOf: (number: number, count: number) => `${language.number(number)} of ${language.number(count)}`,
  toPrompt: (prompt: string) => `Go to the prompt: ${prompt}`,
  notLoaded: 'This part of the conversation is not loaded yet.',
  notLoadedFrom: (time: string) => `From ${time}`,
  notPrinted: (time: string) => `The conversation goes on at ${time}: there is more of it than is printed.`,
  pause: (duration: string) => `${duration} pause`,
}));
