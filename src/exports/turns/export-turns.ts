import { conversation, subagentsOf } from '../conversation/conversation.ts';
import type { Told } from '../conversation/told.ts';
import type { ExportInput, ExportOptions } from '../export-format.ts';

/** Version of what the JSON looks like: another one when what is there now means something else. */
const TURNS_VERSION = 1;

/**
 * The conversation as one JSON document for programs: what the session is, then its turns with all that they tell, then
 * those of subagents. What comes before the first prompt is a turn without one.
 *
 * @throws {ArchiveError} what reading the segments gives
 */
export async function* exportTurns({ session }: ExportInput, options: ExportOptions): AsyncGenerator<string> {
  const { title, id, startedAt, duration, agent, workspace, stats, masking, cuts } = session.manifest;
  const about = {
    id,
    title,
    startedAt,
    duration,
    agent,
    workspace,
    stats,
    masked: masking !== undefined,
    cuts,
  };
  const view = options.view ?? 'everything';
  yield `{"format":"reprise-turns","version":${TURNS_VERSION},"session":${JSON.stringify(about)},\n"turns":[`;
  yield* turnsOf(conversation(session, { ...options, view }));
  yield '],\n"subagents":[';
  for (const [index, subagent] of subagentsOf(session).entries()) {
    const head = JSON.stringify({ track: subagent.id, title: subagent.title }).slice(0, -1);
    yield `${index > 0 ? ',' : ''}\n${head},"turns":[`;
    yield* turnsOf(conversation(session, { ...options, view }, subagent.id));
    yield ']}';
  }
  yield ']}\n';
}

async function* turnsOf(items: AsyncIterable<Told>): AsyncGenerator<string> {
  let turns = 0;
  let told = 0;
  for await (const item of items) {
    const isPrompt = item.kind === 'prompt';
    if (isPrompt || turns === 0) {
      const prompt = isPrompt
        ? { number: item.turn, id: item.id, time: item.time, prompt: item.text, origin: item.origin }
        : { prompt: null };
      yield `${turns > 0 ? ']},' : ''}\n${JSON.stringify(prompt).slice(0, -1)},"items":[`;
      turns += 1;
      told = 0;
    }
    if (isPrompt) continue;
    yield `${told > 0 ? ',' : ''}\n${JSON.stringify(item)}`;
    told += 1;
  }
  if (turns > 0) yield ']}';
}
