import { ADAPTER_FAMILIES, VENDOR_NAMES } from '../../catalog/graphics-cards/families.ts';
import { GRAPHICS_CARDS } from '../../catalog/graphics-cards/index.ts';
import type { CardForm, GraphicsCard } from '../../domain/bandwidth/graphics-card.ts';
import type { AdapterIdentity } from '../../domain/bandwidth/measurement.ts';
import { cardsInRenderer, isBucket, isSoftwareName, vendorInRenderer } from './renderer-match.ts';

/** A card to choose, without any figure: none is given before it is confirmed. */
export interface CardChoice {
  readonly id: string;
  readonly name: string;
  readonly form: CardForm;
}

/** What the browser's words come to. */
export interface Identification {
  /** How far they narrow it down. `software`: the processor draws, and no card is to be chosen. */
  readonly narrowedTo: 'software' | 'family' | 'vendor' | 'nothing';
  /** `NVIDIA, Ada Lovelace (RTX 40)`; `null` where the browser says nothing. */
  readonly words: string | null;
  /** The likeliest first; all cards where nothing is known, none for software. */
  readonly shortlist: readonly CardChoice[];
  /** Offered first, and still to be confirmed. */
  readonly preselectedId: string | null;
  /** Why so far and no further, in sentences. */
  readonly why: readonly string[];
}

/**
 * Narrows down which card a measurement ran on, from what the adapter and WebGL say of themselves.
 *
 *     family of the adapter → shortlist        WebGL's name, where nothing contradicts it → preselection        the visitor → the card
 *
 * Nothing is preselected where vendors or families disagree (a laptop's other GPU), where the name stands for many (Firefox), where
 * several variants share it, or where the adapter does not say whose it is. No figure of a data sheet is part of the answer.
 * Example: `nvidia lovelace` with `ANGLE (NVIDIA, NVIDIA GeForce RTX 4090 …)`: the family's cards, the RTX 4090 first.
 */
export function identifyCard(adapter: AdapterIdentity): Identification {
  const vendor = adapter.vendor.trim().toLowerCase();
  const renderer = adapter.renderer?.trim() ?? '';
  if (isSoftware({ adapter, vendor, renderer })) return software(adapter);

  const seenVendor = vendor !== '' ? vendor : vendorInRenderer(renderer);
  const ofVendor = GRAPHICS_CARDS.filter((card) => card.vendor === seenVendor);
  const family = familyOf({ vendor, architecture: adapter.architecture });
  // A family without a card in the table is still that family: its neighbours are no candidates.
  const candidates = family === null ? ofVendor : ofVendor.filter((card) => isOfArchitecture({ card, name: family }));
  const listed = family !== null || ofVendor.length > 0 ? candidates : GRAPHICS_CARDS;

  const named = namedCards({ adapter, vendor, renderer, candidates });
  const first = new Set(named.cards);
  return {
    narrowedTo: family !== null ? 'family' : ofVendor.length > 0 ? 'vendor' : 'nothing',
    words: wordsFor({ vendor: seenVendor, architecture: adapter.architecture }),
    shortlist: [...named.cards, ...listed.filter((card) => !first.has(card))].map(choiceOf),
    preselectedId: named.preselected?.id ?? null,
    why: [...whySoFar({ vendor, seenVendor, ofVendor, listed }), ...named.why],
  };
}

/** Every card, for who does not find theirs in the shortlist. */
export function allCardChoices(): readonly CardChoice[] {
  return GRAPHICS_CARDS.map(choiceOf);
}

function choiceOf({ id, name, form }: GraphicsCard): CardChoice {
  return { id, name, form };
}

interface Named {
  readonly cards: readonly GraphicsCard[];
  readonly preselected: GraphicsCard | null;
  readonly why: readonly string[];
}

function namedCards({
  adapter,
  vendor,
  renderer,
  candidates,
}: {
  adapter: AdapterIdentity;
  vendor: string;
  renderer: string;
  candidates: readonly GraphicsCard[];
}): Named {
  const nobody = (...why: readonly string[]): Named => ({ cards: [], preselected: null, why });
  if (renderer === '') return nobody('The browser does not name the card.');
  if (isSoftwareName(renderer)) return nobody('WebGL draws in software here, so it does not name the card.');
  if (isBucket(renderer))
    return nobody(`The browser gives one name to many cards (${quoted(renderer)}), so none is preselected.`);
  const rendererVendor = vendorInRenderer(renderer);
  if (vendor !== '' && rendererVendor !== null && rendererVendor !== vendor)
    return nobody(
      `WebGL runs on another GPU of this machine (${nameOf(rendererVendor)}) than the measurement (${nameOf(vendor)}), so its name is not used.`,
    );
  const cards = cardsInRenderer({ renderer, cards: candidates });
  const [only] = cards;
  if (!only) return nobody(unlisted({ renderer, adapter, candidates }));
  if (cards.length > 1)
    return {
      cards,
      preselected: null,
      why: [`${cards.length} variants share the name; what tells them apart the browser does not say.`],
    };
  if (vendor === '')
    return {
      cards,
      preselected: null,
      why: ['The adapter does not say whose it is, so WebGL’s name may be that of another GPU of this machine.'],
    };
  return { cards, preselected: only, why: [`WebGL names the ${only.name}. Confirm it: a laptop may have two GPUs.`] };
}

function unlisted({
  renderer,
  adapter,
  candidates,
}: {
  renderer: string;
  adapter: AdapterIdentity;
  candidates: readonly GraphicsCard[];
}): string {
  const [other] = cardsInRenderer({ renderer, cards: GRAPHICS_CARDS });
  if (other && !candidates.includes(other))
    return `WebGL names the ${other.name}, which is not of the family the adapter reports (${quoted(adapter.architecture)}): it may be another GPU of this machine.`;
  if (/apple gpu$/i.test(renderer)) return 'Safari names every chip “Apple GPU”.';
  return `No card of the table has the name that WebGL gives (${quoted(renderer)}).`;
}

function whySoFar({
  vendor,
  seenVendor,
  ofVendor,
  listed,
}: {
  vendor: string;
  seenVendor: string | null;
  ofVendor: readonly GraphicsCard[];
  listed: readonly GraphicsCard[];
}): readonly string[] {
  if (listed.length === 0) return ['No card of this family is in the table.'];
  if (seenVendor === null) return ['The browser says nothing of the adapter: all cards are listed.'];
  if (ofVendor.length === 0) return [`No card of ${nameOf(seenVendor)} is in the table: all cards are listed.`];
  if (vendor === 'apple')
    return [
      'Browsers say the same of every M-series chip. Macs with an Intel processor, iPhones and iPads may say it too, and are not in the list.',
    ];
  return [];
}

function isSoftware({
  adapter,
  vendor,
  renderer,
}: {
  adapter: AdapterIdentity;
  vendor: string;
  renderer: string;
}): boolean {
  if (adapter.isFallback) return true;
  const own = `${vendor} ${adapter.architecture} ${adapter.device} ${adapter.description}`;
  if (isSoftwareName(own) || (vendor === 'mesa' && normalised(adapter.architecture) === 'software')) return true;
  // An adapter that says nothing while WebGL draws in software is taken to be software too.
  return own.trim() === '' && isSoftwareName(renderer);
}

function software({ vendor, architecture, description, renderer }: AdapterIdentity): Identification {
  const name = [architecture, description, renderer ?? '', vendor].find((text) => text !== '') ?? '';
  return {
    narrowedTo: 'software',
    words: name === '' ? null : name,
    shortlist: [],
    preselectedId: null,
    why: ['The processor computes in place of a graphics card, so no card’s data sheet applies.'],
  };
}

/** Hyphens come and go in Chrome's names: `gen-12lp`, `gen-12-lp`. */
function normalised(architecture: string): string {
  return architecture.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** The architecture, where the table of families knows it. */
function familyOf({ vendor, architecture }: { vendor: string; architecture: string }): string | null {
  const name = normalised(architecture);
  if (name === '' || vendor === 'apple') return null;
  return ADAPTER_FAMILIES.some((family) => family.vendor === vendor && normalised(family.architecture) === name)
    ? name
    : null;
}

function isOfArchitecture({ card, name }: { card: GraphicsCard; name: string }): boolean {
  return card.architectures.some((architecture) => normalised(architecture) === name);
}

function wordsFor({ vendor, architecture }: { vendor: string | null; architecture: string }): string | null {
  if (vendor === null) return null;
  const family = ADAPTER_FAMILIES.find(
    (one) => one.vendor === vendor && normalised(one.architecture) === normalised(architecture),
  );
  const rest = family?.words ?? (architecture === vendor ? '' : architecture);
  return rest === '' ? nameOf(vendor) : `${nameOf(vendor)}, ${rest}`;
}

function nameOf(vendor: string): string {
  return Object.hasOwn(VENDOR_NAMES, vendor) ? (VENDOR_NAMES[vendor] ?? vendor) : vendor;
}

const MOST_QUOTED = 80;

function quoted(text: string): string {
  return `“${text.length > MOST_QUOTED ? `${text.slice(0, MOST_QUOTED)}…` : text}”`;
}
