import type { Workbook } from '../evaluate/export/workbook.ts';
import type { Progress } from '../engine/run-control.ts';
import type { Simulation, SimulationRequest } from '../engine/simulate-swarm.ts';
import type { SensitivityAnswer, SensitivityProgress, SensitivityQuestion } from '../evaluate/uncertainty/questions.ts';

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
  /** `replace` where Back should not come here. */
  write(page: string, mode?: 'push' | 'replace'): void;
  /** Which part of the page is shown, where a page has parts. Opening another page forgets it. */
  readView(): string | null;
  /** `replace` while something is being typed; else Back undoes it. */
  writeView(view: string, mode?: 'push' | 'replace'): void;
  /** Which currency amounts are shown in; `null`: the dollars they are counted in. Stays while pages change. */
  readCurrency(): string | null;
  writeCurrency(currency: string | null): void;
  subscribe(onChange: () => void): () => void;
}

/** What a visitor has chosen about the page itself, apart from any scenario. Where a browser keeps nothing it lasts as long as the page. */
export interface SettingsPort {
  read(name: string): string | null;
  write(name: string, value: string): void;
  subscribe(onChange: () => void): () => void;
}

/** What this tab keeps of a set of scenarios while the address shows one of them: over a reload, not over the tab's end. */
export interface SetMemory {
  read(): string | null;
  /** `null` forgets it. A browser that keeps nothing loses it with a reload, and nothing else. */
  write(text: string | null): void;
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

export type { SensitivityAnswer, SensitivityProgress, SensitivityQuestion };

/** What came of a question about how sure a scenario's figures are. */
export type UncertaintyAnswer =
  | { readonly status: 'answered'; readonly answer: SensitivityAnswer }
  | { readonly status: 'failed'; readonly message: string }
  | { readonly status: 'cancelled' };

/** Draws and tries beside the page. A new question cancels the one of its kind; kinds go on side by side. */
export interface UncertaintyPort {
  /** The result never rejects: a crash is an answer like any other. */
  ask(
    question: SensitivityQuestion,
    onProgress: (progress: SensitivityProgress) => void,
  ): { readonly result: Promise<UncertaintyAnswer>; readonly cancel: () => void };
}

/** Why a browser's storage did not do what was asked: it has no room, or it lets this page keep nothing, or something else. */
export interface StorageProblem {
  readonly reason: 'full' | 'blocked' | 'failed';
  /** The browser's own words. */
  readonly message: string;
}

export type StorageAnswer<T> =
  { readonly status: 'done'; readonly value: T } | { readonly status: 'failed'; readonly problem: StorageProblem };

export interface StoredValue {
  readonly key: string;
  readonly value: unknown;
}

/** Named values that every tab of this browser shares. No answer ever rejects. */
export interface LibraryPort {
  readAll(): Promise<StorageAnswer<readonly StoredValue[]>>;
  /**
   * Changes one value within one transaction, so that nothing another tab writes comes between. `undefined` deletes; the
   * value as it was handed in leaves it alone. Answers with what is stored afterwards.
   */
  change(request: { key: string; make: (stored: unknown) => unknown }): Promise<StorageAnswer<unknown>>;
  /** Adds values, all of them or none. */
  add(values: readonly StoredValue[]): Promise<StorageAnswer<null>>;
  /** Calls back when another tab has changed something. Returns the way to stop. */
  subscribe(onChange: () => void): () => void;
  /** A key nobody else makes. */
  newKey(): string;
}

/** Short texts that outlive a crash: written before the call returns, even while the page goes away. */
export interface RecentsPort {
  /** Under which this tab keeps what is open in it. The same after a reload, never that of another living tab. */
  key(): string;
  /** From now on another key: what was kept under the one before stays. */
  renewKey(): void;
  read(): readonly { readonly key: string; readonly text: string }[];
  write(item: { key: string; text: string }): StorageProblem | null;
  remove(key: string): void;
  /** Calls back when another tab has changed something. Returns the way to stop. */
  subscribe(onChange: () => void): () => void;
  /** Calls back when the page is hidden or goes away. Returns the way to stop. */
  onLeave(save: () => void): () => void;
  /** What this tab alone remembers, over reloads. */
  readNote(): string | null;
  writeNote(text: string): void;
}

/** Writes workbooks as files that spreadsheets open. */
export interface WorkbookPort {
  /** The bytes of an .xlsx file. */
  write(workbook: Workbook): Promise<ArrayBuffer>;
}

export type { Workbook };

/** A newer version of the site than the open one. */
export interface UpdatePort {
  hasNewer(): boolean;
  /** Calls back once, when there is one. Returns the way to stop. */
  subscribe(onChange: () => void): () => void;
  /** Reloads the page as the newer version. Other tabs stay as they are, and are told. */
  takeOver(): void;
}
