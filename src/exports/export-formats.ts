import type { ExportFormat } from './export-format.ts';

/** All formats, in the order of the help. */
export const EXPORT_FORMATS: readonly ExportFormat[] = [
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
  {
    id: 'html',
    title: 'one page that plays the session from a file, and holds the archive',
    extension: '.html',
    mediaType: 'text/html',
    holdsArchive: true,
    leavesOut: [],
    takes: [],
    load: async () => (await import('./html/export-html.ts')).exportHtml,
  },
  {
    id: 'gif',
    title: 'a stretch of a terminal as a GIF that plays',
    extension: '.gif',
    mediaType: 'image/gif',
    leavesOut: ['the conversation and the changes', 'other terminals', 'waits of more than a second'],
    takes: ['from', 'to', 'picture'],
    load: async () => (await import('./picture/clip/export-clip.ts')).exportGif,
  },
  {
    id: 'svg',
    title: 'the same as an SVG that plays, sharp at any size',
    extension: '.svg',
    mediaType: 'image/svg+xml',
    leavesOut: ['the conversation and the changes', 'other terminals', 'waits of more than a second'],
    takes: ['from', 'to', 'picture'],
    load: async () => (await import('./picture/clip/export-clip.ts')).exportAnimatedSvg,
  },
];

/** The format of that name; `undefined`: there is none. */
export function exportFormat(id: string): ExportFormat | undefined {
  return EXPORT_FORMATS.find((format) => format.id === id);
}
