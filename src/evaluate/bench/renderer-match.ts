import { wordsOf } from '../../catalog/graphics-cards/authoring.ts';
import type { GraphicsCard } from '../../domain/bandwidth/graphics-card.ts';

/** Finds cards in what WebGL calls the renderer. */

/** After a name these make it another card's: `RTX 4070` in `RTX 4070 Ti`. */
const OTHER_CARD = new Set(['ti', 'super', 'xt', 'xtx', 'gre', 'd', 'v2', 'm', 's', 'le']);
/** `Apple M1` in `Apple M1 Max`; elsewhere `Max-Q` and `Pro` say nothing of the kind. */
const OTHER_CHIP = new Set(['pro', 'max', 'ultra']);
/** A laptop’s chip of the name of a desktop card; `with` as in `RTX 2080 with Max-Q Design`. */
const LAPTOP = new Set(['laptop', 'mobile', 'with']);

/**
 * Cards whose name stands in a renderer string, whole and not as the start of another one's. Of names within one another the
 * longest. Several cards where variants share a name; none where the string lists several models.
 *
 * Example: `ANGLE (NVIDIA, NVIDIA GeForce RTX 4070 Ti (0x00002782) Direct3D11 …)` is the RTX 4070 Ti and not the RTX 4070.
 * `AMD Radeon RX 6800/6800 XT / 6900 XT (navi21 …)` of older Linux drivers is nobody.
 */
export function cardsInRenderer({
  renderer,
  cards,
}: {
  renderer: string;
  cards: readonly GraphicsCard[];
}): readonly GraphicsCard[] {
  const words = wordsOf(renderer);
  const found = cards.filter((card) => isNamedIn({ card, words }));
  const longest = Math.max(0, ...found.map(({ rendererWords }) => rendererWords.length));
  return found.filter(({ rendererWords }) => rendererWords.length === longest);
}

function isNamedIn({ card, words }: { card: GraphicsCard; words: readonly string[] }): boolean {
  const { rendererWords: name } = card;
  const last = name.at(-1) ?? '';
  return words.some((_, start) => {
    if (!name.every((word, i) => words[start + i] === word)) return false;
    const after = words.slice(start + name.length);
    const [next = ''] = after;
    if (OTHER_CARD.has(next) || (card.vendor === 'apple' && OTHER_CHIP.has(next))) return false;
    // Two model numbers in a row are a list of models.
    if (isModelNumber(last) && isModelNumber(next)) return false;
    return card.form === 'laptop' || !after.some((word) => LAPTOP.has(word));
  });
}

function isModelNumber(word: string): boolean {
  return /^\d{3,4}$/.test(word);
}

/** Firefox names a card that stands for many: `GeForce GTX 980, or similar`. */
export function isBucket(renderer: string): boolean {
  return /,?\s*or similar/i.test(renderer);
}

const SOFTWARE = /swiftshader|llvmpipe|softpipe|lavapipe|\bwarp\b|microsoft basic render|software rasterizer/i;

export function isSoftwareName(text: string): boolean {
  return SOFTWARE.test(text);
}

const VENDOR_WORDS: readonly (readonly [vendor: string, pattern: RegExp])[] = [
  ['nvidia', /nvidia|geforce|quadro/i],
  ['amd', /\bamd\b|radeon|\bati\b/i],
  ['intel', /intel/i],
  ['apple', /apple/i],
  ['qualcomm', /adreno|qualcomm/i],
  ['arm', /\bmali\b|immortalis/i],
  ['img-tec', /powervr|imagination/i],
  ['samsung', /xclipse|samsung/i],
];

/** Whose card a renderer string names, in the words of `adapter.info.vendor`; `null` where it names nobody's. */
export function vendorInRenderer(renderer: string): string | null {
  return VENDOR_WORDS.find(([, pattern]) => pattern.test(renderer))?.[0] ?? null;
}
