import { isSetLink } from '../scenario/set-link.ts';
import type { LinkPort } from './ports.ts';

/** Makes what the address holds of the open scenario's hash and of those it is compared with, and takes it apart again. */
export interface HashParts {
  readonly whole: (hash: string) => string;
  /** The open scenario's own hash. */
  readonly open: (whole: string) => string;
  /** What somebody copies: the open scenario may be shared otherwise than it is, without agreed prices. */
  readonly shared: (hash: string) => string;
  /** The address was changed from outside. */
  readonly changed: (whole: string) => void;
}

export interface SetLink extends LinkPort {
  /** From now on the address may hold several scenarios; until then nothing stands between. */
  readonly holdThrough: (parts: HashParts) => void;
}

/**
 * The link as the store of the open scenario knows it: one scenario, also while the address holds a set of them. What reads and
 * writes sets is loaded when there is one: `load` brings it, and it calls `holdThrough`.
 */
export function createSetLink({ link, load }: { link: LinkPort; load: () => Promise<unknown> }): SetLink {
  let parts: HashParts | null = null;
  return {
    read: () => parts?.open(link.read()) ?? link.read(),
    write: ({ hash, mode }) => link.write({ hash: parts?.whole(hash) ?? hash, mode }),
    subscribe: (onChange) => {
      const tell = (): void => {
        parts?.changed(link.read());
        onChange();
      };
      return link.subscribe(() => {
        if (!parts && isSetLink(link.read())) void load().then(tell, tell);
        else tell();
      });
    },
    settle: () => link.settle(),
    hrefWith: (hash) => link.hrefWith(parts?.shared(hash) ?? hash),
    holdThrough(next) {
      parts = next;
    },
  };
}
