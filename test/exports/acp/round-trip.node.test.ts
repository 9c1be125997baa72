import { describe, expect, it } from '#test';
import type { Session } from '#src/reading/index.ts';
import { NO_REFERENCE, publishedSchema } from '../../helpers/schema-fixtures.ts';
import { exported, sessionOf } from '../exported.ts';
import { packedFixture, packedText } from '../packed.ts';

const FIXTURES = [
  'claude-code/read-edit-run-commit.jsonl',
  'claude-code/parallel-tools-and-rewind.jsonl',
  'claude-code/attachments-compaction-commands.jsonl',
];
const schema = publishedSchema('acp-v1.schema.json');

/** What a session says and does: prompts, answers, calls with how they ended, plans, changes of files. */
async function substance(session: Session): Promise<readonly unknown[]> {
  const told: unknown[] = [];
  for await (const item of session.items()) {
    // A thought that the log does not tell has no content, and no message of the protocol.
    if (item.type === 'prompt' || item.type === 'message' || item.type === 'thought') {
      if (item.content.length > 0) told.push([item.type, await session.contentText(item.content)]);
    }
    if (item.type === 'tool') told.push(['call', item.kind, item.title, item.status, item.toolName]);
    if (item.type === 'plan')
      told.push(['plan', item.entries.map(({ content, status }) => [content, status])]);
  }
  return told;
}

async function changed(session: Session): Promise<readonly string[]> {
  const files = await session.changedFiles(session.duration);
  return files.map(({ path, additions, deletions }) => `${path} +${additions} -${deletions}`);
}

describe('the export to ACP', () => {
  for (const fixture of FIXTURES) {
    it(`of ${fixture} is read back with the same prompts, answers, calls and changes`, async () => {
      const archive = await packedFixture(fixture);
      const stream = await exported(archive, 'acp');
      const before = await sessionOf(archive);
      const after = await sessionOf(await packedText(stream, 'session.acp.jsonl'));

      expect(await substance(after)).to.deep.equal(await substance(before));
      expect(await changed(after)).to.deep.equal(await changed(before));
      expect(after.turns.map(({ time }) => time - after.turns[0]!.time)).to.deep.equal(
        before.turns.map(({ time }) => time - before.turns[0]!.time),
      );
      expect(after.manifest.agent?.name).to.equal(before.manifest.agent?.name);
      expect(after.manifest.title).to.equal(before.manifest.title);
    });

    it(
      `of ${fixture} is valid by the published schema`,
      { skip: schema ? false : NO_REFERENCE },
      async () => {
        const stream = await exported(await packedFixture(fixture), 'acp');
        const messages = stream
          .trimEnd()
          .split('\n')
          .map((line) => {
            const message = JSON.parse(line) as Record<string, unknown>;
            delete message['timestamp'];
            return message;
          });

        expect(messages.flatMap((message) => schema!(message))).to.deep.equal([]);
        expect(messages.length).to.be.greaterThan(8);
      },
    );
  }
});
