import { Command } from 'commander';
import { coverPicture } from '../../exports/index.ts';
import { openSession } from '../../reading/index.ts';
import { archiveStem } from '../archive-file.ts';
import type { CommandContext } from '../command-context.ts';
import { addSecretOptions, withArchive, type SecretOptions } from '../encryption/open-archive.ts';
import { addPictureOptions, writePicture, type PictureOptions } from '../picture/write-picture.ts';

/** `reprise poster FILE` */
export function posterCommand(context: CommandContext): Command {
  const command = new Command('poster')
    .description('draw the cover of a session as a picture: title, agent, what came of it, how long it took')
    .argument('<file>', 'the archive; it is left as it is');
  return addSecretOptions(addPictureOptions(command, 'its name with .svg')).action(
    (path: string, options: PictureOptions & SecretOptions) => {
      const target = options.output ?? `${archiveStem(path)}.svg`;
      return withArchive(path, options, context, async (source) =>
        writePicture(target, options, context, async () =>
          coverPicture(await openSession(source, { signal: context.signal }), options.theme),
        ),
      );
    },
  );
}
