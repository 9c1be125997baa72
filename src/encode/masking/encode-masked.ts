import type { ByteSink, SessionSource } from '../../format/index.ts';
import type { Masker } from '../../masking/index.ts';
import { encodeSession, type EncodeOptions, type EncodeResult } from '../encode-session.ts';
import { EventMask } from './event-mask.ts';
import { maskEvents } from './masked-events.ts';
import { proven, type MaskedResult, type MaskingOptions } from './proven.ts';
import { describeMasking } from './receipt.ts';

/**
 * Packs a session with its secrets masked, and proves it: the finished archive is read and searched for each of them, in
 * every form. A value that was found late and stands before is masked by packing once more.
 *
 * Cost: that of `encodeSession`, of finding, and where anything is masked of reading the archive; all of it again where a
 * value was found after it was first written.
 *
 * @throws {MaskingError} `masking-incomplete` when something remains, `secrets-found` when there should be none; what
 *   `encodeSession` throws. The sink then holds no archive.
 */
export function encodeMasked(
  sources: readonly SessionSource[],
  options: EncodeOptions & MaskingOptions,
): Promise<MaskedResult> {
  return proven((masker, sink) => encodeOnce(sources, masker, { ...options, sink }), options);
}

function encodeOnce(
  sources: readonly SessionSource[],
  masker: Masker,
  options: EncodeOptions & { readonly sink: ByteSink },
): Promise<EncodeResult> {
  const mask = new EventMask(masker);
  const masked = sources.map((source) => ({ events: () => maskEvents(source.events(), masker, mask) }));
  const text = (value: string | undefined): string | undefined => value && mask.text(value);
  return encodeSession(masked, {
    ...options,
    title: text(options.title),
    fallbackTitle: text(options.fallbackTitle),
    files: options.files?.map((files) => files.map((file) => ({ ...file, name: mask.text(file.name) }))),
    manifest: (content, digests) => {
      const told = { ...content, ...describeMasking(masker, mask.unsearched) };
      return options.manifest?.(told, digests) ?? told;
    },
  });
}
