import * as fc from 'fast-check';
import { scenarios } from '../../src/scenario/testing/arbitraries.ts';
import { documentFault, roundTripFault, setFault, textFault, upgradeFault } from '../../src/scenario/testing/faults.ts';
import { hostileDocuments, hostileTexts } from '../../src/scenario/testing/hostile-texts.ts';
import type { FuzzSize } from './options.ts';

/** Runs of one seed: a fault is found again by its batch alone. */
const BATCH = 500;
const SAY_EVERY_MS = 10_000;
/** Of the text of a counterexample. */
const MOST_CHARACTERS = 4_000;

interface Kind {
  readonly name: 'documents' | 'strings';
  readonly property: fc.IProperty<[unknown]>;
}

/** Throws what is wrong, as fast-check wants it. */
function holds(fault: string | null): void {
  if (fault !== null) throw new Error(fault);
}

const KINDS: readonly Kind[] = [
  {
    name: 'documents',
    property: fc.property(fc.tuple(scenarios, hostileDocuments, fc.nat(7)), ([scenario, hostile, one]) => {
      holds(roundTripFault(scenario));
      // One in eight: these read several times over.
      if (one === 0) holds(setFault([scenario, { ...scenario, name: 'other' }]));
      if (one === 1) holds(upgradeFault(scenario));
      if (one === 2) {
        holds(documentFault(hostile));
        holds(upgradeFault(hostile));
      }
    }) as fc.IProperty<[unknown]>,
  },
  {
    name: 'strings',
    property: fc.property(hostileTexts, (text) => holds(textFault(text))) as fc.IProperty<[unknown]>,
  },
];

export interface FuzzResult {
  readonly isSound: boolean;
  readonly counts: Readonly<Record<Kind['name'], number>>;
}

/** Tries as many as asked, or for as long, batch by batch; ends with the first fault, and says how to find it again. */
export function runFuzz({
  seed,
  seconds,
  nowMs,
  say,
  kinds = KINDS,
  ...sizes
}: FuzzSize & { nowMs: () => number; say: (line: string) => void; kinds?: readonly Kind[] }): FuzzResult {
  const since = nowMs();
  const counts = { documents: 0, strings: 0 };
  let saidAt = since;
  const told = (): string =>
    `${counts.documents.toLocaleString('en-US')} documents, ${counts.strings.toLocaleString('en-US')} strings, ${((nowMs() - since) / 1_000).toFixed(1)} s`;
  const isOver = (): boolean => seconds !== null && nowMs() - since >= seconds * 1_000;
  const left = (name: Kind['name']): number => (sizes[name] ?? Infinity) - counts[name];
  say(`seed ${seed}`);
  for (let batch = 0; !isOver() && kinds.some(({ name }) => left(name) > 0); batch++) {
    for (const { name, property } of kinds) {
      const numRuns = Math.min(BATCH, left(name));
      if (numRuns <= 0 || isOver()) continue;
      const batchSeed = seedOf({ seed, batch });
      const found = fc.check(property, { seed: batchSeed, numRuns });
      if (found.failed) {
        const { errorInstance: error } = found;
        say(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        say(shown(found.counterexample));
        say(`--seed ${seed}, batch ${batch} of ${name}, after ${told()}`);
        return { isSound: false, counts };
      }
      counts[name] += numRuns;
    }
    if (nowMs() - saidAt >= SAY_EVERY_MS) {
      saidAt = nowMs();
      say(told());
    }
  }
  say(`${told()}: every one held`);
  return { isSound: true, counts };
}

/** Batches of one run differ from each other and from those of the next seed. */
function seedOf({ seed, batch }: { seed: number; batch: number }): number {
  return (Math.imul(seed, 0x9e_37_79_b1) + Math.imul(batch, 0x85_eb_ca_6b)) | 0;
}

function shown(counterexample: unknown): string {
  const text = fc.stringify(counterexample);
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)} …` : text;
}
