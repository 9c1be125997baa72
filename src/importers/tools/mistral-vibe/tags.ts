/** Tags of what the program writes in the place of a person. */
export const VIBE_TAGS = ['user_cancellation', 'vibe_stop_event', 'vibe_warning', 'tool_error'];
