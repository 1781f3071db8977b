const MULTIPLIERS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9, b: 1e9 };

/** What a person types for a number: `1,440`, `32k`, `1.5M`, `2e6`, `−3`. `undefined` for anything else. */
export function parseNumber(text: string): number | undefined {
  const compact = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s,_]/g, '')
    .replace('−', '-');
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)([kmgb]?)$/.exec(compact);
  if (!match) return undefined;
  const value = Number(match[1]) * (MULTIPLIERS[match[2] ?? ''] ?? 1);
  return Number.isFinite(value) ? value : undefined;
}
