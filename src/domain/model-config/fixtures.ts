/** Configs for the tests: the fields that bear on the cache, with the values of the real models. */

export interface Fixture {
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly status: 'exact' | 'approximate';
  readonly attention: string;
  /** Bytes in bf16, worked out by hand: added by each further token, and fixed once windows are full. */
  readonly perToken: number;
  readonly fixed: number;
}

interface Expected {
  readonly status?: Fixture['status'];
  readonly attention?: string;
  readonly perToken?: number;
  readonly fixed?: number;
}

/** 'a=1 b=null' as { a: 1, b: null }. */
export function fields(text: string): Record<string, unknown> {
  const pairs = text.split(/\s+/).filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const [key = '', value = 'null'] = pair.split('=');
      return [key, JSON.parse(value) as unknown];
    }),
  );
}

/** Sizes as most families spell them: layers, width, heads, KV heads. */
export function sizes(layers: number, hidden: number, heads: number, kvHeads?: number): Record<string, unknown> {
  const all = { num_hidden_layers: layers, hidden_size: hidden, num_attention_heads: heads };
  return kvHeads === undefined ? all : { ...all, num_key_value_heads: kvHeads };
}

export function fixture(
  name: string,
  config: Record<string, unknown>,
  { status = 'exact', attention = 'GQA', perToken = 0, fixed = 0 }: Expected,
): Fixture {
  return { name, config, status, attention, perToken, fixed };
}

/** 'sliding_attention' four times and 'full_attention' once, over and over: 'ssssf' for so many layers. */
export function layerTypes(cycle: string, layers: number): string[] {
  const words: Readonly<Record<string, string>> = {
    s: 'sliding_attention',
    f: 'full_attention',
    l: 'linear_attention',
    c: 'conv',
    m: 'mamba',
    a: 'attention',
  };
  return Array.from({ length: layers }, (_, index) => words[cycle[index % cycle.length] ?? ''] ?? '');
}
