import { describe, expect, it } from '#test';
import { DAY } from '#src/cli/local-time.ts';
import { parseSettings } from '#src/cli/sessions/read-period.ts';
import type { SearchEnvironment } from '#src/cli/sessions/search-environment.ts';
import { projectFiles, projectLists, toolPlaces } from '#src/cli/sessions/tool-places.ts';

const LINUX: SearchEnvironment = { platform: 'linux', env: {}, home: '/home/ada', cwd: '/home/ada/shop/src' };
const MAC: SearchEnvironment = { ...LINUX, platform: 'darwin', home: '/Users/ada', cwd: '/Users/ada/shop' };
const WINDOWS: SearchEnvironment = {
  platform: 'win32',
  env: { ProgramFiles: 'C:\\Program Files', ProgramData: 'C:\\ProgramData' },
  home: 'C:\\Users\\ada',
  cwd: 'C:\\Users\\ada\\shop',
};

const foldersOf = (environment: SearchEnvironment, tool: string): readonly string[] =>
  toolPlaces(environment)
    .find((place) => place.tool === tool)!
    .folders.map(({ path }) => path);

describe('toolPlaces', () => {
  it('is below the home folder on each platform', () => {
    expect([LINUX, MAC, WINDOWS].map((at) => foldersOf(at, 'claude-code')[0])).to.deep.equal([
      '/home/ada/.claude/projects',
      '/Users/ada/.claude/projects',
      'C:\\Users\\ada\\.claude\\projects',
    ]);
    expect([LINUX, MAC, WINDOWS].map((at) => foldersOf(at, 'codex-cli')[0])).to.deep.equal([
      '/home/ada/.codex/sessions',
      '/Users/ada/.codex/sessions',
      'C:\\Users\\ada\\.codex\\sessions',
    ]);
    expect(foldersOf(WINDOWS, 'opencode')).to.deep.equal([
      'C:\\Users\\ada\\.local\\share\\opencode',
      'C:\\Users\\ada\\.local\\share\\opencode\\storage',
    ]);
    expect([LINUX, MAC, WINDOWS].map((at) => foldersOf(at, 'cursor').at(-1))).to.deep.equal([
      '/home/ada/.config/Cursor/User',
      '/Users/ada/Library/Application Support/Cursor/User',
      'C:\\Users\\ada\\AppData\\Roaming\\Cursor\\User',
    ]);
  });

  it('follows the variables that move a tool', () => {
    const env = {
      CLAUDE_CONFIG_DIR: '/data/claude',
      CODEX_HOME: '/data/codex',
      GEMINI_CLI_HOME: '/data/gemini',
      XDG_DATA_HOME: '/data/share',
      XDG_CONFIG_HOME: '/data/config',
      COPILOT_HOME: '/data/copilot',
      KIMI_CODE_HOME: '/data/kimi-code',
      KIMI_SHARE_DIR: '/data/kimi',
      QWEN_HOME: '/data/qwen',
      FACTORY_HOME_OVERRIDE: '/data/factory',
      GROK_HOME: '/data/grok',
      CONTINUE_GLOBAL_DIR: '/data/continue',
      HERMES_HOME: '/data/hermes',
      VIBE_HOME: '/data/vibe',
      KIRO_HOME: '/data/kiro',
      OPENHANDS_PERSISTENCE_DIR: '/data/openhands',
      MSWEA_GLOBAL_CONFIG_DIR: '/data/mini',
      PI_CODING_AGENT_DIR: '/data/pi',
      OPENCLAW_STATE_DIR: '/data/claw',
      CLINE_DIR: '/data/cline',
    };
    const found = toolPlaces({ ...LINUX, env })
      .flatMap(({ folders }) => folders.map(({ path }) => path))
      .filter((path) => !path.includes('/User/'));

    expect(found).to.deep.equal([
      '/data/claude/projects',
      '/data/codex/sessions',
      '/data/codex/archived_sessions',
      '/data/gemini/.gemini/tmp',
      '/home/ada/.cursor/projects',
      '/home/ada/.cursor/chats',
      '/data/config/Cursor/User',
      '/data/share/opencode',
      '/data/share/opencode/storage',
      '/data/share/kilo',
      '/data/kiro/sessions',
      '/data/share/kiro-cli',
      '/data/share/amazon-q',
      '/data/share/goose/sessions',
      '/data/share/Block/goose/sessions',
      '/data/copilot/session-state',
      '/data/kimi-code/sessions',
      '/data/kimi/sessions',
      '/data/qwen/projects',
      '/home/ada/.iflow/projects',
      '/data/factory/.factory/sessions',
      '/data/grok/sessions',
      '/data/continue/sessions',
      '/data/hermes',
      '/data/hermes/sessions',
      '/data/vibe/logs/session',
      '/data/pi/sessions',
      '/home/ada/.omp/agent/sessions',
      '/data/claw/agents',
      '/home/ada/.qclaw/agents',
      '/data/cline/data/sessions',
      '/home/ada/.gemini/antigravity-cli/brain',
      '/home/ada/.gemini/antigravity/brain',
      '/home/ada/.gemini/antigravity-ide/brain',
      '/data/openhands/conversations',
      '/data/mini',
      '/data/share/devin/cli',
      '/data/share/amp/threads',
    ]);
  });

  it('knows the folders of desktop programs that have a tool within them', () => {
    const support = '/Users/ada/Library/Application Support';

    expect(foldersOf(MAC, 'claude-code')).to.include(`${support}/Claude/local-agent-mode-sessions`);
    expect(foldersOf(MAC, 'kimi-code')).to.include(
      `${support}/kimi-desktop/daimon-share/daimon/runtime/kimi-code/home/sessions`,
    );
    expect(foldersOf(LINUX, 'claude-code').join()).to.not.include('local-agent-mode');
  });

  it('looks into each editor of the family of VS Code, where its platform puts it', () => {
    const below = 'globalStorage/saoudrizwan.claude-dev/tasks';
    const env = { XDG_CONFIG_HOME: '/data/config' };

    expect(foldersOf(LINUX, 'cline')).to.include.members([
      `/home/ada/.config/Code/User/${below}`,
      `/home/ada/.config/Windsurf/User/${below}`,
      `/home/ada/.vscode-server/data/User/${below}`,
    ]);
    expect(foldersOf({ ...LINUX, env }, 'cline')).to.include(`/data/config/Code/User/${below}`);
    expect(foldersOf(MAC, 'cline')).to.include(`/Users/ada/Library/Application Support/Cursor/User/${below}`);
    expect(foldersOf(WINDOWS, 'cline')).to.include(
      'C:\\Users\\ada\\AppData\\Roaming\\Code - Insiders\\User\\globalStorage\\kilocode.kilo-code\\tasks',
    );
  });

  it('looks into each folder that a variable lists', () => {
    const env = { CLAUDE_CONFIG_DIRS: '/data/one:/data/two, ~/three' };

    expect(foldersOf({ ...LINUX, env }, 'claude-code')).to.include.members([
      '/home/ada/.claude/projects',
      '/data/one/projects',
      '/data/two/projects',
      '/home/ada/three/projects',
    ]);
    expect(
      foldersOf({ ...WINDOWS, env: { CLAUDE_CONFIG_DIRS: 'D:\\a;D:\\b' } }, 'claude-code'),
    ).to.include.members(['D:\\a\\projects', 'D:\\b\\projects']);
  });

  it('goes before another variable where one moves less', () => {
    const env = { QWEN_HOME: '/data/home', QWEN_RUNTIME_DIR: '/data/run' };

    expect(foldersOf({ ...LINUX, env }, 'qwen-code')).to.deep.equal(['/data/run/projects']);
  });

  it('looks at the file that a variable names, wherever it is', () => {
    const filesOf = (value: string): readonly (readonly [string, boolean])[] => {
      const places = toolPlaces({ ...LINUX, env: { OPENCODE_DB: value } });
      const folders = places.find(({ tool }) => tool === 'opencode')!.folders;
      return folders.map(({ path, sessions }) => [path, sessions.test('mine+.db')] as const);
    };

    expect(filesOf('/data/mine+.db')).to.deep.include(['/data', true]);
    expect(filesOf('mine+.db')).to.deep.include(['/home/ada/.local/share/opencode', true]);
    expect(filesOf('').map(([, isTaken]) => isTaken)).to.not.include(true);
  });

  it('takes an empty variable for none', () => {
    expect(foldersOf({ ...LINUX, env: { CODEX_HOME: '', CLAUDE_CONFIG_DIR: '' } }, 'codex-cli')[0]).to.equal(
      '/home/ada/.codex/sessions',
    );
  });

  for (const [tool, yes, no] of [
    [
      'claude-code',
      ['-home-ada-shop/5e55.jsonl'],
      [
        '-home-ada-shop/agent-1.jsonl',
        '-home-ada-shop/5e55/subagents/agent-1.jsonl',
        'history.jsonl',
        'a/b.json',
      ],
    ],
    [
      'codex-cli',
      ['2026/01/05/rollout-2026-01-05T08-00-00-1.jsonl', 'rollout-2025-05-01-1.json'],
      ['2026/01/05/other.jsonl', 'x/rollout-1.jsonl'],
    ],
    [
      'gemini-cli',
      ['shop/chats/session-2026-01-05T08-00-1a2b.json', 'f00/chats/session-1.jsonl'],
      ['shop/logs.json', 'shop/chats/parent/session-1.jsonl', 'shop/checkpoint-x.json'],
    ],
    [
      'cursor',
      ['home-ada-shop/agent-transcripts/1a.jsonl', 'home-ada-shop/agent-transcripts/1a/1a.jsonl'],
      [
        'home-ada-shop/agent-transcripts/1a/subagents/2b.jsonl',
        'home-ada-shop/agent-transcripts/1a/2b.jsonl',
      ],
    ],
    [
      'opencode',
      ['opencode.db', 'opencode-dev.db', 'session/p1/ses_1.json'],
      ['opencode.db-wal', 'auth.json', 'message/ses_1/msg_1.json', 'session_diff/ses_1.json'],
    ],
    ['kilo', ['kilo.db'], ['kilo.db-wal', 'auth.json']],
    ['copilot-cli', ['1a/events.jsonl', '1a.jsonl'], ['1a/files/x.jsonl', '1a/workspace.yaml']],
    [
      'kimi-code',
      ['p/session_1/agents/main/wire.jsonl'],
      ['p/session_1/agents/agent-0/wire.jsonl', 'p/session_1/state.json'],
    ],
    [
      'qwen-code',
      ['-home-ada-shop/chats/1a.jsonl', '-home-ada-shop/chats/archive/1a.jsonl'],
      ['-home-ada-shop/subagents/1a/agent-x.jsonl', '-home-ada-shop/chats/1a.json'],
    ],
    ['iflow', ['-home-ada-shop/session-1a.jsonl'], ['-home-ada-shop/1a.jsonl', 'session-1a.jsonl']],
    [
      'droid',
      ['-home-ada-shop/1a.jsonl', '1a.jsonl', 'btw/1a.jsonl'],
      ['-home-ada-shop/1a.settings.json', '-home-ada-shop/1a/x.jsonl', '.favorites'],
    ],
    [
      'grok-cli',
      ['%2Fhome%2Fada/1a/chat_history.jsonl'],
      [
        '%2Fhome%2Fada/1a/updates.jsonl',
        '%2Fhome%2Fada/1a/summary.json',
        '%2Fhome%2Fada/prompt_history.jsonl',
      ],
    ],
    [
      'hermes',
      ['state.db', 'session_20260429_1a.json', '20260403_153620_5a3e2ff1.jsonl'],
      ['state.db-wal', 'auth.json', 'sessions.json', 'request_dump_1a.json'],
    ],
    [
      'mistral-vibe',
      ['session_20260504_1a/messages.jsonl', 'session_20251201_1a.json'],
      ['session_20260504_1a/meta.json', 'session_20260504_1a/agents/1b/messages.jsonl'],
    ],
    ['continue', ['1a.json'], ['sessions.json', 'x/1a.json', '1a.jsonl']],
    [
      'openhands',
      ['1a/base_state.json'],
      ['1a/events/event-00000-1a.json', '1a/subagents/2b/base_state.json', 'base_state.json'],
    ],
    ['mini-swe-agent', ['last_mini_run.traj.json'], ['.env', 'mini_task_history.txt']],
    ['devin-cli', ['sessions.db'], ['sessions.db-wal', 'transcripts/1a.json']],
    ['amp', ['T-1a.json'], ['history.jsonl', 'T-1a.json.tmp']],
    [
      'pi',
      ['--home-ada-shop--/2026_1a.jsonl', 'main/sessions/1a.jsonl'],
      [
        'main/sessions/1a.trajectory.jsonl',
        'main/sessions/1a.jsonl.deleted.2026',
        'main/agent/auth-profiles.json',
      ],
    ],
    [
      'cline',
      ['1a/1a.messages.json', '1793700000000/ui_messages.json'],
      [
        '1a/1a.json',
        '1a/agent_2b.messages.json',
        '1793700000000/api_conversation_history.json',
        'sessions.db',
      ],
    ],
    [
      'vscode-copilot-chat',
      ['0a1b/chatSessions/1a.jsonl', '0a1b/chatSessions/1a.json'],
      ['0a1b/workspace.json', '0a1b/chatEditingSessions/1a/state.json', '0a1b/state.vscdb'],
    ],
    [
      'antigravity-cli',
      ['1a/.system_generated/logs/transcript_full.jsonl'],
      ['1a/.system_generated/logs/transcript.jsonl', '1a/.system_generated/tasks/task-1.log'],
    ],
  ] as const) {
    it(`${tool}: knows sessions from what lies beside them`, () => {
      const { folders } = toolPlaces(LINUX).find((place) => place.tool === tool)!;
      const isSession = (path: string): boolean =>
        folders.some(({ sessions, depth }) => sessions.test(path) && path.split('/').length - 1 <= depth);

      expect(yes.filter(isSession)).to.deep.equal(yes);
      expect(no.filter(isSession)).to.deep.equal([]);
    });
  }
});

describe('projectFiles', () => {
  const histories = (environment: SearchEnvironment, projects: readonly string[]): readonly string[] =>
    projectFiles(environment, projects).flatMap(({ tool, path }) => (tool === 'aider' ? [path] : []));

  it('are in the home folder, here and above, and where other tools worked', () => {
    expect(histories(LINUX, ['/srv/blog', 'home-ada-garden', '/home/ada'])).to.deep.equal([
      '/home/ada/.aider.chat.history.md',
      '/home/ada/shop/src/.aider.chat.history.md',
      '/home/ada/shop/.aider.chat.history.md',
      '/srv/blog/.aider.chat.history.md',
    ]);
    expect(histories(WINDOWS, [])).to.deep.equal([
      'C:\\Users\\ada\\.aider.chat.history.md',
      'C:\\Users\\ada\\shop\\.aider.chat.history.md',
    ]);
  });

  it('name the project that a folder of the tool lies in', () => {
    const found = projectFiles(LINUX, ['/srv/blog']).find(
      ({ tool, project }) => tool === 'crush' && project === '/srv/blog',
    );

    expect(found).to.deep.equal({ tool: 'crush', path: '/srv/blog/.crush/crush.db', project: '/srv/blog' });
    expect(projectLists(LINUX)).to.deep.equal(['/home/ada/.local/share/crush/projects.json']);
  });

  it('are where a variable names them, too', () => {
    const env = { AIDER_CHAT_HISTORY_FILE: 'notes/chat.md' };
    expect(histories({ ...LINUX, env }, [])[0]).to.equal('/home/ada/shop/src/notes/chat.md');
  });
});

describe('retention', () => {
  const retentionOf = (environment: SearchEnvironment, tool: string) =>
    toolPlaces(environment).find((place) => place.tool === tool)!.retention!;
  const claude = retentionOf(LINUX, 'claude-code');
  const gemini = retentionOf(LINUX, 'gemini-cli');

  it('of Claude Code is 30 days after the last change, or what the strongest setting says', () => {
    expect(claude.countsFrom).to.equal('modified');
    expect(claude.settings).to.deep.equal([
      '/etc/claude-code/managed-settings.json',
      '/home/ada/.claude/settings.json',
      '/home/ada/.config/claude/settings.json',
    ]);
    const days = [
      [],
      [{}],
      [{ cleanupPeriodDays: 7 }],
      [{ cleanupPeriodDays: '9' }, { cleanupPeriodDays: 365 }],
      [{ cleanupPeriodDays: 0 }],
    ];
    expect(days.map((settings) => claude.periodOf(settings)! / DAY)).to.deep.equal([30, 30, 7, 365, 0]);
  });

  it('of Gemini CLI is 30 days after the last message, unless it is set or switched off', () => {
    const rule = (sessionRetention: unknown) => ({ general: { sessionRetention } });

    expect(gemini.countsFrom).to.equal('ended');
    expect(gemini.periodOf([null, 'x'])! / DAY).to.equal(30);
    expect(gemini.periodOf([rule({ maxAge: '2w' }), rule({ maxAge: '1d' })])! / DAY).to.equal(14);
    expect(gemini.periodOf([rule({ enabled: false })])).to.equal(undefined);
    expect(gemini.periodOf([rule({ maxAge: 'soon' })])).to.equal(undefined);
  });

  it('looks for settings of administrators where each platform has them', () => {
    expect(retentionOf(MAC, 'claude-code').settings[0]).to.equal(
      '/Library/Application Support/ClaudeCode/managed-settings.json',
    );
    expect(retentionOf(WINDOWS, 'claude-code').settings.slice(0, 2)).to.deep.equal([
      'C:\\Program Files\\ClaudeCode\\managed-settings.json',
      'C:\\ProgramData\\ClaudeCode\\managed-settings.json',
    ]);
    expect(retentionOf(MAC, 'gemini-cli').settings[0]).to.equal(
      '/Library/Application Support/GeminiCli/settings.json',
    );
    expect(retentionOf({ ...WINDOWS, env: {} }, 'gemini-cli').settings[2]).to.equal(
      'C:\\ProgramData\\gemini-cli\\system-defaults.json',
    );
  });

  it('follows the variables that move settings', () => {
    const env = {
      CLAUDE_CONFIG_DIR: '/data/claude',
      GEMINI_CLI_HOME: '/data/gemini',
      GEMINI_CLI_SYSTEM_SETTINGS_PATH: '/data/system.json',
    };
    expect(retentionOf({ ...LINUX, env }, 'claude-code').settings).to.deep.equal([
      '/etc/claude-code/managed-settings.json',
      '/data/claude/settings.json',
    ]);
    expect(retentionOf({ ...LINUX, env }, 'gemini-cli').settings).to.deep.equal([
      '/data/system.json',
      '/data/gemini/.gemini/settings.json',
      '/etc/gemini-cli/system-defaults.json',
    ]);
  });

  it('reads settings with comments', () => {
    const text = '{ // mine\n "a": "http://x", /* b */ "b": 2 }';
    expect(parseSettings(text)).to.deep.equal({ a: 'http://x', b: 2 });
  });
});
