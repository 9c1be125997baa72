import { acp } from './tools/acp/importer.ts';
import { agentTrail } from './tools/agent-trail/importer.ts';
import { aider } from './tools/aider/importer.ts';
import { asciicast } from './tools/asciicast/importer.ts';
import { atif } from './tools/atif/importer.ts';
import { chatGptExport } from './tools/chatgpt/importer.ts';
import { claudeAiExport } from './tools/claude-ai/importer.ts';
import { claudeCode } from './tools/claude-code/importer.ts';
import { codex } from './tools/codex-cli/importer.ts';
import { copilotCli } from './tools/copilot-cli/importer.ts';
import { cursor } from './tools/cursor/importer.ts';
import { geminiCli } from './tools/gemini-cli/importer.ts';
import { kimiCode } from './tools/kimi-code/importer.ts';
import { openCode } from './tools/opencode/importer.ts';
import { scriptRecording } from './tools/script/importer.ts';
import { ttyrec } from './tools/ttyrec/importer.ts';
import { ImportError } from './importer.ts';
import type { Importer } from './importer.ts';

/** Every importer, in order of the registry. Recognition does not depend on the order. */
export const importers: readonly Importer[] = [
  claudeCode,
  codex,
  geminiCli,
  cursor,
  openCode,
  copilotCli,
  kimiCode,
  aider,
  chatGptExport,
  claudeAiExport,
  acp,
  agentTrail,
  atif,
  asciicast,
  ttyrec,
  scriptRecording,
];

export interface Detection {
  readonly importer: Importer;
  /** 0 … 1. */
  readonly confidence: number;
}

/** Below this no importer is believed. */
const MIN_CONFIDENCE = 0.3;

/**
 * Finds the importer for a source by its content.
 *
 * @param head - first bytes of the source, at most `DETECTION_SIZE`
 * @throws {ImportError} `empty-source` (no bytes, or blanks only), `unknown-source` (nobody knows it),
 *   `ambiguous-source` (two are equally sure)
 */
export function detectImporter(head: Uint8Array, candidates: readonly Importer[] = importers): Detection {
  if (head.every(isBlank)) throw new ImportError('empty-source', 'the input is empty: nothing to import');
  const rated = candidates
    .map((importer) => ({ importer, confidence: importer.detect(head) }))
    .sort((a, b) => b.confidence - a.confidence);
  const [best, second] = rated;
  if (!best || best.confidence < MIN_CONFIDENCE)
    throw new ImportError('unknown-source', unknown(head, candidates));
  if (second?.confidence === best.confidence) {
    const equals = rated.filter(({ confidence }) => confidence === best.confidence);
    const names = equals.map(({ importer }) => `${importer.label} (${importer.id})`).join(' or ');
    throw new ImportError('ambiguous-source', `the input could be of ${names}: name the tool`);
  }
  return best;
}

/** Space, tab and line ends. */
function isBlank(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}

function unknown(head: Uint8Array, candidates: readonly Importer[]): string {
  const kinds = candidates.map((importer) => importer.label).join(', ');
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
    return `the input is UTF-16 text: convert it to UTF-8 first (looked for: ${kinds})`;
  }
  const nature = head.includes(0) ? 'binary data' : 'no log or recording of a known kind';
  return `the input is ${nature} (looked for: ${kinds})`;
}
