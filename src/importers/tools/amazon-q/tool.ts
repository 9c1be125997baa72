import type { Tool } from '../../tool.ts';
import { awsFolders } from '../kiro-cli/aws-folders.ts';
import { detectAmazonQDatabase } from '../kiro-cli/detect-kiro.ts';

/** The row of Amazon Q CLI in the table of tools. */
export const amazonQTool: Tool = {
  id: 'amazon-q',
  label: 'Amazon Q CLI',
  agent: { name: 'Amazon Q CLI', speaker: 'Amazon Q' },
  // A document of it is one of Kiro, as far as can be told.
  detect: () => 0,
  detectStore: detectAmazonQDatabase,
  load: async () => (await import('./importer.ts')).amazonQ,
  stored: { folders: awsFolders('amazon-q') },
};
