import { describe, expect, it } from 'vitest';
import { BASE_SCENARIO } from './base.ts';
import { decodeScenario, encodeScenario } from './codec.ts';
import { linkFault } from './self-check.ts';

describe('linkFault', () => {
  it('finds nothing wrong with this build', () => {
    expect(linkFault()).toBeNull();
  });

  it('is not content with a codec that knows one scenario only', () => {
    expect(linkFault({ decode: () => ({ scenario: BASE_SCENARIO, notices: [] }) })).toMatch(
      /^This build reads links wrongly: a readable link of version 1 is written otherwise than it was\. Do not rely/,
    );
  });

  it('notices notices', () => {
    const decode: typeof decodeScenario = (text) => ({
      ...decodeScenario(text),
      notices: text.includes('z=') ? [{ field: '', message: 'The link is damaged.' }] : [],
    });
    expect(linkFault({ decode })).toContain('a packed link of the draft does not open whole');
  });

  it('notices what is lost between writing and reading', () => {
    const encode: typeof encodeScenario = (scenario) =>
      encodeScenario({ ...scenario, workload: { ...scenario.workload, people: scenario.workload.people + 1 } });
    expect(linkFault({ encode })).toContain('the default scenario is written otherwise');
    const drifting = { name: 'an old link', hash: 'v=0&workload.people=60' };
    const onlyOld: typeof encodeScenario = (scenario) =>
      scenario.workload.people < 60 ? encodeScenario(scenario) : encode(scenario);
    expect(linkFault({ encode: onlyOld, links: [drifting] })).toContain('an old link does not come back as it was');
  });

  it('survives a codec that throws', () => {
    const broken = (): never => {
      throw new TypeError('x is not a function');
    };
    expect(linkFault({ decode: broken })).toContain('the default scenario cannot be opened');
    expect(linkFault({ encode: broken })).toContain('cannot be opened');
  });
});
