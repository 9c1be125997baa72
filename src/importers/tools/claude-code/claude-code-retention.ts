import { isObject } from '../../sources/json-value.ts';
import { DAY, type Retention } from '../../stored-sessions.ts';

/** `cleanupPeriodDays`, 30 by default; a session goes when its file was not changed for so long. */
export const claudeCodeRetention: Retention = {
  settings: [
    { on: 'mac', path: '/Library/Application Support/ClaudeCode/managed-settings.json' },
    { on: 'windows', path: '${ProgramFiles:-C:/Program Files}/ClaudeCode/managed-settings.json' },
    { on: 'windows', path: '${ProgramData:-C:/ProgramData}/ClaudeCode/managed-settings.json' },
    { on: 'others', path: '/etc/claude-code/managed-settings.json' },
    { path: '${CLAUDE_CONFIG_DIR:-~/.claude}/settings.json' },
    { path: '${XDG_CONFIG_HOME:-~/.config}/claude/settings.json', unless: 'CLAUDE_CONFIG_DIR' },
  ],
  countsFrom: 'modified',
  periodOf: (settings) => {
    const days = settings
      .map((value) => (isObject(value) ? value['cleanupPeriodDays'] : undefined))
      .find((value) => typeof value === 'number' && value >= 0);
    return (typeof days === 'number' ? days : 30) * DAY;
  },
};
