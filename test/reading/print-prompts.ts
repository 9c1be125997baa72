import type { ByteSource } from '#src/format/index.ts';
import { openSession } from '#src/reading/index.ts';

export async function printPrompts(source: ByteSource, print: (text: string) => void): Promise<void> {
  const session = await openSession(source);
  for await (const item of session.transcript()) {
    if (item.type === 'prompt') print(await session.contentText(item.content));
  }
  session.close();
}
