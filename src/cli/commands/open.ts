import { access } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { doubtIn, isRepriseArchive } from '../../importers/index.ts';
import { ImportFile, inputSessions, isFolder, packSession, withTemporaryFolder } from '../../node/index.ts';
import { packing, type CommandContext } from '../command-context.ts';
import { CliError } from '../errors.ts';
import { startServer } from '../local-server.ts';
import { withNamedInputs } from '../named-inputs.ts';
import { openBrowser } from '../open-browser.ts';
import { writeOutput } from '../output-file.ts';
import { formatCount } from '../output.ts';
import { PACKAGE_ROOT } from '../package-root.ts';
import { selectSession } from '../select-session.ts';

interface OpenOptions {
  readonly select?: string;
  readonly port?: number;
  readonly browser: boolean;
}

/** `reprise open FILE` */
export function openCommand(context: CommandContext): Command {
  return new Command('open')
    .description(
      'play an archive, log or recording in the browser, served from this computer to this computer',
    )
    .argument('<file>', 'an archive, or what "pack" takes')
    .option('--select <session>', 'of several sessions the one with this number, id or part of the title')
    .option('--port <number>', 'port of the server (default: a free one)', parsePort)
    .option('--no-browser', 'print the address, open no browser')
    .action((path: string, options: OpenOptions) => open(path, options, context));
}

async function open(path: string, options: OpenOptions, context: CommandContext): Promise<void> {
  await requireViewer();
  await withTemporaryFolder(async (folder) => {
    const archive = await toArchive(path, folder, options, context);
    const name = encodeURIComponent(basename(archive));
    const server = await startServer({
      mounts: {
        '/demo/': join(PACKAGE_ROOT, 'demo'),
        '/dist/bundle/': join(PACKAGE_ROOT, 'dist/bundle'),
        [`/archive/${name}`]: archive,
      },
      ...(options.port !== undefined && { port: options.port }),
    });
    try {
      const address = `${server.address}demo/?src=${encodeURIComponent(`/archive/${name}`)}`;
      context.output.data(address);
      context.output.note('press Ctrl-C to end');
      if (options.browser) openBrowser(address);
      await aborted(context.signal);
    } finally {
      await server.close();
    }
  });
}

/** The archive itself, or one packed from the input into `folder`; of several sessions the chosen one, or the first. */
async function toArchive(
  path: string,
  folder: string,
  { select }: OpenOptions,
  context: CommandContext,
): Promise<string> {
  if (path !== '-' && (await isArchiveFile(path))) return resolve(path);
  const { signal, output } = context;
  return withNamedInputs([path], { signal }, async (inputs) => {
    const sessions = await inputSessions(inputs, { signal });
    const session = select === undefined ? sessions[0]! : selectSession(sessions, select);
    if (sessions.length > 1 && select === undefined)
      output.note(`this is the first of ${formatCount(sessions.length, 'session')}; --select opens another`);
    const archive = join(folder, `${session.name}.reprise`);
    const { manifest } = await writeOutput(archive, { force: false }, (sink) =>
      packSession(session, sink, packing(context)),
    );
    const doubt = doubtIn(manifest.fidelity);
    if (doubt !== undefined) output.note(`warning: ${doubt}`, 'warning');
    return archive;
  });
}

/** A ZIP of another kind, such as an account export, is an input. */
async function isArchiveFile(path: string): Promise<boolean> {
  if (await isFolder(path)) return false;
  const file = await ImportFile.open(path);
  try {
    return await isRepriseArchive(file);
  } finally {
    await file.close();
  }
}

async function requireViewer(): Promise<void> {
  for (const part of ['dist/bundle/reprise.js', 'demo/index.html']) {
    await access(join(PACKAGE_ROOT, part)).catch((cause: unknown) => {
      throw new CliError('not-built', `the viewer page is missing (${part}): run "npm run build" first`, {
        cause,
      });
    });
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolveAborted) => {
    if (signal.aborted) resolveAborted();
    else signal.addEventListener('abort', () => resolveAborted(), { once: true });
  });
}

function parsePort(value: string): number {
  const port = Number(value);
  if (!/^\d{1,5}$/.test(value) || port > 65535)
    throw new InvalidArgumentError('It is a number from 0 to 65535.');
  return port;
}
