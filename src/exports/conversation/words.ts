import type { Manifest } from '../../format/index.ts';
import { lengthText } from '../wall-time.ts';
import type { ToldCall } from './told.ts';

const GRADES = {
  failed: 'failed',
  'found-nothing': 'found nothing',
  refused: 'refused',
  interrupted: 'interrupted',
} as const;

/** How a call ended, where that is worth a word: `failed, exit code 1`. */
export function outcomeText({ grade, exitCode, status }: ToldCall): string {
  return [
    ...(grade ? [GRADES[grade]] : []),
    ...(exitCode !== undefined && exitCode !== 0 ? [`exit code ${exitCode}`] : []),
    ...(status === 'pending' || status === 'in_progress' ? ['not ended'] : []),
  ].join(', ');
}

/** What a session was, in a few clauses: who, when, how long, how much. Texts of the archive, as they are. */
export function sessionFacts({ agent, startedAt, duration, stats }: Manifest): readonly string[] {
  return [
    ...(agent ? [[agent.name, agent.version].filter((part) => part !== undefined).join(' ')] : []),
    ...(agent?.models?.length ? [agent.models.join(', ')] : []),
    ...(startedAt === undefined ? [] : [startedAt.slice(0, 16).replace('T', ' ') + ' UTC']),
    lengthText(duration),
    ...(stats ? countsOf(stats) : []),
  ];
}

function countsOf({
  turns,
  toolCalls,
  errors,
  files = 0,
  additions = 0,
  deletions = 0,
}: NonNullable<Manifest['stats']>): readonly string[] {
  return [
    ...(turns > 0 ? [counted(turns, 'prompt')] : []),
    ...(toolCalls > 0 ? [counted(toolCalls, 'call')] : []),
    ...(errors > 0 ? [counted(errors, 'error')] : []),
    ...(files > 0 ? [`${counted(files, 'file')} changed (+${additions} −${deletions})`] : []),
  ];
}

/** `1 call`, `2 calls` */
export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** A clause as a sentence: it begins with a capital. */
export function sentence(clause: string): string {
  return clause.charAt(0).toUpperCase() + clause.slice(1);
}
