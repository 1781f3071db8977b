import { BILL_HELP, runBill } from './bill-verb.ts';
import { CHECK_CATALOG_HELP, runCheckCatalog } from './check-catalog.ts';
import { CLAIMS_HELP, runClaims } from './claims-verb.ts';
import { CLUSTER_HELP, runCluster } from './cluster-verb.ts';
import { COMPARE_HELP, runCompare } from './compare-verb.ts';
import { KV_HELP, runKv } from './kv-verb.ts';
import { OFFERS_HELP, runOffers } from './offers-verb.ts';
import type { Stdin } from './read-scenario.ts';
import { REPLAY_HELP, runReplay } from './replay-verb.ts';
import { runScenario, SCENARIO_HELP } from './scenario-verb.ts';
import { runSwarm, SWARM_HELP } from './swarm-verb.ts';
import { runTime, TIME_HELP } from './time-verb.ts';

export interface Verb {
  /** Usage, what it answers, and its options. */
  readonly help: string;
  /** Resolves to a plain object, or to a `TableReport`. */
  readonly run: (request: { args: readonly string[]; stdin: Stdin }) => Promise<object>;
  /** Whether it has a `--format` of its own beside that of every verb. */
  readonly hasOwnFormats?: boolean;
}

/** Everything that the command line can be asked, in the order of its help. */
export const VERBS: Readonly<Record<string, Verb>> = {
  scenario: { help: SCENARIO_HELP, run: runScenario },
  compare: { help: COMPARE_HELP, run: runCompare },
  swarm: { help: SWARM_HELP, run: runSwarm },
  replay: { help: REPLAY_HELP, run: runReplay, hasOwnFormats: true },
  kv: { help: KV_HELP, run: runKv },
  time: { help: TIME_HELP, run: runTime },
  cluster: { help: CLUSTER_HELP, run: runCluster },
  bill: { help: BILL_HELP, run: runBill },
  offers: { help: OFFERS_HELP, run: runOffers },
  claims: { help: CLAIMS_HELP, run: runClaims },
  'check-catalog': { help: CHECK_CATALOG_HELP, run: runCheckCatalog },
};
