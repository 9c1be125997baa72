import { systemCode } from './system-error.ts';

/** Whether there is a process with this number on this computer. */
export function processIsAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there and somebody else's.
    return systemCode(error) !== 'ESRCH';
  }
}
