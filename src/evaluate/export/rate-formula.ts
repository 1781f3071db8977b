import type { RungName } from '../../domain/spend/rung.ts';
import type { Charge, ListPlace } from './charges.ts';
import type { InputsSheet } from './inputs-sheet.ts';
import type { CellValue, RateName, SetPrice } from './input-cells.ts';
import { familyOf } from './words.ts';

/** A formula without the leading `=`, and what it comes to as things stand. */
export interface RateFormula {
  readonly formula: string;
  readonly value: number;
}

/**
 * What a charge pays for a million tokens, as a formula over the cells of the inputs.
 *
 * The list's price of its class. The warehouse's own write and read price where their cells hold a number, else the offer's
 * input and read price. The ceiling pays the lowest price anybody asks for a token: see `ceilingRung` of `domain/spend/ladder`.
 */
export function rateFormula({
  charge,
  rung,
  inputs,
}: {
  charge: Charge;
  rung: RungName;
  inputs: InputsSheet;
}): RateFormula {
  const family = familyOf(charge.class);
  if (rung === 'ceiling' && family !== 'output') return ceilingFormula({ charge, inputs });
  if (rung === 'warehouse') {
    if (family === 'storage') return plain(inputs.rent(charge.group));
    if (family === 'cacheWrite')
      return setOr({ set: inputs.warehouseWrite, other: listed({ charge, name: 'input', inputs }) });
    if (family === 'cacheRead')
      return setOr({ set: inputs.warehouseRead, other: inputs.rate({ ...charge, name: 'cacheRead' }) });
  }
  return plain(listed({ charge, name: nameOf(charge), inputs }));
}

function nameOf(charge: Charge): RateName {
  switch (familyOf(charge.class)) {
    case 'uncachedInput':
      return 'input';
    case 'cacheWrite':
      return charge.class as `cacheWrite:${string}`;
    case 'cacheRead':
    case 'pings':
      return 'cacheRead';
    case 'storage':
      return 'storage';
    case 'output':
      return 'output';
  }
}

function listed({ charge, name, inputs }: { charge: Charge; name: RateName; inputs: InputsSheet }): CellValue {
  // Rent is on the base list, whatever the prompt.
  const found = inputs.rate({ ...charge, name, ...(name === 'storage' && { band: null }) });
  if (!found) throw new Error(`A rung is priced although ${name} is not`);
  return found;
}

function plain({ ref, value }: CellValue): RateFormula {
  return { formula: ref, value };
}

/** The price that is set, where its cell holds a number; else the other. */
function setOr({ set, other }: { set: SetPrice; other: CellValue | null }): RateFormula {
  if (other === null) return { formula: set.ref, value: set.value ?? 0 };
  return { formula: `IF(ISNUMBER(${set.ref}),${set.ref},${other.ref})`, value: set.value ?? other.value };
}

function ceilingFormula({ charge, inputs }: { charge: Charge; inputs: InputsSheet }): RateFormula {
  const { group } = charge;
  const lists: readonly ListPlace[] = [charge, ...charge.otherLists];
  const writes = lists.flatMap(({ cacheModeId, band }) => inputs.writes({ cacheModeId, band, group }));
  const input = leastOf({
    values: [plain(listed({ charge, name: 'input', inputs })), ...writes.map(plain)],
    set: inputs.warehouseWrite,
  });
  if (charge.class === 'uncachedInput') return input;
  const reads = lists.flatMap(
    ({ cacheModeId, band }) => inputs.rate({ cacheModeId, band, group, name: 'cacheRead' }) ?? [],
  );
  return leastOf({ values: [...reads.map(plain), input], set: inputs.warehouseRead });
}

function leastOf({ values, set }: { values: readonly RateFormula[]; set: SetPrice }): RateFormula {
  return {
    // A blank cell is passed over.
    formula: `MIN(${[set.ref, ...values.map((part) => part.formula)].join(',')})`,
    value: Math.min(set.value ?? Infinity, ...values.map(({ value }) => value)),
  };
}
