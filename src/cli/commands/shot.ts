import { Command, Option } from 'commander';
import { diffPicture, terminalPicture } from '../../exports/index.ts';
import { openSession } from '../../reading/index.ts';
import { archiveStem } from '../archive-file.ts';
import type { CommandContext } from '../command-context.ts';
import { addSecretOptions, withArchive, type SecretOptions } from '../encryption/open-archive.ts';
import { momentOf } from '../moment.ts';
import { addPictureOptions, writePicture, type PictureOptions } from '../picture/write-picture.ts';

interface ShotOptions extends PictureOptions, SecretOptions {
  readonly at?: string;
  readonly terminal?: string;
  readonly diff?: string;
}

/** `reprise shot FILE` */
export function shotCommand(context: CommandContext): Command {
  const command = new Command('shot')
    .description('draw a moment of a session as a picture: its terminal, or the changes of a file')
    .argument('<file>', 'the archive; it is left as it is')
    .option(
      '--at <moment>',
      'a time, as 6:41 or 401, or the id of an event (default: when the terminal tells most; of --diff, the end)',
    )
    .addOption(new Option('--terminal <id>', 'which terminal (default: the first)').conflicts('diff'))
    .option('--diff <path>', 'all changes of this file up to then, in place of the terminal');
  return addSecretOptions(addPictureOptions(command, 'its name with .shot.svg')).action(
    (path: string, options: ShotOptions) => {
      const target = options.output ?? `${archiveStem(path)}.shot.svg`;
      return withArchive(path, options, context, async (source) =>
        writePicture(target, options, context, async () => {
          const { signal } = context;
          const session = await openSession(source, { signal });
          const time = options.at === undefined ? undefined : await momentOf(session, options.at, signal);
          const moment = { ...(time !== undefined && { time }), signal };
          const { terminal, diff, theme } = options;
          return diff === undefined
            ? terminalPicture(session, { ...moment, ...(terminal !== undefined && { terminal }) })
            : diffPicture(session, { ...moment, path: diff, theme });
        }),
      );
    },
  );
}
