import type { Offer } from '../../../../domain/offer/rate-card.ts';
import { kvSizeOf } from '../../../../domain/kv-cache/size.ts';
import type { OfferBook } from '../../../../evaluate/offer-book.ts';
import { isProblem, resolveGeometry } from '../../../../evaluate/resolve.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { formatBytes, formatTokens } from '../../../format/number.ts';

/** A size of cache with a name: one’s own, or a round number of bytes. */
export interface CapacityMark {
  readonly capacityTokens: number;
  readonly label: string;
  readonly isOwn: boolean;
}

/** What a token takes, and whose geometry says so; `null` where the scenario names a model that is not known. */
export interface TokenBytes {
  readonly bytesPerToken: number;
  readonly modelName: string;
  readonly isStandIn: boolean;
}

export function tokenBytesOf({
  kv,
  offer,
  book,
}: {
  kv: ScenarioState['scenario']['kv'];
  offer: Offer | undefined;
  book: OfferBook;
}): TokenBytes | null {
  const geometry = resolveGeometry({ kv, offer, book });
  if (isProblem(geometry)) return null;
  const { groups, name, origin } = geometry;
  return {
    bytesPerToken: kvSizeOf({ groups, dtype: kv.dtype }).marginalBytesPerToken,
    modelName: name,
    isStandIn: origin === 'stand-in',
  };
}

/** Sizes in which memory is bought: 100 GB of an accelerator, 1 and 10 TB of DRAM, 100 TB and more of drives. */
const TIERS_BYTES = [1e11, 1e12, 1e13, 1e14, 1e15];

/** Round tiers of memory and the cache of one’s own, smallest first, in tokens of the scenario’s model. */
export function capacityMarks({
  bytes,
  ownTokens,
}: {
  bytes: TokenBytes | null;
  ownTokens: number | null;
}): readonly CapacityMark[] {
  const tiers =
    bytes === null || bytes.bytesPerToken <= 0
      ? []
      : TIERS_BYTES.map((tier): CapacityMark => ({
          capacityTokens: tier / bytes.bytesPerToken,
          label: formatBytes(tier),
          isOwn: false,
        }));
  const own: readonly CapacityMark[] =
    ownTokens === null || ownTokens <= 0
      ? []
      : [{ capacityTokens: ownTokens, label: `own cache ${formatTokens(ownTokens)}`, isOwn: true }];
  return [...tiers, ...own].toSorted((a, b) => a.capacityTokens - b.capacityTokens);
}

/** `70,272 B a token of DeepSeek-V3, a stand-in`. */
export function tokenBytesInWords({ bytesPerToken, modelName, isStandIn }: TokenBytes): string {
  return `${formatBytes(bytesPerToken)} a token of ${modelName}${isStandIn ? ', a stand-in' : ''}`;
}
