/**
 * The one table of tools: what is named, found and recognised of them anywhere follows from here. A tool is its row, its
 * folder `tools/<id>/` and its page `docs/importers/<id>.md`; a test compares the table with registry and documentation.
 */

import { filesOfExport } from './exports/files-of-export.ts';
import type { Tool } from './tool.ts';
import { detectAcp } from './tools/acp/detect-acp.ts';
import { detectTrail } from './tools/agent-trail/detect-trail.ts';
import { detectAider } from './tools/aider/detect-aider.ts';
import { antigravityGlance } from './tools/antigravity-cli/antigravity-glance.ts';
import { antigravityPlaces } from './tools/antigravity-cli/antigravity-places.ts';
import { detectAntigravity } from './tools/antigravity-cli/detect-antigravity.ts';
import { transcriptsOfFolder } from './tools/antigravity-cli/files-of-folder.ts';
import { detectAsciicast } from './tools/asciicast/detect-asciicast.ts';
import { detectAtif } from './tools/atif/detect-atif.ts';
import { detectChatGpt } from './tools/chatgpt/detect-chatgpt.ts';
import { detectClaudeAi } from './tools/claude-ai/detect-claude-ai.ts';
import { claudeCodeGlance } from './tools/claude-code/claude-code-glance.ts';
import { claudeCodeRetention } from './tools/claude-code/claude-code-retention.ts';
import { detectClaudeCode } from './tools/claude-code/detect-claude-code.ts';
import { logsOfFolder as claudeCodeLogs } from './tools/claude-code/log-files.ts';
import { clineGlance } from './tools/cline/cline-glance.ts';
import { clinePlaces } from './tools/cline/cline-places.ts';
import { detectCline } from './tools/cline/detect-cline.ts';
import { sessionsOfFolder as clineSessions } from './tools/cline/files-of-folder.ts';
import { codexGlance } from './tools/codex-cli/codex-glance.ts';
import { detectCodex } from './tools/codex-cli/detect-codex.ts';
import { findRollouts } from './tools/codex-cli/find-rollouts.ts';
import { copilotCliGlance } from './tools/copilot-cli/copilot-cli-glance.ts';
import { detectCopilotCli } from './tools/copilot-cli/detect-copilot-cli.ts';
import { cursorGlance } from './tools/cursor/cursor-glance.ts';
import { detectCursor } from './tools/cursor/detect-cursor.ts';
import { detectGemini } from './tools/gemini-cli/detect-gemini.ts';
import { filesOfFolder as geminiFiles } from './tools/gemini-cli/files-of-folder.ts';
import { geminiGlance } from './tools/gemini-cli/gemini-glance.ts';
import { geminiRetention } from './tools/gemini-cli/gemini-retention.ts';
import { detectIflow } from './tools/iflow/detect-iflow.ts';
import { iflowGlance } from './tools/iflow/iflow-glance.ts';
import { detectKimi } from './tools/kimi-code/detect-kimi.ts';
import { kimiCodeGlance } from './tools/kimi-code/kimi-code-glance.ts';
import { logsOfFolder as kimiLogs } from './tools/kimi-code/logs-of-folder.ts';
import { detectKiloDatabase, detectOpenCodeDatabase } from './tools/opencode/detect-database.ts';
import { detectOpenCode } from './tools/opencode/detect-opencode.ts';
import { openCodeGlance } from './tools/opencode/opencode-glance.ts';
import { sessionsOfFolder } from './tools/opencode/sessions-of-folder.ts';
import { detectPi } from './tools/pi/detect-pi.ts';
import { piPlaces } from './tools/pi/pi-places.ts';
import { piGlance } from './tools/pi/pi-glance.ts';
import { detectQwen } from './tools/qwen-code/detect-qwen.ts';
import { logsOfFolder as qwenLogs } from './tools/qwen-code/logs-of-folder.ts';
import { qwenGlance } from './tools/qwen-code/qwen-glance.ts';
import { detectScript } from './tools/script/detect-script.ts';
import { detectFrames } from './tools/ttyrec/detect-frames.ts';
import { detectVsCodeChat } from './tools/vscode-copilot-chat/detect-vscode-chat.ts';
import { vsCodeChatPlaces } from './tools/vscode-copilot-chat/vscode-chat-places.ts';
import { vsCodeChatGlance } from './tools/vscode-copilot-chat/vscode-chat-glance.ts';

/** Every tool, in order of the registry. Recognition does not depend on the order. */
export const tools: readonly Tool[] = [
  {
    id: 'claude-code',
    label: 'Claude Code',
    agent: { name: 'Claude Code', speaker: 'Claude' },
    detect: detectClaudeCode,
    folder: claudeCodeLogs,
    glance: claudeCodeGlance,
    load: async () => (await import('./tools/claude-code/importer.ts')).claudeCode,
    stored: {
      folders: [
        { path: '${CLAUDE_CONFIG_DIR:-~/.claude}/projects' },
        { path: '${XDG_CONFIG_HOME:-~/.config}/claude/projects', unless: 'CLAUDE_CONFIG_DIR' },
        { path: 'projects', each: 'CLAUDE_CONFIG_DIRS' },
      ].map((place) => ({
        place,
        depth: 1,
        sessions: /^[^/]+\/(?!agent-)[^/]+\.jsonl$/,
        parts: (path) => path.replace(/\.jsonl$/, ''),
      })),
      retention: claudeCodeRetention,
    },
  },
  {
    id: 'codex-cli',
    label: 'Codex',
    agent: { name: 'Codex', speaker: 'Codex' },
    detect: detectCodex,
    folder: findRollouts,
    glance: codexGlance,
    load: async () => (await import('./tools/codex-cli/importer.ts')).codex,
    stored: {
      folders: [
        {
          place: { path: '${CODEX_HOME:-~/.codex}/sessions' },
          depth: 3,
          sessions: /^(?:\d{4}\/\d\d\/\d\d\/)?rollout-[^/]+\.jsonl?(?:\.zst)?$/,
        },
        {
          place: { path: '${CODEX_HOME:-~/.codex}/archived_sessions' },
          depth: 0,
          sessions: /^rollout-[^/]+\.jsonl?(?:\.zst)?$/,
        },
      ],
    },
  },
  {
    id: 'gemini-cli',
    label: 'Gemini CLI',
    agent: { name: 'Gemini CLI', speaker: 'Gemini' },
    detect: detectGemini,
    folder: geminiFiles,
    glance: geminiGlance,
    load: async () => (await import('./tools/gemini-cli/importer.ts')).geminiCli,
    stored: {
      folders: [
        {
          place: { path: '${GEMINI_CLI_HOME:-~}/.gemini/tmp' },
          depth: 2,
          sessions: /^[^/]+\/chats\/session-[^/]+\.jsonl?$/,
          root: firstFolder,
          facts: (path) => `${firstFolder(path)}/.project_root`,
          projects: { registry: '${GEMINI_CLI_HOME:-~}/.gemini/projects.json', hash: 'sha256' },
        },
      ],
      retention: geminiRetention,
    },
  },
  {
    id: 'cursor',
    label: 'Cursor',
    agent: { name: 'Cursor', speaker: 'Cursor' },
    detect: detectCursor,
    glance: cursorGlance,
    load: async () => (await import('./tools/cursor/importer.ts')).cursor,
    stored: {
      folders: [
        {
          place: { path: '~/.cursor/projects' },
          depth: 3,
          sessions: /^[^/]+\/agent-transcripts\/(?:[^/]+|([^/]+)\/\1)\.jsonl$/,
          parts: (path) => (path.split('/').length > 3 ? path.slice(0, path.lastIndexOf('/')) : undefined),
          projects: {},
        },
      ],
    },
  },
  {
    id: 'opencode',
    label: 'OpenCode',
    agent: { name: 'OpenCode', speaker: 'OpenCode' },
    detect: detectOpenCode,
    detectStore: detectOpenCodeDatabase,
    folder: sessionsOfFolder,
    glance: openCodeGlance,
    load: async () => (await import('./tools/opencode/importer.ts')).openCode,
    stored: {
      folders: [
        {
          place: { path: '${XDG_DATA_HOME:-~/.local/share}/opencode' },
          depth: 0,
          sessions: /^opencode(?:-[\w.-]+)?\.db$/,
        },
        {
          place: { path: '${XDG_DATA_HOME:-~/.local/share}/opencode' },
          fileIn: 'OPENCODE_DB',
          depth: 0,
          sessions: /\.db$/,
        },
        {
          place: { path: '${XDG_DATA_HOME:-~/.local/share}/opencode/storage' },
          depth: 2,
          sessions: /^session\/[^/]+\/ses_[^/]+\.json$/,
          root: () => '.',
          parts: (path) => `message/${stemOf(path)}`,
        },
      ],
    },
  },
  {
    id: 'kilo',
    label: 'Kilo',
    agent: { name: 'Kilo', speaker: 'Kilo' },
    // A document of it is one of OpenCode, as far as can be told.
    detect: () => 0,
    detectStore: detectKiloDatabase,
    load: async () => (await import('./tools/kilo/importer.ts')).kilo,
    stored: {
      folders: [
        {
          place: { path: '${XDG_DATA_HOME:-~/.local/share}/kilo' },
          depth: 0,
          sessions: /^kilo(?:-[\w.-]+)?\.db$/,
        },
      ],
    },
  },
  {
    id: 'copilot-cli',
    label: 'GitHub Copilot CLI',
    agent: { name: 'GitHub Copilot CLI', speaker: 'Copilot' },
    detect: detectCopilotCli,
    glance: copilotCliGlance,
    load: async () => (await import('./tools/copilot-cli/importer.ts')).copilotCli,
    stored: {
      folders: [
        {
          place: { path: '${COPILOT_HOME:-~/.copilot}/session-state' },
          depth: 1,
          sessions: /^(?:[^/]+\/events|[^/]+)\.jsonl$/,
          facts: (path) => path.replace(/[^/]*$/, 'workspace.yaml'),
        },
      ],
    },
  },
  {
    id: 'kimi-code',
    label: 'Kimi Code',
    agent: { name: 'Kimi Code', speaker: 'Kimi' },
    detect: detectKimi,
    folder: kimiLogs,
    glance: kimiCodeGlance,
    load: async () => (await import('./tools/kimi-code/importer.ts')).kimiCode,
    stored: {
      // Two products: Kimi Code, and kimi-cli before it.
      folders: [
        {
          place: { path: '${KIMI_CODE_HOME:-~/.kimi-code}/sessions' },
          depth: 4,
          sessions: /^[^/]+\/[^/]+\/agents\/main\/wire\.jsonl$/,
          root: firstTwoFolders,
          parts: (path) => `${firstTwoFolders(path)}/agents`,
          facts: (path) => `${firstTwoFolders(path)}/state.json`,
        },
        {
          place: { path: '${KIMI_SHARE_DIR:-~/.kimi}/sessions' },
          depth: 2,
          sessions: /^[^/]+\/[^/]+\/wire\.jsonl$/,
          parts: firstTwoFolders,
          facts: (path) => `${firstTwoFolders(path)}/state.json`,
          projects: { registry: '${KIMI_SHARE_DIR:-~/.kimi}/kimi.json', hash: 'md5' },
        },
      ],
    },
  },
  {
    id: 'qwen-code',
    label: 'Qwen Code',
    agent: { name: 'Qwen Code', speaker: 'Qwen' },
    detect: detectQwen,
    folder: qwenLogs,
    glance: qwenGlance,
    load: async () => (await import('./tools/qwen-code/importer.ts')).qwenCode,
    stored: {
      folders: [
        {
          place: { path: '${QWEN_RUNTIME_DIR:-${QWEN_HOME:-~/.qwen}}/projects' },
          depth: 3,
          sessions: /^[^/]+\/chats\/(?:archive\/)?[^/]+\.jsonl$/,
          root: firstFolder,
          parts: (path) => `${firstFolder(path)}/subagents/${stemOf(path)}`,
        },
      ],
    },
  },
  {
    id: 'iflow',
    label: 'iFlow CLI',
    agent: { name: 'iFlow CLI', speaker: 'iFlow' },
    detect: detectIflow,
    glance: iflowGlance,
    load: async () => (await import('./tools/iflow/importer.ts')).iflow,
    stored: {
      folders: [
        { place: { path: '~/.iflow/projects' }, depth: 1, sessions: /^[^/]+\/session-[^/]+\.jsonl$/ },
      ],
    },
  },
  {
    id: 'pi',
    label: 'Pi',
    agent: { name: 'Pi', speaker: 'Pi' },
    detect: detectPi,
    glance: piGlance,
    load: async () => (await import('./tools/pi/importer.ts')).pi,
    stored: piPlaces,
  },
  {
    id: 'cline',
    label: 'Cline',
    agent: { name: 'Cline', speaker: 'Cline' },
    detect: detectCline,
    folder: clineSessions,
    glance: clineGlance,
    load: async () => (await import('./tools/cline/importer.ts')).cline,
    stored: clinePlaces,
  },
  {
    id: 'vscode-copilot-chat',
    label: 'VS Code Copilot Chat',
    agent: { name: 'VS Code Copilot Chat', speaker: 'Copilot' },
    detect: detectVsCodeChat,
    glance: vsCodeChatGlance,
    load: async () => (await import('./tools/vscode-copilot-chat/importer.ts')).vsCodeCopilotChat,
    stored: vsCodeChatPlaces,
  },
  {
    id: 'antigravity-cli',
    label: 'Antigravity CLI',
    agent: { name: 'Antigravity CLI', speaker: 'Antigravity' },
    detect: detectAntigravity,
    folder: transcriptsOfFolder,
    glance: antigravityGlance,
    load: async () => (await import('./tools/antigravity-cli/importer.ts')).antigravityCli,
    stored: antigravityPlaces,
  },
  {
    id: 'aider',
    label: 'Aider',
    agent: { name: 'Aider', speaker: 'Aider' },
    detect: detectAider,
    load: async () => (await import('./tools/aider/importer.ts')).aider,
    stored: {
      folders: [],
      inProjects: { name: '.aider.chat.history.md', variable: 'AIDER_CHAT_HISTORY_FILE' },
    },
  },
  {
    id: 'chatgpt',
    label: 'ChatGPT account export',
    agent: { name: 'ChatGPT', speaker: 'ChatGPT' },
    detect: detectChatGpt,
    folder: filesOfExport,
    load: async () => (await import('./tools/chatgpt/importer.ts')).chatGptExport,
  },
  {
    id: 'claude-ai',
    label: 'Claude.ai account export',
    agent: { name: 'Claude', speaker: 'Claude' },
    detect: detectClaudeAi,
    folder: filesOfExport,
    load: async () => (await import('./tools/claude-ai/importer.ts')).claudeAiExport,
  },
  {
    id: 'acp',
    label: 'Agent Client Protocol',
    detect: detectAcp,
    load: async () => (await import('./tools/acp/importer.ts')).acp,
  },
  {
    id: 'agent-trail',
    label: 'Agent Trail',
    detect: detectTrail,
    load: async () => (await import('./tools/agent-trail/importer.ts')).agentTrail,
  },
  {
    id: 'atif',
    label: 'ATIF trajectory',
    detect: detectAtif,
    load: async () => (await import('./tools/atif/importer.ts')).atif,
  },
  {
    id: 'asciicast',
    label: 'asciicast (asciinema)',
    recordsTerminal: true,
    detect: detectAsciicast,
    load: async () => (await import('./tools/asciicast/importer.ts')).asciicast,
  },
  {
    id: 'ttyrec',
    label: 'ttyrec',
    recordsTerminal: true,
    detect: (head) => detectFrames(head).confidence,
    load: async () => (await import('./tools/ttyrec/importer.ts')).ttyrec,
  },
  {
    id: 'script',
    label: 'script (typescript)',
    recordsTerminal: true,
    detect: detectScript,
    load: async () => (await import('./tools/script/importer.ts')).scriptRecording,
  },
];

function firstFolder(path: string): string {
  return path.split('/', 1)[0]!;
}

function firstTwoFolders(path: string): string {
  return path.split('/').slice(0, 2).join('/');
}

/** A file's name without folders and extension. */
function stemOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
}
