import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { after, describe, expect, it } from '#test';
import { scheduleFor, type ScheduledRun } from '#src/cli/sessions/schedule.ts';
import { placingVariables } from '#src/cli/sessions/tool-places.ts';
import { projectPath } from '../helpers/project-path.ts';
import { homeEnvironment, runCli, TempFolder } from './cli.ts';

const RUN: ScheduledRun = {
  command: ['/opt/node 20/bin/node', '/opt/reprise/main.js', 'keep', "/home/ada/the 100% $HOME's"],
  variables: [['CODEX_HOME', '/data/"co%dex"']],
  goesOn: false,
  home: '/home/ada',
};

describe('a schedule', () => {
  it('is a line of cron, in which % is no end of it', () => {
    const { text } = scheduleFor('cron', RUN);
    const [, line] = /^15 12 \* \* \* (.*)\n$/.exec(text)!;

    // What the shell makes of it, when cron has put the % back.
    const script = line!.replaceAll('\\%', '%').replace("'/opt/node 20/bin/node'", "printf '%s|'");
    expect(spawnSync('sh', ['-c', script], { encoding: 'utf8' }).stdout).to.equal(
      "/opt/reprise/main.js|keep|/home/ada/the 100% $HOME's|",
    );
    expect(line).to.match(/^env 'CODEX_HOME=\/data\/"co\\%dex"' /);
    expect(scheduleFor('cron', { ...RUN, goesOn: true }).text).to.match(/^@reboot env /);
  });

  it('is a service and a timer of systemd, in which nothing is filled in', () => {
    const { text, advice } = scheduleFor('systemd', RUN);

    expect(text.split('\n')).to.include.members([
      '# ~/.config/systemd/user/reprise-keep.service',
      'Type=oneshot',
      'Environment="CODEX_HOME=/data/\\"co%%dex\\""',
      `ExecStart="/opt/node 20/bin/node" /opt/reprise/main.js keep "/home/ada/the 100%% $$HOME's"`,
      '# ~/.config/systemd/user/reprise-keep.timer',
      'OnCalendar=*-*-* 12:15:00',
      'WantedBy=timers.target',
    ]);
    expect(advice).to.include('enable --now reprise-keep.timer');
  });

  it('is a service of systemd alone for what goes on', () => {
    const { text, advice } = scheduleFor('systemd', { ...RUN, goesOn: true });

    expect(text).to.include('Restart=on-failure').and.include('WantedBy=default.target');
    expect(text).to.not.include('[Timer]');
    expect(advice).to.include('enable --now reprise-keep.service');
  });

  it('is a property list of launchd', () => {
    const { text } = scheduleFor('launchd', { ...RUN, command: ['/node', '<&>'] });

    expect(text).to.include('<string>/node</string>\n    <string>&lt;&amp;&gt;</string>');
    expect(text).to.include('<key>CODEX_HOME</key><string>/data/"co%dex"</string>');
    expect(text).to.include('<key>Hour</key><integer>12</integer>');
    expect(text).to.include('<string>/home/ada/Library/Logs/reprise-keep.log</string>');
    expect(scheduleFor('launchd', { ...RUN, goesOn: true }).text).to.include('<key>KeepAlive</key>');
  });

  it('takes along the variables that say where sessions are, and no others', () => {
    const env = {
      CODEX_HOME: '/data/codex',
      OPENCODE_DB: 'x.db',
      HOME: '/home/ada',
      API_KEY: 'x',
      KIMI_SHARE_DIR: '',
    };

    expect(placingVariables(env)).to.deep.equal([
      ['CODEX_HOME', '/data/codex'],
      ['OPENCODE_DB', 'x.db'],
    ]);
  });
});

describe('reprise keep --schedule', () => {
  const folder = new TempFolder();
  after(() => folder.remove());
  const run = (...parameters: string[]) =>
    runCli(['keep', ...parameters], { cwd: folder.path, env: homeEnvironment(folder.join('home')) });

  it('prints what runs this program with this Node, and does nothing else', async () => {
    const { code, text, stderr } = await run('--schedule', 'cron', '--tool', 'codex-cli', 'archives');

    expect(code).to.equal(0);
    const words = text.trimEnd().split(' ').slice(5);
    expect(words).to.deep.equal([
      process.execPath,
      projectPath('dist/cli/main.js'),
      'keep',
      '--quiet',
      '--tool',
      'codex-cli',
      `${realpathSync(folder.path)}/archives`,
    ]);
    expect(stderr).to.include('crontab -e');
    expect(folder.names).to.deep.equal([]);
  });

  it('refuses a program that it knows nothing of', async () => {
    const { code, stderr } = await run('--schedule', 'at');

    expect(code).to.equal(2);
    expect(stderr).to.include('cron, systemd, launchd');
  });
});
