import type { FieldLimits } from '../../../../domain/field-limits.ts';

/** What the fields of a request accept: more than any request has, and within what the exact bill can hold. */

export const TOKEN_LIMITS: FieldLimits = { label: 'Tokens', unit: 'tokens', min: 0, max: 1e12, whole: true };

export const STORAGE_LIMITS: FieldLimits = {
  label: 'Storage',
  unit: 'token-hours',
  min: 0,
  max: 1e12,
  whole: false,
};

export const QUANTITY_LIMITS: FieldLimits = { label: 'Quantity', unit: '', min: 0, max: 1e9, whole: false };

export const UNIT_PRICE_LIMITS: FieldLimits = { label: 'Price', unit: 'USD each', min: 0, max: 1e6, whole: false };

export const EXCHANGE_LIMITS: FieldLimits = {
  label: 'Rate of exchange',
  unit: 'USD',
  min: 0.000001,
  max: 1e6,
  whole: false,
};
