/** Validates the lines of tracks, and notes, by their schemas (spec sections 9 to 11 and 19); readers are more lenient. */

import type { TrackKind } from '../events.ts';
import { faultOf } from '../json-shape.ts';
import type { UnknownObject } from '../segments/json-value.ts';
import { EVENT_SCHEMAS } from './event-schemas.ts';
import { SchemaShapes, type SchemaObject } from './schema-shapes.ts';

const shapes = new SchemaShapes(EVENT_SCHEMAS);

const EVENT_TYPES: Readonly<Record<TrackKind, string>> = {
  transcript: 'TranscriptEvent',
  changes: 'ChangeEvent',
  terminal: 'TerminalLine',
};

const KEYFRAME_TYPES: Readonly<Record<TrackKind, string>> = {
  transcript: 'TranscriptKeyframe',
  changes: 'ChangesKeyframe',
  terminal: 'TerminalKeyframe',
};

/** Whether this version knows what updates of a kind hold: whether their schema says more than what all have. */
export function isKnownUpdate(kind: string): boolean {
  const { allOf = [] } = EVENT_SCHEMAS['TranscriptEvent'] as SchemaObject;
  return allOf.some((rule) => {
    const { properties } = (rule as SchemaObject).if as SchemaObject;
    const named = properties?.['sessionUpdate'] as SchemaObject;
    return named.const === kind || (named.enum ?? []).includes(kind);
  });
}

/** Says what in an event is not as its schema has it, with the path to it; `undefined` when all is. */
export function eventSchemaFault(kind: TrackKind, value: unknown): string | undefined {
  return faultOf(value, shapes.named(EVENT_TYPES[kind]));
}

/** The same for a keyframe line. Only a terminal may be without keyframe. */
export function keyframeSchemaFault(kind: TrackKind, line: UnknownObject): string | undefined {
  const { keyframe, ...place } = line;
  const fault = faultOf(place, shapes.named('KeyframeLine'));
  if (fault !== undefined || (kind === 'terminal' && keyframe === undefined)) return fault;
  return faultOf(keyframe, shapes.named(KEYFRAME_TYPES[kind]));
}

/** The same for the header line of a recording. */
export function headerSchemaFault(value: unknown): string | undefined {
  return faultOf(value, shapes.named('TerminalHeader'));
}

/** The same for the whole of `notes.json`. */
export function notesSchemaFault(value: unknown): string | undefined {
  return faultOf(value, shapes.named('NotesFile'));
}
