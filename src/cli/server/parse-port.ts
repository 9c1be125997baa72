import { InvalidArgumentError } from 'commander';

/** The value of an option that names a port. */
export function parsePort(value: string): number {
  const port = Number(value);
  if (!/^\d{1,5}$/.test(value) || port > 65535)
    throw new InvalidArgumentError('It is a number from 0 to 65535.');
  return port;
}
