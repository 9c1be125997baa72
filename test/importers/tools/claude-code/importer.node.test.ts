import { CLAUDE_CODE_LEFT_OUT, claudeCode } from '#src/importers/tools/claude-code/importer.ts';
import { packedRecords } from '../../../helpers/claude-records.ts';
import { testTool } from '../../../helpers/tool-suite.ts';

// What its logs amount to is counted in `corpus.node.test.ts`, which knows copies, sidechains and results too.
testTool({
  importer: claudeCode,
  leftOut: CLAUDE_CODE_LEFT_OUT,
  records: packedRecords,
  corpus: [
    'claude-code/cc-1.0.98-sidechains-multiedit.jsonl',
    'claude-code/cc-2.0.5-websearch-thinking.jsonl',
    'claude-code/cc-2.0.76-small-websearch.jsonl',
    'claude-code/cc-2.1.12-branches-mcp-interrupt.jsonl',
    'claude-code/cc-2.1.126-tiny.jsonl',
    'claude-code/cc-2.1.165-images-apierrors.jsonl',
    'claude-code/cc-2.1.17-65-branchpoints.jsonl',
    'claude-code/cc-2.1.219-large-browser-mcp.jsonl',
    'claude-code/cc-2.1.45-image-skill.jsonl',
    'claude-code/cc-2.1.49-images-mcp-compaction.jsonl',
    'claude-code/cc-2.1.7-3compactions-6interrupts.jsonl',
    'claude-code/cc-mislabelled-gemini-a.jsonl',
    'claude-code-2026-11/claude332A/-home-dev-wk-rec-claude332A-work/835f7148-8036-4ba4-a40a-ed818c3098ed.jsonl',
    'claude-code-2026-11/sanitised/small-2.1.239.jsonl',
    'claude-code/sanitised/subagent/0a1b2c3d-4e5f-4061-8071-2a3b4c5d6e7f.jsonl',
  ],
});
