import { mkdtemp } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { Command } from 'commander';
import { doubtIn } from '../../importers/index.ts';
import { FileSink, inputSessions, packSession, withTemporaryFolder } from '../../node/index.ts';
import { archiveStem, isArchiveFile, isArchivePage } from '../archive-file.ts';
import { packing, type CommandContext } from '../command-context.ts';
import { givenKey, type SecretOptions } from '../encryption/open-archive.ts';
import { fragmentOf } from '../encryption/write-encrypted.ts';
import { withNamedInputs } from '../named-inputs.ts';
import { openBrowser } from '../open-browser.ts';
import { useArchiveFile } from '../open-archive-file.ts';
import { writeOutput } from '../output-file.ts';
import { formatCount } from '../output.ts';
import { selectSession } from '../select-session.ts';
import { startServer } from '../server/local-server.ts';
import { parsePort } from '../server/parse-port.ts';
import { requireViewer, viewerMounts } from '../server/viewer.ts';
import { untilAborted } from '../until-aborted.ts';
import { copy } from './encrypt.ts';

interface OpenOptions extends Pick<SecretOptions, 'keyFile'> {
  readonly select?: string;
  readonly port?: number;
  readonly browser: boolean;
}

/** `reprise open FILE…` */
export function openCommand(context: CommandContext): Command {
  return new Command('open')
    .description(
      'play archives, logs or recordings in the browser, served from this computer to this computer',
    )
    .argument('<files...>', 'archives, or what "pack" takes')
    .option('--select <session>', 'of several sessions the one with this number, id or part of the title')
    .option('--port <number>', 'port of the server (default: a free one)', parsePort)
    .option('--key-file <file>', 'of an encrypted archive: its key, or the link with it, is the first line')
    .option('--no-browser', 'print the address, open no browser')
    .action((paths: readonly string[], options: OpenOptions) => open(paths, options, context));
}

async function open(paths: readonly string[], options: OpenOptions, context: CommandContext): Promise<void> {
  await requireViewer();
  // It stands behind the address, where no request has it.
  const fragment = fragmentOf(await givenKey(options)) ?? '';
  await withTemporaryFolder(async (folder) => {
    const archives: Record<string, string> = {};
    for (const [index, path] of paths.entries()) {
      // Each packs into a folder of its own: two logs may have the same name.
      const own = await mkdtemp(join(folder, 'archive-'));
      const archive = await toArchive(path, own, options, context);
      archives[`/archive/${index + 1}/${encodeURIComponent(basename(archive))}`] = archive;
    }
    const server = await startServer({
      mounts: {
        ...viewerMounts(),
        ...archives,
      },
      ...(options.port !== undefined && { port: options.port }),
    });
    try {
      for (const archive of Object.keys(archives)) {
        const page = `?src=${encodeURIComponent(archive)}${fragment}`;
        context.output.data(server.startAddress(page));
        if (options.browser) openBrowser(server.onceAddress(page));
      }
      context.output.note('press Ctrl-C to end');
      await untilAborted(context.signal);
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
  const { signal, output } = context;
  if (path !== '-' && (await isArchiveFile(path))) {
    if (!(await isArchivePage(path))) return resolve(path);
    const archive = join(folder, `${archiveStem(path)}.reprise`);
    await useArchiveFile(path, (source) => FileSink.use(archive, {}, (sink) => copy(source, sink, signal)));
    return archive;
  }
  return withNamedInputs([path], { signal }, async (inputs) => {
    const sessions = await inputSessions(inputs, { signal });
    const session = select === undefined ? sessions[0]! : selectSession(sessions, select);
    if (sessions.length > 1 && select === undefined)
      output.note(`this is the first of ${formatCount(sessions.length, 'session')}; --select opens another`);
    const archive = join(folder, `${session.name}.reprise`);
    const { manifest } = await writeOutput(archive, { force: false }, (sink) =>
      packSession(session, sink, { ...packing(context), masking: false }),
    );
    const doubt = doubtIn(manifest.fidelity);
    if (doubt !== undefined) output.note(`warning: ${doubt}`, 'warning');
    return archive;
  });
}
