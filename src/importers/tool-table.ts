/**
 * The one table of tools: what is named, found and recognised of them anywhere follows from here. A tool is its row, its
 * folder `tools/<id>/` and its page `docs/importers/<id>.md`; a test compares the table with registry and documentation.
 */

import { filesOfExport } from './exports/files-of-export.ts';
import type { SessionFolder } from './stored-sessions.ts';
import type { Tool } from './tool.ts';
import { detectAcp } from './tools/acp/detect-acp.ts';
import { detectTrail } from './tools/agent-trail/detect-trail.ts';
import { detectAider } from './tools/aider/detect-aider.ts';
import { ampGlance } from './tools/amp/amp-glance.ts';
import { detectAmp } from './tools/amp/detect-amp.ts';
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
import { continueGlance } from './tools/continue/continue-glance.ts';
import { detectContinue } from './tools/continue/detect-continue.ts';
import { sessionsOfFolder as continueSessions } from './tools/continue/sessions-of-folder.ts';
import { copilotCliGlance } from './tools/copilot-cli/copilot-cli-glance.ts';
import { detectCopilotCli } from './tools/copilot-cli/detect-copilot-cli.ts';
import { cursorGlance } from './tools/cursor/cursor-glance.ts';
import { detectCursor } from './tools/cursor/detect-cursor.ts';
import { detectDroid } from './tools/droid/detect-droid.ts';
import { droidGlance } from './tools/droid/droid-glance.ts';
import { logsOfFolder as droidLogs } from './tools/droid/logs-of-folder.ts';
import { detectCursorStore } from './tools/cursor/detect-cursor-store.ts';
import { detectCrush } from './tools/crush/detect-crush.ts';
import { detectDevinDatabase } from './tools/devin-cli/detect-devin.ts';
import { detectGemini } from './tools/gemini-cli/detect-gemini.ts';
import { filesOfFolder as geminiFiles } from './tools/gemini-cli/files-of-folder.ts';
import { geminiGlance } from './tools/gemini-cli/gemini-glance.ts';
import { geminiRetention } from './tools/gemini-cli/gemini-retention.ts';
import { detectGrok } from './tools/grok-cli/detect-grok.ts';
import { grokGlance } from './tools/grok-cli/grok-glance.ts';
import { logsOfFolder as grokLogs } from './tools/grok-cli/session-folder.ts';
import { detectHermes, detectHermesDatabase } from './tools/hermes/detect-hermes.ts';
import { hermesGlance } from './tools/hermes/hermes-glance.ts';
import { detectGoose, detectGooseDatabase } from './tools/goose/detect-goose.ts';
import { gooseGlance } from './tools/goose/goose-glance.ts';
import { detectIflow } from './tools/iflow/detect-iflow.ts';
import { iflowGlance } from './tools/iflow/iflow-glance.ts';
import { detectKimi } from './tools/kimi-code/detect-kimi.ts';
import { kimiCodeGlance } from './tools/kimi-code/kimi-code-glance.ts';
import { logsOfFolder as kimiLogs } from './tools/kimi-code/logs-of-folder.ts';
import { detectMiniSwe } from './tools/mini-swe-agent/detect-mini-swe.ts';
import { miniSweGlance } from './tools/mini-swe-agent/mini-swe-glance.ts';
import { detectKiloDatabase, detectOpenCodeDatabase } from './tools/opencode/detect-database.ts';
import { detectOpenCode } from './tools/opencode/detect-opencode.ts';
import { openCodeGlance } from './tools/opencode/opencode-glance.ts';
import { sessionsOfFolder } from './tools/opencode/sessions-of-folder.ts';
import { detectVibe } from './tools/mistral-vibe/detect-vibe.ts';
import { logsOfFolder as vibeLogs } from './tools/mistral-vibe/session-meta.ts';
import { vibeGlance } from './tools/mistral-vibe/vibe-glance.ts';
import { detectOpenHands } from './tools/openhands/detect-openhands.ts';
import { logsOfFolder as openHandsLogs } from './tools/openhands/logs-of-folder.ts';
import { detectPi } from './tools/pi/detect-pi.ts';
import { piPlaces } from './tools/pi/pi-places.ts';
import { piGlance } from './tools/pi/pi-glance.ts';
import { detectQwen } from './tools/qwen-code/detect-qwen.ts';
import { logsOfFolder as qwenLogs } from './tools/qwen-code/logs-of-folder.ts';
import { qwenGlance } from './tools/qwen-code/qwen-glance.ts';
import { detectAmazonQDatabase, detectKiro, detectKiroDatabase } from './tools/kiro-cli/detect-kiro.ts';
import { kiroGlance } from './tools/kiro-cli/kiro-glance.ts';
import { logsOfFolder as kiroLogs } from './tools/kiro-cli/logs-of-folder.ts';
import { detectScript } from './tools/script/detect-script.ts';
import { detectSweAgent } from './tools/swe-agent/detect-swe-agent.ts';
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
        ...[
          { path: '${CLAUDE_CONFIG_DIR:-~/.claude}/projects' },
          { path: '${XDG_CONFIG_HOME:-~/.config}/claude/projects', unless: 'CLAUDE_CONFIG_DIR' },
          { path: 'projects', each: 'CLAUDE_CONFIG_DIRS' },
        ].map((place) => ({
          place,
          depth: 1,
          sessions: /^[^/]+\/(?!agent-)[^/]+\.jsonl$/,
          parts: withoutExtension,
          subagents: /^subagents\/agent-[^/]+\.jsonl$/,
        })),
        {
          // Claude Cowork: each of its sessions has a home of its own.
          place: { path: '~/Library/Application Support/Claude/local-agent-mode-sessions', on: 'mac' },
          depth: 6,
          sessions: /^(?:[^/]+\/){0,2}local_[^/]+\/\.claude\/projects\/[^/]+\/(?!agent-)[^/]+\.jsonl$/,
          parts: withoutExtension,
          subagents: /^subagents\/agent-[^/]+\.jsonl$/,
          facts: (path) => path.replace(/(local_[^/]+)\/.*$/, '$1.json'),
        },
      ],
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
          parts: (path, sessionId) =>
            sessionId === undefined ? undefined : `${firstFolder(path)}/chats/${sessionId}`,
          subagents: /^[^/]+\.jsonl$/,
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
    detectStore: detectCursorStore,
    glance: cursorGlance,
    load: async () => (await import('./tools/cursor/importer.ts')).cursor,
    stored: {
      folders: [
        {
          place: { path: '~/.cursor/projects' },
          depth: 3,
          sessions: /^[^/]+\/agent-transcripts\/(?:[^/]+|([^/]+)\/\1)\.jsonl$/,
          parts: (path) => (path.split('/').length > 3 ? path.slice(0, path.lastIndexOf('/')) : undefined),
          subagents: /^subagents\/[^/]+\.jsonl$/,
          projects: {},
          idOf: stemOf,
        },
        {
          place: { path: '~/.cursor/chats' },
          depth: 2,
          sessions: /^[^/]+\/[^/]+\/store\.db$/,
          // Transcripts of the same sessions lie beside this folder.
          root: () => '..',
        },
        ...[
          { path: '~/Library/Application Support/Cursor/User', on: 'mac' as const },
          { path: '${APPDATA:-~/AppData/Roaming}/Cursor/User', on: 'windows' as const },
          { path: '${XDG_CONFIG_HOME:-~/.config}/Cursor/User', on: 'others' as const },
        ].map((place) => ({
          place,
          depth: 2,
          sessions: /^(?:globalStorage|workspaceStorage\/[^/]+)\/state\.vscdb$/,
        })),
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
    id: 'crush',
    label: 'Crush',
    agent: { name: 'Crush', speaker: 'Crush' },
    // It has no other form than its database.
    detect: () => 0,
    detectStore: detectCrush,
    load: async () => (await import('./tools/crush/importer.ts')).crush,
    stored: {
      folders: [],
      inProjects: {
        name: '.crush/crush.db',
        registry: '${XDG_DATA_HOME:-~/.local/share}/crush/projects.json',
      },
    },
  },
  {
    id: 'kiro-cli',
    label: 'Kiro CLI',
    agent: { name: 'Kiro CLI', speaker: 'Kiro' },
    detect: detectKiro,
    detectStore: detectKiroDatabase,
    folder: kiroLogs,
    glance: kiroGlance,
    load: async () => (await import('./tools/kiro-cli/importer.ts')).kiroCli,
    stored: {
      folders: [
        {
          place: { path: '${KIRO_HOME:-~/.kiro}/sessions' },
          depth: 2,
          // Version 2 has a folder for all, version 3 one for each project.
          sessions: /^(?:cli\/[^/]+\.jsonl|(?!cli\/)[^/]+\/[^/]+\/messages\.jsonl)$/,
          root: firstFolder,
          facts: (path) => path.replace(/\/messages\.jsonl$/, '/session.json').replace(/\.jsonl$/, '.json'),
        },
        ...awsFolders('kiro-cli'),
      ],
    },
  },
  {
    id: 'amazon-q',
    label: 'Amazon Q CLI',
    agent: { name: 'Amazon Q CLI', speaker: 'Amazon Q' },
    // A document of it is one of Kiro, as far as can be told.
    detect: () => 0,
    detectStore: detectAmazonQDatabase,
    load: async () => (await import('./tools/amazon-q/importer.ts')).amazonQ,
    stored: { folders: awsFolders('amazon-q') },
  },
  {
    id: 'goose',
    label: 'Goose',
    agent: { name: 'Goose', speaker: 'Goose' },
    detect: detectGoose,
    detectStore: detectGooseDatabase,
    glance: gooseGlance,
    load: async () => (await import('./tools/goose/importer.ts')).goose,
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
      // Three products: Kimi Code, Kimi Work, and kimi-cli before them.
      folders: [
        {
          place: { path: '${KIMI_CODE_HOME:-~/.kimi-code}/sessions' },
          depth: 4,
          sessions: /^[^/]+\/[^/]+\/agents\/main\/wire\.jsonl$/,
          root: firstTwoFolders,
          parts: (path) => `${firstTwoFolders(path)}/agents`,
          subagents: /^(?!main\/)[^/]+\/wire\.jsonl$/,
          facts: (path) => `${firstTwoFolders(path)}/state.json`,
        },
        {
          // Kimi Work, the desktop program, has Kimi Code within it.
          place: {
            path: '~/Library/Application Support/kimi-desktop/daimon-share/daimon/runtime/kimi-code/home/sessions',
            on: 'mac',
          },
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
          subagents: /^[^/]+\.jsonl$/,
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
    id: 'droid',
    label: 'Factory Droid',
    agent: { name: 'Factory Droid', speaker: 'Droid' },
    detect: detectDroid,
    folder: droidLogs,
    glance: droidGlance,
    load: async () => (await import('./tools/droid/importer.ts')).droid,
    stored: {
      folders: [
        {
          place: { path: '${FACTORY_HOME_OVERRIDE:-~}/.factory/sessions' },
          depth: 1,
          sessions: /^(?:[^/]+\/)?[^/]+\.jsonl$/,
        },
      ],
    },
  },
  {
    id: 'grok-cli',
    label: 'Grok CLI',
    agent: { name: 'Grok CLI', speaker: 'Grok' },
    detect: detectGrok,
    folder: grokLogs,
    glance: grokGlance,
    load: async () => (await import('./tools/grok-cli/importer.ts')).grokCli,
    stored: {
      folders: [
        {
          place: { path: '${GROK_HOME:-~/.grok}/sessions' },
          depth: 2,
          sessions: /^[^/]+\/[^/]+\/chat_history\.jsonl$/,
          root: firstFolder,
          parts: firstTwoFolders,
          facts: (path) => `${firstTwoFolders(path)}/summary.json`,
        },
      ],
    },
  },
  {
    id: 'continue',
    label: 'Continue',
    agent: { name: 'Continue', speaker: 'Continue' },
    detect: detectContinue,
    folder: continueSessions,
    glance: continueGlance,
    load: async () => (await import('./tools/continue/importer.ts')).continueSessions,
    stored: {
      folders: [
        {
          place: { path: '${CONTINUE_GLOBAL_DIR:-~/.continue}/sessions' },
          depth: 0,
          sessions: /^(?!sessions\.json$)[^/]+\.json$/,
        },
      ],
    },
  },
  {
    id: 'hermes',
    label: 'Hermes',
    agent: { name: 'Hermes', speaker: 'Hermes' },
    detect: detectHermes,
    detectStore: detectHermesDatabase,
    glance: hermesGlance,
    load: async () => (await import('./tools/hermes/importer.ts')).hermes,
    stored: {
      folders: [
        { place: { path: '${HERMES_HOME:-~/.hermes}' }, depth: 0, sessions: /^state\.db$/ },
        {
          place: { path: '${HERMES_HOME:-~/.hermes}/sessions' },
          depth: 0,
          sessions: /^(?:session_[^/]+\.json|\d{8}_\d{6}_[^/]+\.jsonl)$/,
        },
      ],
    },
  },
  {
    id: 'mistral-vibe',
    label: 'Mistral Vibe',
    agent: { name: 'Mistral Vibe', speaker: 'Vibe' },
    detect: detectVibe,
    folder: vibeLogs,
    glance: vibeGlance,
    load: async () => (await import('./tools/mistral-vibe/importer.ts')).mistralVibe,
    stored: {
      folders: [
        {
          place: { path: '${VIBE_HOME:-~/.vibe}/logs/session' },
          depth: 1,
          sessions: /^(?:[^/]+\/messages\.jsonl|session_[^/]+\.json)$/,
          parts: (path) => (path.includes('/') ? firstFolder(path) : undefined),
          facts: (path) => path.replace(/[^/]*$/, 'meta.json'),
        },
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
    id: 'openhands',
    label: 'OpenHands',
    agent: { name: 'OpenHands', speaker: 'OpenHands' },
    detect: detectOpenHands,
    folder: openHandsLogs,
    load: async () => (await import('./tools/openhands/importer.ts')).openHands,
    stored: {
      folders: [
        {
          place: {
            path: '${OPENHANDS_CONVERSATIONS_DIR:-${OPENHANDS_PERSISTENCE_DIR:-~/.openhands}/conversations}',
          },
          depth: 1,
          sessions: /^[^/]+\/base_state\.json$/,
          parts: (path) => `${firstFolder(path)}/events`,
        },
      ],
    },
  },
  {
    id: 'swe-agent',
    label: 'SWE-agent',
    agent: { name: 'SWE-agent', speaker: 'SWE-agent' },
    detect: detectSweAgent,
    load: async () => (await import('./tools/swe-agent/importer.ts')).sweAgent,
  },
  {
    id: 'mini-swe-agent',
    label: 'mini-swe-agent',
    agent: { name: 'mini-swe-agent', speaker: 'mini' },
    detect: detectMiniSwe,
    glance: miniSweGlance,
    load: async () => (await import('./tools/mini-swe-agent/importer.ts')).miniSweAgent,
    stored: {
      folders: [
        {
          place: { path: '${MSWEA_GLOBAL_CONFIG_DIR:-~/.config/mini-swe-agent}' },
          depth: 0,
          sessions: /\.traj\.json$/,
        },
        {
          place: { path: '~/Library/Application Support/mini-swe-agent', on: 'mac' },
          depth: 0,
          sessions: /\.traj\.json$/,
        },
      ],
    },
  },
  {
    id: 'devin-cli',
    label: 'Devin CLI',
    agent: { name: 'Devin CLI', speaker: 'Devin' },
    // Its sessions are in a database.
    detect: () => 0,
    detectStore: detectDevinDatabase,
    load: async () => (await import('./tools/devin-cli/importer.ts')).devinCli,
    stored: {
      folders: [
        { path: '${XDG_DATA_HOME:-~/.local/share}/devin/cli' },
        { path: '~/Library/Application Support/devin/cli', on: 'mac' as const },
        { path: '~/AppData/Roaming/devin/cli', on: 'windows' as const },
      ].map((place) => ({ place, depth: 0, sessions: /^sessions\.db$/ })),
    },
  },
  {
    id: 'amp',
    label: 'Amp',
    agent: { name: 'Amp', speaker: 'Amp' },
    detect: detectAmp,
    glance: ampGlance,
    load: async () => (await import('./tools/amp/importer.ts')).amp,
    stored: {
      folders: [
        {
          place: { path: '${XDG_DATA_HOME:-~/.local/share}/amp/threads' },
          depth: 0,
          sessions: /^T-[^/]+\.json$/,
        },
      ],
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

/** Where programs of AWS keep their database. */
function awsFolders(program: string): readonly SessionFolder[] {
  return [
    { path: `~/Library/Application Support/${program}`, on: 'mac' as const },
    { path: `\${XDG_DATA_HOME:-~/.local/share}/${program}`, on: 'others' as const },
  ].map((place) => ({ place, depth: 0, sessions: /^data\.sqlite3$/ }));
}

function firstFolder(path: string): string {
  return path.split('/', 1)[0]!;
}

function firstTwoFolders(path: string): string {
  return path.split('/').slice(0, 2).join('/');
}

function withoutExtension(path: string): string {
  return path.replace(/\.[^./]*$/, '');
}

/** A file's name without folders and extension. */
function stemOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
}
