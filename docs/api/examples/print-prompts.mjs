import { openSession } from 'reprise';
import { FileSource } from 'reprise/node';

const source = await FileSource.open(process.argv[2] ?? 'session.reprise');
const session = await openSession(source);
for await (const item of session.transcript()) {
  if (item.type === 'prompt') console.log(await session.contentText(item.content));
}
await source.close();
