/**
 * The one table of tools: what is named, found and recognised of them anywhere follows from here. A tool is its folder
 * `tools/<id>/`, whose `tool.ts` is its row, and its page `docs/importers/<id>.md`; a test compares the table with registry and
 * documentation.
 */

import type { Tool } from './tool.ts';
import { acpTool } from './tools/acp/tool.ts';
import { agentTrailTool } from './tools/agent-trail/tool.ts';
import { aiderTool } from './tools/aider/tool.ts';
import { amazonQTool } from './tools/amazon-q/tool.ts';
import { ampTool } from './tools/amp/tool.ts';
import { antigravityCliTool } from './tools/antigravity-cli/tool.ts';
import { asciicastTool } from './tools/asciicast/tool.ts';
import { atifTool } from './tools/atif/tool.ts';
import { chatgptTool } from './tools/chatgpt/tool.ts';
import { claudeAiTool } from './tools/claude-ai/tool.ts';
import { claudeCodeTool } from './tools/claude-code/tool.ts';
import { clineTool } from './tools/cline/tool.ts';
import { codexCliTool } from './tools/codex-cli/tool.ts';
import { continueTool } from './tools/continue/tool.ts';
import { copilotCliTool } from './tools/copilot-cli/tool.ts';
import { crushTool } from './tools/crush/tool.ts';
import { cursorTool } from './tools/cursor/tool.ts';
import { devinCliTool } from './tools/devin-cli/tool.ts';
import { droidTool } from './tools/droid/tool.ts';
import { geminiCliTool } from './tools/gemini-cli/tool.ts';
import { gooseTool } from './tools/goose/tool.ts';
import { grokCliTool } from './tools/grok-cli/tool.ts';
import { hermesTool } from './tools/hermes/tool.ts';
import { iflowTool } from './tools/iflow/tool.ts';
import { kiloTool } from './tools/kilo/tool.ts';
import { kimiCodeTool } from './tools/kimi-code/tool.ts';
import { kiroCliTool } from './tools/kiro-cli/tool.ts';
import { miniSweAgentTool } from './tools/mini-swe-agent/tool.ts';
import { mistralVibeTool } from './tools/mistral-vibe/tool.ts';
import { opencodeTool } from './tools/opencode/tool.ts';
import { openhandsTool } from './tools/openhands/tool.ts';
import { piTool } from './tools/pi/tool.ts';
import { qwenCodeTool } from './tools/qwen-code/tool.ts';
import { scriptTool } from './tools/script/tool.ts';
import { sweAgentTool } from './tools/swe-agent/tool.ts';
import { ttyrecTool } from './tools/ttyrec/tool.ts';
import { vscodeCopilotChatTool } from './tools/vscode-copilot-chat/tool.ts';

/** Every tool, in order of the registry. Recognition does not depend on the order. */
export const tools: readonly Tool[] = [
  claudeCodeTool,
  codexCliTool,
  geminiCliTool,
  cursorTool,
  opencodeTool,
  kiloTool,
  crushTool,
  kiroCliTool,
  amazonQTool,
  gooseTool,
  copilotCliTool,
  kimiCodeTool,
  qwenCodeTool,
  iflowTool,
  droidTool,
  grokCliTool,
  continueTool,
  hermesTool,
  mistralVibeTool,
  piTool,
  clineTool,
  vscodeCopilotChatTool,
  antigravityCliTool,
  aiderTool,
  openhandsTool,
  sweAgentTool,
  miniSweAgentTool,
  devinCliTool,
  ampTool,
  chatgptTool,
  claudeAiTool,
  acpTool,
  agentTrailTool,
  atifTool,
  asciicastTool,
  ttyrecTool,
  scriptTool,
];
