import type { BrokenEntry, LibraryEntry, RecentScenario } from '../scenario/library-file.ts';
import type { StorageProblem } from './ports.ts';

export type { BrokenEntry, KeptFigures, LibraryEntry, RecentScenario } from '../scenario/library-file.ts';

/** A scenario that was open and changed, under the key it is kept by. */
export interface RecentItem extends RecentScenario {
  readonly key: string;
}

/** What came of the last thing that was asked of the library. */
export type LibraryOutcome =
  | { readonly kind: 'saved'; readonly name: string }
  /** The entry was changed or deleted elsewhere meanwhile: both are there, the new one under `copyName`. */
  | { readonly kind: 'kept-both'; readonly name: string; readonly copyName: string }
  | { readonly kind: 'renamed'; readonly name: string; readonly from: string }
  | { readonly kind: 'duplicated'; readonly name: string }
  | { readonly kind: 'deleted'; readonly entry: LibraryEntry }
  | { readonly kind: 'restored'; readonly name: string }
  /** Changed elsewhere since it was shown; nothing was done. */
  | { readonly kind: 'changed-elsewhere'; readonly name: string }
  | { readonly kind: 'opened'; readonly name: string }
  | {
      readonly kind: 'imported';
      readonly added: number;
      /** Already there. */
      readonly same: number;
      readonly renumbered: number;
      readonly broken: readonly BrokenEntry[];
      readonly moreBroken: number;
    }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'failed'; readonly doing: LibraryAction; readonly name: string; readonly problem: StorageProblem };

export type LibraryAction = 'save' | 'rename' | 'duplicate' | 'delete' | 'restore' | 'import';

/** The library as a page shows it. */
export interface LibraryView {
  /** `reading` until the storage has answered for the first time. */
  readonly status: 'reading' | 'ready' | 'unavailable';
  /** Why it is unavailable. */
  readonly problem: StorageProblem | null;
  /** Newest first. */
  readonly entries: readonly LibraryEntry[];
  /** Stored values that this version cannot read: left alone. */
  readonly unreadable: number;
  /** Newest first; what is open now or saved is not among them. */
  readonly recents: readonly RecentItem[];
  /** Why what is open now is not kept; `null` where it is. */
  readonly recentsProblem: StorageProblem | null;
  readonly outcome: LibraryOutcome | null;
  /** The entry that the open scenario came from or was saved to. */
  readonly open: OpenEntry | null;
}

export interface OpenEntry {
  readonly id: string;
  /** As this tab knows it. */
  readonly revision: number;
  /** The link when it was opened or saved: another one now means that something was changed since. */
  readonly link: string;
}

/** Scenarios kept under names in this browser, and those that were open and that nobody saved. */
export interface LibraryState extends LibraryView {
  readonly refresh: () => Promise<void>;
  /** Keeps the open scenario under a name; the entry of that name is replaced unless a copy is asked for. */
  readonly save: (request: { name: string; asCopy: boolean }) => Promise<void>;
  readonly rename: (request: { id: string; name: string }) => Promise<void>;
  readonly duplicate: (id: string) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  /** Takes a deletion back. */
  readonly restore: (entry: LibraryEntry) => Promise<void>;
  readonly openEntry: (id: string) => void;
  readonly openRecent: (key: string) => void;
  readonly forgetRecents: () => void;
  /** The whole library as the text of a file. */
  readonly exportText: () => string;
  readonly importText: (text: string) => Promise<void>;
  readonly dismissOutcome: () => void;
}
