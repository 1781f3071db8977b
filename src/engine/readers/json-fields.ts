/** A value of a log that is not what its format says. The message holds no text of the log: it may be a prompt. */
export class LogError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LogError';
  }
}

export type Fields = Readonly<Record<string, unknown>>;

/** What a value is, in words that do not repeat what it says. */
function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'string') return 'a text';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}

/** The value of a JSON text. `where` names it in the error. */
export function parsed({ text, where }: { text: string; where: string }): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new LogError(`${where} is not JSON`);
  }
}

/** The fields of an object. `where` names it in the error. */
export function fieldsOf({ value, where }: { value: unknown; where: string }): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new LogError(`${where} is not an object`);
  return value as Fields;
}

export function numberOf({ fields, name, where }: { fields: Fields; name: string; where: string }): number {
  const value = fields[name];
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new LogError(`${where}: ${name} is ${kindOf(value)}, not a number`);
  return value;
}

/** As `numberOf`, and `undefined` for a field that is absent or null. */
export function numberOrNone({
  fields,
  name,
  where,
}: {
  fields: Fields;
  name: string;
  where: string;
}): number | undefined {
  return (fields[name] ?? null) === null ? undefined : numberOf({ fields, name, where });
}

/** A number of tokens: whole, and not below 0. */
export function tokensOf({ fields, name, where }: { fields: Fields; name: string; where: string }): number {
  const value = numberOf({ fields, name, where });
  if (!(Number.isSafeInteger(value) && value >= 0))
    throw new LogError(`${where}: ${name} is ${value}, not a whole number from 0`);
  return value;
}

export function textOf({ fields, name, where }: { fields: Fields; name: string; where: string }): string {
  const value = fields[name];
  if (typeof value !== 'string') throw new LogError(`${where}: ${name} is ${kindOf(value)}, not a text`);
  return value;
}

export function listOf({ fields, name, where }: { fields: Fields; name: string; where: string }): readonly unknown[] {
  const value = fields[name];
  if (!Array.isArray(value)) throw new LogError(`${where}: ${name} is ${kindOf(value)}, not a list`);
  return value;
}

/** A list of whole numbers from 0, not copied. */
export function idsOf({ fields, name, where }: { fields: Fields; name: string; where: string }): readonly number[] {
  const list = listOf({ fields, name, where });
  // Runs once per block of every request, so no callback.
  for (let index = 0; index < list.length; index++) {
    const value = list[index];
    if (!(Number.isSafeInteger(value) && (value as number) >= 0))
      throw new LogError(`${where}: ${name} holds ${kindOf(value)}, not only whole numbers from 0`);
  }
  return list as readonly number[];
}
