export const CHROMIUM_ARGS: readonly string[];
export const wantedBrowsers: readonly string[];
export function findChromium(): Promise<string>;
export function findFirefox(): string | undefined;
