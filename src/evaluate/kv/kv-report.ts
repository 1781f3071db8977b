import { footprintOf, type FootprintRequest } from '../../domain/kv-cache/footprint.ts';
import type { LayerGroup } from '../../domain/kv-cache/layer-group.ts';
import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { shapeInWords } from './explain-kv.ts';
import { exceededTokens } from './evaluate-kv.ts';

/** Whose cache a report is about, and how far its figures can be trusted. */
export interface KvSubject {
  /** The catalogue's id, or what a config calls itself. */
  readonly model: string;
  readonly attention: string;
  readonly groups: readonly LayerGroup[];
  readonly draftLayers: number;
  readonly maxContextTokens: number | null;
  /** `approximate`: something in the model was not understood or not published; `notes` name it. */
  readonly status: 'exact' | 'approximate';
  readonly notes: readonly string[];
  /** Where the geometry comes from. */
  readonly source: string;
}

export interface KvReportGroup {
  readonly kind: LayerGroup['kind'];
  readonly layers: number;
  readonly shape: string;
  readonly marginalBytesPerToken: number;
  readonly fixedBytesPerSequence: number;
  readonly bytesPerSequence: number;
  readonly perRankBytesPerSequence: number;
  readonly geometry: LayerGroup;
}

/** What the `kv` verb prints. Bytes throughout; one copy unless the name says ranks. */
export interface KvReport {
  readonly status: 'exact' | 'approximate';
  readonly notes: readonly string[];
  readonly model: string;
  readonly attention: string;
  readonly source: string;
  readonly dtype: string;
  readonly engine: string | null;
  readonly contextTokens: number;
  readonly maxContextTokens: number | null;
  readonly sequences: number;
  readonly tensorParallel: number;
  readonly draftLayers: number;
  readonly marginalBytesPerToken: number;
  readonly fixedBytesPerSequence: number;
  readonly bytesPerSequence: number;
  readonly totalBytes: number;
  readonly perRankBytesPerSequence: number;
  readonly allRanksBytesPerSequence: number;
  readonly storedBytesPerSequence: number;
  readonly compressorStateBytesPerSequence: number;
  readonly engineBlockTokens: number | null;
  readonly statePaddingRatio: number | null;
  readonly groups: readonly KvReportGroup[];
}

/** A catalogue model as the subject of a report: exact where its layers are published, approximate where inferred. */
export function subjectOfModel(model: ModelGeometry): KvSubject {
  const { kind, source, note } = model.groups;
  const isPublished = kind === 'published' || kind === 'measured';
  return {
    model: model.id,
    attention: model.attention,
    groups: model.groups.value,
    draftLayers: model.draftLayers,
    maxContextTokens: model.maxContextTokens.value,
    status: isPublished ? 'exact' : 'approximate',
    notes: note === undefined ? (isPublished ? [] : [`The layers are ${kind}, not published.`]) : [note],
    source,
  };
}

/** The footprint of a subject with its verdict, as one plain object. */
export function kvReport({
  subject,
  settings,
  speculation,
}: {
  subject: KvSubject;
  settings: Omit<FootprintRequest, 'groups' | 'draftLayers'>;
  /** Count the model's draft layers. */
  speculation: boolean;
}): KvReport {
  const { groups, maxContextTokens } = subject;
  const draftLayers = speculation ? subject.draftLayers : 0;
  const footprint = footprintOf({ ...settings, groups, draftLayers });
  const exceeded = exceededTokens({ maxContextTokens, contextTokens: settings.contextTokens });
  return {
    // The geometry may be exact and the engine's layout of it assumed.
    status: footprint.engineFigures?.isAssumed === true ? 'approximate' : subject.status,
    notes: [
      ...subject.notes,
      ...(exceeded === null
        ? []
        : [
            `The model takes at most ${exceeded.toLocaleString('en-US')} tokens; the figures are what its geometry would need.`,
          ]),
      ...footprint.notes,
    ],
    model: subject.model,
    attention: subject.attention,
    source: subject.source,
    dtype: settings.dtype,
    engine: settings.engine?.name ?? null,
    contextTokens: settings.contextTokens,
    maxContextTokens,
    sequences: settings.sequences,
    tensorParallel: settings.ranks,
    draftLayers,
    marginalBytesPerToken: footprint.marginalBytesPerToken,
    fixedBytesPerSequence: footprint.fixedBytesPerSequence,
    bytesPerSequence: footprint.bytesPerSequence,
    totalBytes: footprint.totalBytes,
    perRankBytesPerSequence: footprint.perRankBytesPerSequence,
    allRanksBytesPerSequence: footprint.allRanksBytesPerSequence,
    storedBytesPerSequence: footprint.storedBytesPerSequence,
    compressorStateBytesPerSequence: footprint.compressorStateBytesPerSequence,
    engineBlockTokens: footprint.engineBlockTokens,
    statePaddingRatio: footprint.engineFigures?.statePaddingRatio ?? null,
    groups: footprint.groups.map(
      ({ group, marginalBytesPerToken, fixedBytesPerSequence, bytesPerSequence, perRankBytesPerSequence }) => ({
        kind: group.kind,
        layers: group.layers,
        shape: shapeInWords(group),
        marginalBytesPerToken,
        fixedBytesPerSequence,
        bytesPerSequence,
        perRankBytesPerSequence,
        geometry: group,
      }),
    ),
  };
}
