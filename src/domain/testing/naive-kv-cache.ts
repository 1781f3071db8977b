import type { LayerGroup } from '../kv-cache/layer-group.ts';
import type { Bytes, Tokens } from '../units.ts';

/**
 * A KV cache as lists of records, token by token and layer by layer: slow, and hard to get wrong. Plain and block
 * formats only.
 */
export type NaiveFormat = 'fp32' | 'bf16' | 'fp8' | 'q8_0' | 'q4_0' | 'nvfp4';

/** Packs elements one after the other into blocks, a new block whenever the last one is full. */
function packedBytes({ elements, format }: { elements: number; format: NaiveFormat }): Bytes {
  const [perBlock, blockBytes] = {
    fp32: [1, 4],
    bf16: [1, 2],
    fp8: [1, 1],
    // 32 bytes and an fp16 scale; 16 bytes and an fp16 scale; 8 bytes and an fp8 scale.
    q8_0: [32, 34],
    q4_0: [32, 18],
    nvfp4: [16, 9],
  }[format] as [number, number];
  let blocks = 0;
  let room = 0;
  for (let element = 0; element < elements; element++) {
    if (room === 0) {
      blocks++;
      room = perBlock;
    }
    room--;
  }
  return blocks * blockBytes;
}

class NaiveLayer {
  private readonly group: LayerGroup;
  private readonly hasIndex: boolean;
  private readonly format: NaiveFormat;
  private readonly live: Bytes[] = [];
  private readonly forever: Bytes[] = [];
  private sinceLastEntry = 0;
  private tokens = 0;
  peakBytes = 0;

  constructor({ group, hasIndex, format }: { group: LayerGroup; hasIndex: boolean; format: NaiveFormat }) {
    this.group = group;
    this.hasIndex = hasIndex;
    this.format = format;
  }

  append(): void {
    const { group } = this;
    const isFirst = this.tokens++ === 0;
    switch (group.kind) {
      case 'full':
        this.forever.push(this.keyAndValue(group));
        if (this.hasIndex && group.index) this.forever.push(this.vector(group.index.dim));
        break;
      case 'mla':
        this.forever.push(this.vector(group.latentDim + group.ropeDim));
        if (this.hasIndex && group.index) this.forever.push(this.vector(group.index.dim));
        break;
      case 'sliding':
        this.live.push(this.keyAndValue(group));
        if (this.live.length > group.windowTokens) this.live.shift();
        break;
      case 'chunked':
        if (this.live.length === group.chunkTokens) this.live.length = 0;
        this.live.push(this.keyAndValue(group));
        break;
      case 'compressed': {
        const entry = this.vector(group.entryDim);
        this.live.push(entry);
        if (this.live.length > group.windowTokens) this.live.shift();
        if (++this.sinceLastEntry === group.ratio) {
          this.sinceLastEntry = 0;
          this.forever.push(entry);
          if (this.hasIndex && group.index) this.forever.push(this.vector(group.index.dim));
        }
        break;
      }
      case 'cross':
        for (let i = 0; isFirst && i < group.encoderTokens; i++) this.forever.push(this.keyAndValue(group));
        break;
      case 'state':
        if (!isFirst) break;
        for (let unit = 0; unit < group.recurrent.units; unit++)
          this.forever.push(group.recurrent.elementsPerUnit * group.recurrentBytesPerElement);
        for (const { units, elementsPerUnit } of group.convolution)
          for (let unit = 0; unit < units; unit++)
            this.forever.push(elementsPerUnit * group.convolutionBytesPerElement);
        break;
      case 'none':
        break;
    }
    let bytes = 0;
    for (const record of this.live) bytes += record;
    for (const record of this.forever) bytes += record;
    this.peakBytes = Math.max(this.peakBytes, bytes);
  }

  private keyAndValue({ kvHeads, kDim, vDim }: { kvHeads: number; kDim: number; vDim: number }): Bytes {
    return this.vector(kvHeads * kDim) + this.vector(kvHeads * vDim);
  }

  private vector(elements: number): Bytes {
    return packedBytes({ elements, format: this.format });
  }
}

/** The most bytes a sequence ever keeps while it grows to `contextTokens`. */
export function naiveBytes({
  groups,
  format,
  contextTokens,
}: {
  groups: readonly LayerGroup[];
  format: NaiveFormat;
  contextTokens: Tokens;
}): Bytes {
  let bytes = 0;
  for (const group of groups)
    for (let i = 0; i < group.layers; i++) {
      const indexLayers = 'index' in group && group.index ? group.index.layers : 0;
      const layer = new NaiveLayer({ group, hasIndex: i < indexLayers, format });
      for (let token = 0; token < contextTokens; token++) layer.append();
      bytes += layer.peakBytes;
    }
  return bytes;
}
