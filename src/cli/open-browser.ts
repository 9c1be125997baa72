import { spawn } from 'node:child_process';
import { platform } from 'node:process';

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  // Takes the address as it is, where `cmd /c start` would read it as a command line.
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/**
 * Shows an address in the person's browser. Where that fails there is the address on the terminal.
 *
 * @param address - everybody on this computer may read it among the arguments of the browser
 */
export function openBrowser(address: string): void {
  const [command, ...parameters] = OPENERS[platform] ?? ['xdg-open'];
  const child = spawn(command, [...parameters, address], { detached: true, stdio: 'ignore' });
  child.on('error', () => undefined);
  child.unref();
}
