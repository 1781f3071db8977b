import { describe, expect, it } from 'vitest';
import { PRESETS } from '../catalog/presets/index.ts';
import { CATALOG_REVISION } from '../catalog/revision.ts';
import { BASE_SCENARIO } from '../scenario/base-v0.ts';

describe('the scenario that opens without a link', () => {
  it('is the first preset, at the catalogue’s day', () => {
    const [preset] = PRESETS;
    expect(BASE_SCENARIO.workload).toEqual(preset?.workload);
    expect(BASE_SCENARIO.name).toBe(preset?.name);
    expect(BASE_SCENARIO.offerId).toBe(preset?.offerId);
    expect(BASE_SCENARIO.catalogRevision).toBe(CATALOG_REVISION);
  });
});
