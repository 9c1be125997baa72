import type { Tool } from '../../tool.ts';
import { detectVsCodeChat } from './detect-vscode-chat.ts';
import { vsCodeChatGlance } from './vscode-chat-glance.ts';
import { vsCodeChatPlaces } from './vscode-chat-places.ts';

/** The row of VS Code Copilot Chat in the table of tools. */
export const vscodeCopilotChatTool: Tool = {
  id: 'vscode-copilot-chat',
  label: 'VS Code Copilot Chat',
  agent: { name: 'VS Code Copilot Chat', speaker: 'Copilot' },
  detect: detectVsCodeChat,
  glance: vsCodeChatGlance,
  load: async () => (await import('./importer.ts')).vsCodeCopilotChat,
  stored: vsCodeChatPlaces,
};
