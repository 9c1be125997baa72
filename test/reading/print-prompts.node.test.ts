import { readFileSync } from 'node:fs';
import { describe, expect, it } from '#test';
import { BytesSource } from '#src/format/index.ts';
import { projectPath } from '../helpers/project-path.ts';
import { sampleArchive } from '../helpers/sample-archive.ts';
import { printPrompts } from './print-prompts.ts';

describe('a program that prints the prompts of a session', () => {
  it('prints each prompt whole, in order', async () => {
    const printed: string[] = [];
    await printPrompts(new BytesSource(await sampleArchive()), (text) => printed.push(text));

    expect(printed).to.deep.equal(['Why does the login fail?', 'Fix it.', 'Commit.']);
  });

  it('is seven lines long', () => {
    const program = readFileSync(projectPath('test/reading/print-prompts.ts'), 'utf8');
    const [, body = ''] = program.split(/(?=export async function)/);

    expect(body.trim().split('\n')).to.have.length(7);
  });
});
