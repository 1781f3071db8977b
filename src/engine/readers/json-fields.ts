/** A value of a log that is not what its format says. */
export class LogError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LogError';
  }
}

export type Fields = Readonly<Record<string, unknown>>;

/** The fields of an object. `where` names it in the error. */
export function fieldsOf({ value, where }: { value: unknown; where: string }): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new LogError(`${where} is not an object`);
  return value as Fields;
}

export function numberOf({ fields, name, where }: { fields: Fields; name: string; where: string }): number {
  const value = fields[name];
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new LogError(`${where}: ${name} is ${JSON.stringify(value) ?? 'missing'}, not a number`);
  return value;
}

/** As `numberOf`, and 0 for a field that is absent or null. */
export function numberOrZero({ fields, name, where }: { fields: Fields; name: string; where: string }): number {
  return (fields[name] ?? null) === null ? 0 : numberOf({ fields, name, where });
}

export function listOf({ fields, name, where }: { fields: Fields; name: string; where: string }): readonly unknown[] {
  const value = fields[name];
  if (!Array.isArray(value))
    throw new LogError(`${where}: ${name} is ${JSON.stringify(value) ?? 'missing'}, not a list`);
  return value;
}

/** A list of numbers, not copied. */
export function numbersOf({ fields, name, where }: { fields: Fields; name: string; where: string }): readonly number[] {
  const list = listOf({ fields, name, where });
  const other = list.find((value) => typeof value !== 'number');
  if (other !== undefined) throw new LogError(`${where}: ${name} holds ${JSON.stringify(other)}, not only numbers`);
  return list as readonly number[];
}
