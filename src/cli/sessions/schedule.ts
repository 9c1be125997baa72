/** What makes a computer run `reprise keep` by itself: texts for cron, systemd and launchd. Nothing is installed. */

/** Programs that run others at a time. */
export const SCHEDULERS = ['cron', 'systemd', 'launchd'] as const;

/** One of them. */
export type Scheduler = (typeof SCHEDULERS)[number];

/** What is to be run. */
export interface ScheduledRun {
  /** Program and parameters, all paths absolute. */
  readonly command: readonly string[];
  /** Variables that decide where sessions are found: schedulers know nothing of those that a shell sets. */
  readonly variables: readonly (readonly [name: string, value: string])[];
  /** It goes on until it is ended; else it is run once a day. */
  readonly goesOn: boolean;
  /** Absolute. */
  readonly home: string;
}

/** A text, and what is to be done with it. */
export interface Schedule {
  readonly text: string;
  readonly advice: string;
}

/** When it is run each day: at noon most computers are on. */
const [HOUR, MINUTE] = [12, 15];

/** Name of the unit, or of the agent. */
const NAME = 'reprise-keep';

/** The text for a scheduler. */
export function scheduleFor(scheduler: Scheduler, run: ScheduledRun): Schedule {
  return { cron, systemd, launchd }[scheduler](run);
}

function cron({ command, variables, goesOn }: ScheduledRun): Schedule {
  const words = [
    ...(variables.length > 0 ? ['env'] : []),
    ...variables.map(([name, value]) => `${name}=${value}`),
  ];
  // To cron, % is the end of the line.
  const line = [...words, ...command].map(shellWord).join(' ').replaceAll('%', '\\%');
  return {
    text: `${goesOn ? '@reboot' : `${MINUTE} ${HOUR} * * *`} ${line}\n`,
    advice: 'add this line with "crontab -e"; cron mails what it says',
  };
}

function systemd({ command, variables, goesOn }: ScheduledRun): Schedule {
  const service = [
    `# ~/.config/systemd/user/${NAME}.service`,
    '[Unit]',
    'Description=Archive coding sessions',
    '',
    '[Service]',
    ...(goesOn ? ['Restart=on-failure', 'RestartSec=60'] : ['Type=oneshot']),
    'Nice=10',
    // A log that was probably taken for another tool's is told, and is no failure.
    'SuccessExitStatus=3',
    ...variables.map(([name, value]) => `Environment=${unitWord(`${name}=${value}`)}`),
    // Of variables, which a command line may name, nothing is to be put in.
    `ExecStart=${command.map((word) => unitWord(word).replaceAll('$', '$$$$')).join(' ')}`,
    ...(goesOn ? ['', '[Install]', 'WantedBy=default.target'] : []),
  ];
  const timer = [
    '',
    `# ~/.config/systemd/user/${NAME}.timer`,
    '[Unit]',
    'Description=Archive coding sessions every day',
    '',
    '[Timer]',
    `OnCalendar=*-*-* ${HOUR}:${MINUTE}:00`,
    'Persistent=true',
    '',
    '[Install]',
    'WantedBy=timers.target',
  ];
  const files = goesOn ? 'this file' : 'these two files';
  const unit = `${NAME}.${goesOn ? 'service' : 'timer'}`;
  return {
    text: `${[...service, ...(goesOn ? [] : timer)].join('\n')}\n`,
    advice: `save ${files}, then: systemctl --user daemon-reload && systemctl --user enable --now ${unit}`,
  };
}

function launchd({ command, variables, goesOn, home }: ScheduledRun): Schedule {
  const file = `~/Library/LaunchAgents/${NAME}.plist`;
  const string = (text: string): string => `<string>${xmlText(text)}</string>`;
  const entries = [
    `<key>Label</key>${string(NAME)}`,
    '<key>ProgramArguments</key>',
    '<array>',
    ...command.map((word) => `  ${string(word)}`),
    '</array>',
    ...(variables.length === 0
      ? []
      : [
          '<key>EnvironmentVariables</key>',
          '<dict>',
          ...variables.map(([name, value]) => `  <key>${xmlText(name)}</key>${string(value)}`),
          '</dict>',
        ]),
    ...(goesOn
      ? ['<key>RunAtLoad</key><true/>', '<key>KeepAlive</key><dict><key>SuccessfulExit</key><false/></dict>']
      : [
          '<key>StartCalendarInterval</key>',
          `<dict><key>Hour</key><integer>${HOUR}</integer><key>Minute</key><integer>${MINUTE}</integer></dict>`,
        ]),
    '<key>ProcessType</key><string>Background</string>',
    `<key>StandardErrorPath</key>${string(`${home}/Library/Logs/${NAME}.log`)}`,
  ];
  return {
    text: [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
      `<!-- ${file} -->`,
      '<plist version="1.0">',
      '<dict>',
      ...entries.map((line) => `  ${line}`),
      '</dict>',
      '</plist>',
      '',
    ].join('\n'),
    advice: `save this as ${file}, then: launchctl bootstrap gui/$(id -u) ${file}`,
  };
}

/** A word of a shell's command line. */
function shellWord(word: string): string {
  return /^[\w@+:,./=-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** A word of a unit's line, in which % begins what systemd fills in. */
function unitWord(word: string): string {
  const plain = word.replaceAll('%', '%%');
  return /^[\w@+:,./=%-]+$/.test(plain) ? plain : `"${plain.replaceAll(/["\\]/g, '\\$&')}"`;
}

function xmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
