import type { Progress } from '../engine/run-control.ts';
import type { Simulation, SimulationRequest } from '../engine/simulate-swarm.ts';

/**
 * What the app needs from the outside. `platform` implements these for a browser; tests implement them in memory.
 */

/** The text in an address's hash. */
export interface LinkPort {
  /** Without `#`. */
  read(): string;
  /** `replace` while something is being adjusted, `push` for a deliberate step that Back should undo. */
  write(change: { hash: string; mode: 'push' | 'replace' }): void;
  /** Calls back when the hash changes from outside: Back, Forward, a pasted link. Returns the way to stop. */
  subscribe(onChange: () => void): () => void;
  /** Writes a change that is still held back. */
  settle(): void;
  /** The whole address with this hash, for sharing. */
  hrefWith(hash: string): string;
}

export interface ClipboardPort {
  /** Resolves to whether the text was taken. */
  write(text: string): Promise<boolean>;
}

/** Which page is open: readable view state, apart from the scenario. */
export interface PagePort {
  read(): string | null;
  write(page: string): void;
  /** Which part of the page is shown, where a page has parts. Opening another page forgets it. */
  readView(): string | null;
  /** `replace` while something is being typed; else Back undoes it. */
  writeView(view: string, mode?: 'push' | 'replace'): void;
  subscribe(onChange: () => void): () => void;
}

/** What came of asking the hub for a model's config.json. */
export type HubAnswer =
  { readonly status: 'ok'; readonly text: string } | { readonly status: 'failed'; readonly reason: string };

/** The Hugging Face hub. Asked only when the visitor asks: this and the price feeds are all that leaves the site. */
export interface HubPort {
  /** The answer never rejects; a cancelled request fails like any other. */
  readConfig(id: string): { readonly answer: Promise<HubAnswer>; readonly cancel: () => void };
}

export type { FeedAnswer, FeedName, PriceFeedPort } from '../catalog/feeds/feed.ts';

export type { Progress, Simulation, SimulationRequest };

/** What came of a simulation. */
export type SimulationAnswer =
  | { readonly status: 'done'; readonly simulation: Simulation }
  | { readonly status: 'failed'; readonly message: string }
  | { readonly status: 'cancelled' };

/** What a simulation takes, known before it starts. */
export interface SimulationSize {
  readonly requests: number;
  readonly bytes: number;
}

/** Simulates swarms beside the page, one at a time: a new run cancels the one before it. */
export interface SimulationPort {
  sizeOf(asked: Pick<SimulationRequest, 'swarm' | 'leastRequests'>): SimulationSize;
  /** The result never rejects: a crash is an answer like any other. */
  run(
    request: SimulationRequest,
    onProgress: (progress: Progress) => void,
  ): { readonly result: Promise<SimulationAnswer>; readonly cancel: () => void };
}
