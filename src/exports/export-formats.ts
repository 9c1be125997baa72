import type { ExportFormat } from './export-format.ts';

/** All formats, in the order of the help. */
export const EXPORT_FORMATS: readonly ExportFormat[] = [
  {
    id: 'markdown',
    title: 'the conversation as Markdown, harmless in an issue or a page',
    extension: '.md',
    mediaType: 'text/markdown',
    leavesOut: [
      'the terminal but for the output of commands',
      'pictures',
      'thoughts, calls that say little and subagents, unless --view everything',
      'of an output over 64 KiB the middle',
      'times of answers and calls',
      'live HTML, pictures from elsewhere, mentions and references to issues: they are shown, and do nothing',
    ],
    takes: ['from', 'to', 'view'],
    load: async () => (await import('./markdown/export-markdown.ts')).exportMarkdown,
  },
  {
    id: 'text',
    title: 'the conversation as plain text',
    extension: '.txt',
    mediaType: 'text/plain',
    leavesOut: [
      'the terminal but for the output of commands, without its colours',
      'pictures',
      'thoughts, calls that say little and subagents, unless --view everything',
      'of an output over 64 KiB the middle',
    ],
    takes: ['from', 'to', 'view'],
    load: async () => (await import('./text/export-text.ts')).exportText,
  },
  {
    id: 'asciicast',
    title: 'a terminal as asciicast v3, for asciinema-player 3.10 and later',
    extension: '.cast',
    mediaType: 'application/x-asciicast',
    leavesOut: [
      'the conversation and the changes',
      'other terminals than the one of --track',
      'which call an output belongs to',
      'silence behind the last output',
    ],
    takes: ['from', 'to', 'track'],
    load: async () => (await import('./asciicast/export-asciicast.ts')).exportAsciicast,
  },
  {
    id: 'asciicast-v2',
    title: 'a terminal as asciicast v2, for older players',
    extension: '.cast',
    mediaType: 'application/x-asciicast',
    leavesOut: [
      'the conversation and the changes',
      'other terminals than the one of --track',
      'which call an output belongs to',
      'silence behind the last output',
      'the exit status, and what else a v3 header says',
    ],
    takes: ['from', 'to', 'track'],
    load: async () => (await import('./asciicast/export-asciicast.ts')).exportAsciicastV2,
  },
  {
    id: 'acp',
    title: 'the conversation as messages of the Agent Client Protocol, one a line',
    extension: '.acp.jsonl',
    mediaType: 'application/x-ndjson',
    leavesOut: [
      'the terminal but for the output of commands',
      'of an output over 64 KiB the middle',
      'notices: commits, compactions, errors around the conversation, permissions, cuts',
      'tokens, cost and models',
      'why a call failed: whether it was refused or interrupted',
      'thoughts that the log does not tell, and records that nobody understood',
      'times, where the session has no date',
    ],
    takes: ['from', 'to'],
    load: async () => (await import('./acp/export-acp.ts')).exportAcp,
  },
  {
    id: 'turns',
    title: 'the conversation as JSON, turn by turn, for programs',
    extension: '.turns.json',
    mediaType: 'application/json',
    leavesOut: [
      'the terminal but for the output of commands, without its colours',
      'pictures: only how many',
      'of an output over 64 KiB the middle',
      'texts of files that were read',
      'tokens and cost of single answers',
    ],
    takes: ['from', 'to', 'view'],
    load: async () => (await import('./turns/export-turns.ts')).exportTurns,
  },
  {
    id: 'patch',
    title: 'what the session changed in all, as a patch for git apply',
    extension: '.patch',
    mediaType: 'text/x-diff',
    leavesOut: [
      'the conversation and the terminal',
      'who changed a line and when: all changes of a file are one',
      'files whose bytes are no text',
      'modes of files',
    ],
    takes: ['to'],
    load: async () => (await import('./patch/export-patch.ts')).exportPatch,
  },
];

/** The format of that name; `undefined`: there is none. */
export function exportFormat(id: string): ExportFormat | undefined {
  return EXPORT_FORMATS.find((format) => format.id === id);
}
