import { footprintOf } from '../../domain/kv-cache/footprint.ts';
import { kvSizeOf } from '../../domain/kv-cache/size.ts';
import { withDraftLayers } from '../../domain/kv-cache/speculation.ts';
import { CODEC_KINDS, codecOf, codedSize, type CodecKind } from '../../domain/kv-cache/storage-codec.ts';
import type { Bytes, Ratio, Seconds } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { ResolvedGeometry } from '../resolve.ts';
import { footprintRequest } from './footprint-request.ts';

/** One way to store the scenario's sequence. */
export interface StoredAs {
  readonly codec: CodecKind;
  readonly storedBytesPerSequence: Bytes;
  /** Sequences the same storage holds, relative to storing the HBM bytes; loading is as many times faster. */
  readonly capacityFactor: Ratio;
  readonly sequencesPerTerabyte: number;
  readonly loadSeconds: Seconds;
  readonly isChosen: boolean;
}

/** The scenario's sequence in HBM and in storage. */
export interface StoredSequence {
  readonly rows: readonly StoredAs[];
  /** On all ranks together, whatever the codec: a loaded cache is expanded before attention reads it. */
  readonly hbmBytesPerSequence: Bytes;
  readonly sequencesPerTerabyteOfHbm: number;
  /** One copy, however many ranks hold it, without a codec; in the layout of the scenario's engine where there is one. */
  readonly storedBytesPerSequence: Bytes;
  /** The same copy as no engine rounds it. */
  readonly logicalBytesPerSequence: Bytes;
  /** HBM bytes on all ranks ÷ the stored copy. */
  readonly copiesRatio: Ratio;
  /** `null` without an engine or where nothing grows. */
  readonly engineBlockTokens: number | null;
  /** Full windows and states: what a further point to resume from adds. 0 where the whole cache grows. */
  readonly checkpointBytes: Bytes;
}

const TERABYTE = 1e12;

/**
 * Every codec for the scenario's sequence: what it stores and how long a load takes at the scenario's bandwidth, beside
 * what HBM holds of it. One copy, draft layers included where speculation is on. Without a codec it has the layout of the
 * scenario's engine; a codec stores the elements themselves, and never more than without it.
 *
 * Ignores the time to encode and decode and first-byte latency.
 * Example: Llama 3.1 70B at 100,000 tokens in bf16 is 32.8 GB, 1.31 s at 25 GB/s; at a ratio of 20 1.64 GB and 66 ms.
 */
export function storedSequence({ kv, geometry }: { kv: Scenario['kv']; geometry: ResolvedGeometry }): StoredSequence {
  const { dtype, contextTokens, codecRatio, loadBytesPerSecond } = kv;
  const request = footprintRequest({ kv, groups: geometry.groups, draftLayers: geometry.draftLayers });
  const groups = withDraftLayers(request);
  const footprint = footprintOf(request);
  const coded = (codec: CodecKind): Bytes =>
    codedSize({ groups, dtype, contextTokens, codec: codecOf({ kind: codec, ratio: codecRatio }) })
      .storedBytesPerSequence;
  const { storedBytesPerSequence } = footprint;
  const rows = CODEC_KINDS.map((codec): StoredAs => {
    const bytes = codec === 'none' ? storedBytesPerSequence : Math.min(storedBytesPerSequence, coded(codec));
    return {
      codec,
      storedBytesPerSequence: bytes,
      capacityFactor: bytes > 0 ? storedBytesPerSequence / bytes : 1,
      sequencesPerTerabyte: sequencesPerTerabyte(bytes),
      loadSeconds: bytes / loadBytesPerSecond,
      isChosen: codec === kv.codec,
    };
  });
  const hbmBytesPerSequence = footprint.allRanksBytesPerSequence;
  return {
    rows,
    hbmBytesPerSequence,
    sequencesPerTerabyteOfHbm: sequencesPerTerabyte(hbmBytesPerSequence),
    storedBytesPerSequence,
    copiesRatio: storedBytesPerSequence > 0 ? hbmBytesPerSequence / storedBytesPerSequence : 1,
    logicalBytesPerSequence: coded('none'),
    engineBlockTokens: footprint.engineBlockTokens,
    checkpointBytes: kvSizeOf({ groups, dtype }).fixedBytesPerSequence,
  };
}

function sequencesPerTerabyte(bytes: Bytes): number {
  return bytes > 0 ? Math.floor(TERABYTE / bytes) : 0;
}
