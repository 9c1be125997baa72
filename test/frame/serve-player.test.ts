import { describe, expect, it } from '#test';
import { servePlayer, type FramedPlayer } from '#src/frame/serve-player.ts';

const HOME = 'https://blog.example';

/** A player that notes what it is told to do. */
class FakePlayer extends EventTarget implements FramedPlayer {
  paused = true;
  sessionTime = 12.5;
  event: string | undefined = 'e-7';
  error: FramedPlayer['error'] = null;
  session: FramedPlayer['session'] = { manifest: { title: 'Why it failed', duration: 60_000 } };
  readonly done: string[] = [];

  play(): Promise<void> {
    this.done.push('play');
    return Promise.reject(new Error('no'));
  }

  pause(): void {
    this.done.push('pause');
  }

  seek(seconds: number): Promise<void> {
    this.done.push(`seek ${seconds}`);
    return Promise.reject(new Error('no'));
  }
}

/** A page with the player in a frame; `say` sends a message from a window of an origin. */
function framed(origins?: readonly string[], player = new FakePlayer()) {
  const sent: (readonly [message: object, target: string])[] = [];
  const parent = { postMessage: (message: object, target: string) => void sent.push([message, target]) };
  const window = Object.assign(new EventTarget(), { parent });
  const frame = servePlayer(player, window, origins);
  const say = (content: object, from: { origin?: string; source?: unknown } = {}): void => {
    const { origin, source } = { origin: HOME, source: parent, ...from };
    const data = { reprise: 1, ...content };
    window.dispatchEvent(Object.assign(new Event('message'), { data, origin, source }));
  };
  return { player, frame, sent, say };
}

const STATE = { time: 12.5, duration: 60, paused: true, title: 'Why it failed', event: 'e-7' };

describe('a player that serves the page around its frame', () => {
  it('does what it is asked for, whether that works or not', () => {
    const { player, say } = framed();
    say({ type: 'play' });
    say({ type: 'pause' });
    say({ type: 'seek', time: 30 });

    expect(player.done).to.deep.equal(['play', 'pause', 'seek 30']);
  });

  it('answers a question with its number, to the origin that asked', () => {
    const { sent, say } = framed();
    say({ type: 'getState', id: 4 });

    expect(sent).to.deep.equal([[{ reprise: 1, type: 'state', id: 4, ...STATE }, HOME]]);
  });

  it('tells what happens to who has subscribed, and to nobody before', () => {
    const { player, frame, sent, say } = framed();
    player.dispatchEvent(new Event('play'));
    frame.resize(640);
    say({ type: 'play' });
    expect(sent).to.deep.equal([]);

    say({ type: 'subscribe' });
    player.dispatchEvent(new Event('timeupdate'));
    frame.resize(640);
    frame.resize(704.4);
    frame.resize(1e9);
    player.error = { reason: 'corrupt-entry', message: 'x'.repeat(1000) };
    player.dispatchEvent(new Event('error'));
    expect(sent.map(([message]) => message)).to.deep.equal(
      [
        { type: 'ready' },
        { type: 'state', ...STATE },
        { type: 'resize', height: 640 },
        { type: 'state', ...STATE },
        { type: 'resize', height: 704 },
        { type: 'resize', height: 5000 },
        { type: 'error', code: 'corrupt-entry', message: 'x'.repeat(300) },
      ].map((content) => ({ reprise: 1, ...content })),
    );
    expect(new Set(sent.map(([, target]) => target))).to.deep.equal(new Set([HOME]));
  });

  it('is not ready before its session is open', () => {
    const player = new FakePlayer();
    const { manifest } = player.session;
    player.session = { manifest: undefined };
    const { sent, say } = framed(undefined, player);
    say({ type: 'subscribe' });
    expect(sent.map(([message]) => message)).to.deep.equal([
      { reprise: 1, type: 'state', ...STATE, duration: 0, title: '' },
    ]);

    player.session = { manifest };
    player.dispatchEvent(new Event('loadedmetadata'));
    expect(sent.at(-1)).to.deep.equal([{ reprise: 1, type: 'ready' }, HOME]);
  });

  it('belongs to the origin that asked first', () => {
    const { player, sent, say } = framed();
    say({ type: 'subscribe' });
    sent.length = 0;
    say({ type: 'play' }, { origin: 'https://other.example' });
    say({ type: 'getState', id: 1 }, { origin: 'https://other.example' });

    expect([player.done, sent]).to.deep.equal([[], []]);
  });

  it('listens to no window but the one around it', () => {
    const { player, sent, say } = framed([HOME]);
    for (const source of [null, {}, new EventTarget()]) {
      say({ type: 'play' }, { source });
      say({ type: 'getState', id: 1 }, { source });
    }

    expect([player.done, sent]).to.deep.equal([[], []]);
  });

  it('listens to listed origins alone, and to none where none of the list is one', () => {
    for (const origins of [['https://other.example'], [], ['*'], ['null']]) {
      const { player, sent, say } = framed(origins);
      say({ type: 'subscribe' });
      say({ type: 'play' });
      expect([player.done, sent], origins.join()).to.deep.equal([[], []]);
    }
  });

  it('answers a page without an origin only where that is listed', () => {
    const { sent: nothing, say: unlisted } = framed();
    unlisted({ type: 'getState', id: 1 }, { origin: 'null' });
    expect(nothing).to.deep.equal([]);

    const { sent, say } = framed(['null']);
    say({ type: 'getState', id: 1 }, { origin: 'null' });
    expect(sent.map(([, target]) => target)).to.deep.equal(['*']);
  });

  it('serves nobody where it is no frame', () => {
    const player = new FakePlayer();
    const window = Object.assign(new EventTarget(), { postMessage: () => expect.fail('it spoke') });
    servePlayer(player, Object.assign(window, { parent: window }));
    const data = { reprise: 1, type: 'play' };
    window.dispatchEvent(Object.assign(new Event('message'), { data, origin: HOME, source: window }));

    expect(player.done).to.deep.equal([]);
  });
});
