import { isObject } from '../../sources/json-value.ts';
import { DAY, type Retention } from '../../stored-sessions.ts';

/**
 * `general.sessionRetention`, on and 30 days by default since 2026-02, counted from the last message; off before.
 * `maxCount`, which keeps a number of sessions of each project, is not considered.
 */
export const geminiRetention: Retention = {
  settings: [
    ...systemFile('GEMINI_CLI_SYSTEM_SETTINGS_PATH', 'settings.json'),
    { path: '${GEMINI_CLI_HOME:-~}/.gemini/settings.json' },
    ...systemFile('GEMINI_CLI_SYSTEM_DEFAULTS_PATH', 'system-defaults.json'),
  ],
  countsFrom: 'ended',
  periodOf: (settings) => {
    const rules = settings.map((value) => field(field(value, 'general'), 'sessionRetention'));
    const enabled = rules.map((rule) => field(rule, 'enabled')).find((value) => typeof value === 'boolean');
    if (enabled === false) return undefined;
    const maxAge = rules.map((rule) => field(rule, 'maxAge')).find((value) => typeof value === 'string');
    return lengthOf(typeof maxAge === 'string' ? maxAge : '30d');
  },
};

/** Where administrators put settings, unless a variable names the file. */
function systemFile(variable: string, name: string): Retention['settings'] {
  const at = (path: string): string => `\${${variable}:-${path}/${name}}`;
  return [
    { on: 'mac', path: at('/Library/Application Support/GeminiCli') },
    { on: 'windows', path: at('${ProgramData:-C:/ProgramData}/gemini-cli') },
    { on: 'others', path: at('/etc/gemini-cli') },
  ];
}

/** `12h`, `30d`, `4w`, `6m` (of 30 days) in ms. */
function lengthOf(period: string): number | undefined {
  const match = /^(\d{1,6})([hdwm])$/.exec(period);
  const unit = { h: DAY / 24, d: DAY, w: 7 * DAY, m: 30 * DAY }[match?.[2] ?? ''];
  return match && unit !== undefined && Number(match[1]) > 0 ? Number(match[1]) * unit : undefined;
}

function field(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
