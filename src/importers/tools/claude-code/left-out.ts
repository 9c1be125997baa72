/**
 * Fields that are read but not written: ids that order and our own ids replace, opaque tokens, metadata that
 * every record repeats. Everything else of a record ends up in an event. `docs/importers/claude-code.md` has
 * the same list for people; the coverage test uses it and nothing else.
 */

/** Record fields that have a place of their own in events, or hold nothing a person can see. */
export const RECORD_FIELDS: ReadonlySet<string> = new Set([
  // Shape, order and origin of the record.
  'type',
  'subtype',
  'uuid',
  'parentUuid',
  'logicalParentUuid',
  'sessionId',
  'session_id',
  'timestamp',
  'isSidechain',
  'isMeta',
  'isVisibleInTranscriptOnly',
  'isCompactSummary',
  'agentId',
  'requestId',
  'promptId',
  'sourceToolAssistantUUID',
  'sourceToolUseID',
  'leafUuid',
  'messageId',
  'interruptedMessageId',
  'imagePasteIds',
  // The program and where it ran.
  'version',
  'cwd',
  'gitBranch',
  'userType',
  'entrypoint',
  'slug',
  'level',
  'promptSource',
  'origin',
  'effort',
  'thinkingMetadata',
  'attributionMcpServer',
  'attributionMcpTool',
  'attributionSkill',
  'attributionAgent',
  // Content, which becomes events.
  'message',
  'toolUseResult',
  'permissionMode',
  'isApiErrorMessage',
]);

/** Fields whose strings are left out wherever they stand. */
export const LEFT_OUT_FIELDS: ReadonlySet<string> = new Set([
  'uuid',
  'parentUuid',
  'logicalParentUuid',
  'sessionId',
  'timestamp',
  'requestId',
  'signature',
  'cwd',
  'gitBranch',
  'version',
  'userType',
  'entrypoint',
  'level',
  'slug',
  'type',
  'subtype',
  'promptId',
  'messageId',
  'leafUuid',
  'interruptedMessageId',
  'sourceToolAssistantUUID',
  'sourceToolUseID',
  'toolUseID',
  'parentToolUseID',
  'tool_use_id',
  'source_uuid',
  'attributionMcpTool',
  'attributionSkill',
  'lastPrompt',
]);

/** Parts of records that are left out as a whole: statistics of the provider, ids of records, backup names. */
export const LEFT_OUT_PARTS: ReadonlySet<string> = new Set([
  'diagnostics',
  'preservedMessages',
  'preservedSegment',
  'snapshot',
]);

/** Fields of `message` beside its content. */
export const MESSAGE_FIELDS: ReadonlySet<string> = new Set([
  'id',
  'type',
  'role',
  'model',
  'content',
  'usage',
  'stop_reason',
  'stop_sequence',
  'stop_details',
  'container',
  'context_management',
  'diagnostics',
]);

/** Fields of tool results that say nothing beyond the call and its content. */
export const RESULT_FIELDS: ReadonlySet<string> = new Set([
  'type',
  'isImage',
  'noOutputExpected',
  'usage',
  'tool_use_id',
  'toolUseId',
  'shellId',
  'numFiles',
  'numLines',
  'timestamp',
]);
