import { Inflate, deflateSync, strFromU8, strToU8 } from 'fflate';

/**
 * Text packed into the characters that survive in an address: deflate with a dictionary that both ends know, then base64url.
 */

const MOST_INFLATED_BYTES = 1_000_000;
/** Small pieces, so that a bomb is noticed after a thousandfold of this at most. */
const INFLATE_STEP_BYTES = 512;

export type Unpacked =
  | { readonly status: 'whole'; readonly text: string }
  /** The packed text ends too early; this much of it could be read. */
  | { readonly status: 'cut'; readonly text: string }
  | { readonly status: 'too-large' }
  | { readonly status: 'damaged' };

/** Packs text. `dictionary`: UTF-8 of text likely to occur; the most likely at its end. */
export function pack({ text, dictionary }: { text: string; dictionary?: Uint8Array }): string {
  return toBase64Url(
    deflateSync(strToU8(text), {
      level: 9,
      ...(dictionary !== undefined && { dictionary }),
    }),
  );
}

/** Unpacks what `pack` made with the same dictionary. Never throws, and stops at a million bytes. */
export function unpack({ packed, dictionary }: { packed: string; dictionary?: Uint8Array }): Unpacked {
  const bytes = fromBase64Url(packed);
  if (!bytes) return { status: 'damaged' };
  const chunks: Uint8Array[] = [];
  let total = 0;
  let isWhole = false;
  const inflate = new Inflate(dictionary === undefined ? {} : { dictionary }, (chunk, isFinal) => {
    total += chunk.length;
    isWhole ||= isFinal;
    if (total <= MOST_INFLATED_BYTES) chunks.push(chunk);
  });
  let isCut = false;
  try {
    for (let at = 0; at < bytes.length && total <= MOST_INFLATED_BYTES; at += INFLATE_STEP_BYTES)
      inflate.push(bytes.subarray(at, at + INFLATE_STEP_BYTES));
    // On its own: a last piece that ends too early would take what it holds with it.
    if (total <= MOST_INFLATED_BYTES) inflate.push(new Uint8Array(0), true);
  } catch {
    isCut = true;
  }
  if (total > MOST_INFLATED_BYTES) return { status: 'too-large' };
  const text = textOf({ chunks, total });
  if (text === undefined) return { status: 'damaged' };
  return isWhole && !isCut ? { status: 'whole', text } : { status: 'cut', text };
}

function textOf({ chunks, total }: { chunks: readonly Uint8Array[]; total: number }): string | undefined {
  const joined = new Uint8Array(total);
  let offset = 0;
  for (const chunk of chunks) {
    joined.set(chunk, offset);
    offset += chunk.length;
  }
  try {
    return strFromU8(joined);
  } catch {
    return undefined;
  }
}

/** The sixty-four characters that survive everywhere. */
export const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Own, because the core compiles without the DOM's btoa and Node's Buffer, and the newest built-in is not everywhere. */
function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const symbols = Math.min(4, bytes.length - i + 1);
    for (let s = 0; s < symbols; s++) text += BASE64URL[(group >> (18 - 6 * s)) & 63];
  }
  return text;
}

function fromBase64Url(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const symbol of text) {
    const value = BASE64URL.indexOf(symbol);
    if (value < 0) return undefined;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (held >> bits) & 255;
    }
  }
  return bytes;
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const CHECK_SYMBOLS = 4;

/** Text as the bytes a dictionary is. */
export function bytesOf(text: string): Uint8Array {
  return strToU8(text);
}

/** Four characters that another text has once in sixteen million times: FNV-1a, folded to 24 bits. */
export function checkOf(text: string): string {
  let hash = FNV_OFFSET;
  for (const byte of strToU8(text)) hash = Math.imul(hash ^ byte, FNV_PRIME) >>> 0;
  const folded = (hash >>> 24) ^ (hash & 0xffffff);
  return Array.from({ length: CHECK_SYMBOLS }, (_, i) => BASE64URL[(folded >> (6 * i)) & 63]).join('');
}
