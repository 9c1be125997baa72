import type { Tool } from '../../tool.ts';
import { detectGoose, detectGooseDatabase } from './detect-goose.ts';
import { gooseGlance } from './goose-glance.ts';

/** The row of Goose in the table of tools. */
export const gooseTool: Tool = {
  id: 'goose',
  label: 'Goose',
  agent: { name: 'Goose', speaker: 'Goose' },
  detect: detectGoose,
  detectStore: detectGooseDatabase,
  glance: gooseGlance,
  load: async () => (await import('./importer.ts')).goose,
  stored: {
    folders: [
      { path: '${XDG_DATA_HOME:-~/.local/share}/goose/sessions', on: 'others' as const },
      { path: '${XDG_DATA_HOME:-~/.local/share}/Block/goose/sessions', on: 'others' as const },
      { path: '~/.local/share/goose/sessions', on: 'mac' as const },
      { path: '~/Library/Application Support/goose/sessions', on: 'mac' as const },
      { path: '${APPDATA:-~/AppData/Roaming}/Block/goose/data/sessions', on: 'windows' as const },
      { path: 'data/sessions', each: 'GOOSE_PATH_ROOT' },
    ].map((place) => ({ place, depth: 0, sessions: /^(?:sessions\.db|[^/]+\.jsonl)$/ })),
  },
};
