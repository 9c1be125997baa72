import { openSession } from 'reprise';
import { FileSource } from 'reprise/node';

const [archive = 'session.reprise', minute = '12'] = process.argv.slice(2);
await FileSource.use(archive, async (source) => {
  const session = await openSession(source);
  for (const [path, text] of await session.files(Number(minute) * 60_000)) {
    console.log(`${path}: ${text.split('\n').length - 1} lines`);
  }
});
