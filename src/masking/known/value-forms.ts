import { decodeBase64 } from '../encodings/base64-bytes.ts';
import { MIN_LITERAL } from './literal-search.ts';

/** Shortest value whose encoded forms are searched for: shorter ones are parts of other things by chance. */
const MIN_ENCODED = 8;
/** Longest value of which every form is made; of longer ones their lines stand for them. */
const MAX_ENCODED = 8192;
/** Shortest line of a value of several lines that stands for it: those of keys. */
const MIN_LINE = 32;

/**
 * The forms in which a value stands in texts: plain, escaped for JSON once and twice, for HTML, percent-encoded, in base64 at each of
 * its three alignments, in hex, as `\u` escapes; and the lines of a value of several. Plain is the first. Lone surrogates are no obstacle: what
 * cannot be encoded has fewer forms.
 */
export function formsOf(value: string): readonly string[] {
  const forms = new Set<string>([value]);
  const escaped = JSON.stringify(value).slice(1, -1);
  forms.add(escaped);
  forms.add(JSON.stringify(escaped).slice(1, -1));
  if (value.length >= MIN_ENCODED && value.length <= MAX_ENCODED) addEncoded(value, forms);
  for (const line of value.split(/\r?\n|\\n/)) {
    const solid = line.replace(/^[\s\d+:|→-]+/, '');
    if (solid !== value && solid.length >= MIN_LINE && !solid.startsWith('-----')) forms.add(solid);
  }
  return [...forms].filter((form) => form.length >= MIN_LITERAL);
}

/** What a value stands for where it was found encoded: the password in `dXNlcjpwYXNz`, `p@ss` in `p%40ss`. */
export function decodedFormsOf(value: string): readonly string[] {
  if (value.length > MAX_ENCODED) return [];
  const forms: string[] = [];
  if (/%[2-7][0-9A-Fa-f]/.test(value)) {
    forms.push(
      value.replace(/%([2-7][0-9A-Fa-f])/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    );
  }
  if (/^[A-Za-z0-9+/_-]{8,}={0,2}$/.test(value)) {
    const text = decodeBase64(value);
    if (text !== undefined && /^[\x20-\x7e]{6,}$/.test(text)) {
      forms.push(text);
      const password = text.slice(text.indexOf(':') + 1);
      if (password !== text) forms.push(password);
    }
  }
  return forms.filter((form) => form !== value && form.length >= MIN_LITERAL);
}

function addEncoded(value: string, forms: Set<string>): void {
  const bytes = new TextEncoder().encode(value);
  forms.add(value.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;'));
  for (const percent of percentForms(bytes)) {
    forms.add(percent);
    forms.add(percent.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()));
  }
  for (const form of base64Forms(bytes)) {
    if (form.length < MIN_ENCODED) continue;
    forms.add(form);
    forms.add(form.replace(/\+/g, '-').replace(/\//g, '_'));
  }
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  forms.add(hex).add(hex.toUpperCase());
  let escapes = '';
  for (let i = 0; i < value.length; i++) escapes += `\\u${value.charCodeAt(i).toString(16).padStart(4, '0')}`;
  forms.add(escapes);
  forms.add(escapes.replace(/[0-9a-f]{4}/g, (code) => code.toUpperCase()));
  forms.add(escapes.replace(/\\/g, '\\\\'));
}

/** As `encodeURIComponent` and as forms write it; and every byte of it encoded. */
function percentForms(bytes: Uint8Array): readonly string[] {
  const encode = (byte: number): string => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  const some = (kept: RegExp): string =>
    [...bytes]
      .map((byte) =>
        kept.test(String.fromCharCode(byte)) && byte < 128 ? String.fromCharCode(byte) : encode(byte),
      )
      .join('');
  return [some(/[A-Za-z0-9_.~!*'()-]/), some(/[A-Za-z0-9_.~-]/), [...bytes].map(encode).join('')];
}

/** What a value is in base64 behind 0, 1 and 2 bytes: the characters that it alone decides. */
function base64Forms(bytes: Uint8Array): readonly string[] {
  return [0, 1, 2].map((lead) => {
    const padded = new Uint8Array(lead + bytes.length);
    padded.set(bytes, lead);
    let binary = '';
    for (const byte of padded) binary += String.fromCharCode(byte);
    const encoded = btoa(binary).replace(/=+$/, '');
    const first = Math.ceil((lead * 8) / 6);
    const whole = Math.floor((padded.length * 8) / 6);
    return encoded.slice(first, whole);
  });
}
