/** Every entry of the package that has code, by its name and one thing of it. */
import 'reprise/bundle';
import 'reprise/define';
import { openSession } from 'reprise';
import { RepriseTranscript } from 'reprise/elements';
import { encodeSession } from 'reprise/encode';
import { exportFormat } from 'reprise/exports';
import { ArchiveReader } from 'reprise/format';
import { connectPlayer } from 'reprise/frame';
import { openSource } from 'reprise/importers';
import { codex } from 'reprise/importers/codex-cli';
import { packFile } from 'reprise/node';
import { Player } from 'reprise/player';
import { ReprisePlayer } from 'reprise/react';
import { TranscriptState } from 'reprise/state';
import { ChangeSquash } from 'reprise/state/files';
import { TerminalState } from 'reprise/state/terminal';

console.log(
  [
    openSession,
    RepriseTranscript,
    encodeSession,
    exportFormat,
    connectPlayer,
    ArchiveReader,
    openSource,
    { name: codex.id },
    packFile,
    Player,
    { name: ReprisePlayer.displayName ?? '' },
    TranscriptState,
    ChangeSquash,
    TerminalState,
  ]
    .map(({ name }) => name)
    .join(' '),
);
