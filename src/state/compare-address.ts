import { decodeScenario, encodeScenario } from '../scenario/codec.ts';
import { decodeSet, encodeSet } from '../scenario/codec-set.ts';
import { withoutNegotiatedPrices } from '../scenario/own-offers.ts';
import type { Notice } from '../scenario/repair.ts';
import type { Scenario } from '../scenario/schema.ts';
import { isSetLink } from '../scenario/set-link.ts';
import { atListPrices, type Variant } from './compare-variants.ts';
import type { LinkPort, PagePort } from './ports.ts';
import { hashOf, withRatesInUse } from './scenario-hash.ts';
import type { ScenarioStore } from './scenario-store.ts';
import type { HashParts } from './set-link.ts';

export const COMPARE_PAGE = 'compare';

/** What is compared, as its address reads and writes it. */
interface Compared {
  readonly variants: () => readonly Variant[];
  /** The address holds others than before. */
  readonly replace: (read: { readonly others: readonly Scenario[]; readonly notices: readonly Notice[] }) => void;
  /** `null` until it is known. */
  readonly scenarios: () => ScenarioStore | null;
}

export interface SetAddress {
  readonly parts: HashParts;
  /** The variants were changed. */
  readonly write: (mode: 'push' | 'replace') => void;
  /** Another page, another address: the set on the page of the comparison, the open scenario on the others. */
  readonly settlePage: () => void;
  /** Offers that were not known yet have rates to carry now. */
  readonly refresh: () => void;
  /** From now on the address says what was read, and not what had been sent. */
  readonly acceptUnread: () => void;
  /** The hash of the whole set; at list prices where agreed ones are to stay at home. */
  readonly setHash: (options: { readonly atList: boolean }) => string;
}

/** What the address holds while scenarios are compared. */
export function createSetAddress({
  link,
  page,
  compared,
}: {
  link: LinkPort;
  page: PagePort;
  compared: Compared;
}): SetAddress {
  /** The open scenario's own hash, as it was last read or written. */
  let openHash = link.read();
  /** What the address holds, as far as is known here. */
  let seen: string | null = null;
  /** A link that was not read in full stays in the address until something is changed. */
  let unread: { readonly whole: string; readonly variants: readonly Variant[]; readonly open: string | null } | null =
    null;
  let last: {
    readonly open: string;
    readonly variants: readonly Variant[];
    readonly book: unknown;
    readonly whole: string;
  } | null = null;
  const isOpenPage = (): boolean => page.read() === COMPARE_PAGE;

  const encoded = ({ open, variants }: { open: string; variants: readonly Variant[] }): string => {
    if (variants.length === 0) return open;
    const book = compared.scenarios()?.getState().book;
    if (last?.open !== open || last.variants !== variants || last.book !== book) {
      const others = variants.map(({ scenario }) => (book ? withRatesInUse(scenario, book) : scenario));
      last = { open, variants, book, whole: encodeSet([decodeScenario(open).scenario, ...others]) };
    }
    return last.whole;
  };

  const unreadWith = ({ open, variants }: { open: string; variants: readonly Variant[] }): string | null => {
    if (!unread) return null;
    // The first to write is the store that has just opened it.
    if (unread.variants !== variants || (unread.open ?? open) !== open) unread = null;
    else unread = { ...unread, open };
    return unread?.whole ?? null;
  };

  const wholeOf = (hash: string): string => {
    openHash = hash;
    const variants = compared.variants();
    seen = isOpenPage() ? (unreadWith({ open: hash, variants }) ?? encoded({ open: hash, variants })) : hash;
    return seen;
  };

  /** The address was changed by somebody else: a pasted link, Back, Forward. */
  const take = (whole: string): void => {
    if (whole === seen) return;
    seen = whole;
    unread = null;
    if (!isSetLink(whole)) {
      openHash = whole;
      // On its own page the address says all there is; elsewhere it is of one scenario in any case.
      if (isOpenPage()) compared.replace({ others: [], notices: [] });
      return;
    }
    const { scenarios: read, notices } = decodeSet(whole);
    const [first, ...others] = read;
    openHash = encodeScenario(first ?? decodeScenario('').scenario);
    compared.replace({ others, notices });
    if (notices.some(({ kind }) => kind !== 'repaired')) unread = { whole, variants: compared.variants(), open: null };
  };

  const openOf = (whole: string): string => {
    if (!isSetLink(whole)) return whole;
    return whole === seen ? openHash : encodeScenario(decodeSet(whole).scenarios[0] ?? decodeScenario('').scenario);
  };

  const sharedOf = (hash: string): string => {
    if (!isOpenPage()) return hash;
    const variants = compared.variants();
    const open = compared.scenarios()?.getState();
    const isAsItIs = hash === openHash || (open !== undefined && hash === hashOf(open.scenario, open.book));
    // Without what was agreed with sellers: then those beside it as well.
    return encoded({ open: hash, variants: isAsItIs ? variants : variants.map(atListPrices) });
  };

  const write = (mode: 'push' | 'replace'): void => link.write({ hash: wholeOf(openHash), mode });

  if (isSetLink(openHash)) {
    take(openHash);
    // A page that the address names is what somebody asked for.
    if (page.read() === null) page.write(COMPARE_PAGE, 'replace');
  }
  return {
    parts: {
      whole: wholeOf,
      open: openOf,
      shared: sharedOf,
      changed(whole) {
        take(whole);
        if (isSetLink(whole) && !isOpenPage()) page.write(COMPARE_PAGE, 'replace');
      },
    },
    write,
    settlePage() {
      // A set that was pasted into the address is read before anything is written.
      if (isSetLink(link.read()) && link.read() !== seen) return;
      if (isSetLink(link.read()) === (isOpenPage() && compared.variants().length > 0)) return;
      write('replace');
      // At once: Back within a moment must find it.
      link.settle();
    },
    refresh() {
      if (isSetLink(link.read())) write('replace');
    },
    acceptUnread() {
      unread = null;
      write('replace');
    },
    setHash({ atList }) {
      const variants = compared.variants();
      const open = compared.scenarios()?.getState();
      if (!atList || !open) return encoded({ open: openHash, variants });
      return encoded({
        open: hashOf(withoutNegotiatedPrices(open.scenario), open.book),
        variants: variants.map(atListPrices),
      });
    },
  };
}
