export function redact(text: string): string;
export function redactEvents(writes: readonly string[]): string[];
