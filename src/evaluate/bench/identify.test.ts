import { describe, expect, test } from 'vitest';
import { GRAPHICS_CARDS } from '../../catalog/graphics-cards/index.ts';
import type { AdapterIdentity } from '../../domain/bandwidth/measurement.ts';
import { allCardChoices, identifyCard, type Identification } from './identify.ts';
import { cardsInRenderer, vendorInRenderer } from './renderer-match.ts';

function ask(identity: Partial<AdapterIdentity>): Identification {
  return identifyCard({
    vendor: '',
    architecture: '',
    device: '',
    description: '',
    isFallback: false,
    renderer: null,
    ...identity,
  });
}

const windows = (card: string, vendor = 'NVIDIA'): string =>
  `ANGLE (${vendor}, ${card} (0x00002684) Direct3D11 vs_5_0 ps_5_0, D3D11)`;

describe('a card that family and renderer agree on', () => {
  test.each([
    ['nvidia', 'lovelace', windows('NVIDIA GeForce RTX 4090'), 'geforce-rtx-4090'],
    ['nvidia', 'lovelace', windows('NVIDIA GeForce RTX 4070 Ti SUPER'), 'geforce-rtx-4070-ti-super'],
    ['nvidia', 'lovelace', windows('NVIDIA GeForce RTX 4070 Ti'), 'geforce-rtx-4070-ti'],
    ['nvidia', 'lovelace', windows('NVIDIA GeForce RTX 4070'), 'geforce-rtx-4070'],
    ['nvidia', 'lovelace', windows('NVIDIA GeForce RTX 4070 Laptop GPU'), 'geforce-rtx-4070-laptop-gpu'],
    [
      'nvidia',
      'ampere',
      'ANGLE (NVIDIA Corporation, NVIDIA GeForce RTX 3070/PCIe/SSE2, OpenGL 4.5.0)',
      'geforce-rtx-3070',
    ],
    ['nvidia', 'blackwell', windows('NVIDIA RTX PRO 6000 Blackwell Workstation Edition'), 'rtx-pro-6000-blackwell'],
    ['amd', 'rdna-3', windows('AMD Radeon RX 7900 XTX', 'AMD'), 'radeon-rx-7900-xtx'],
    ['amd', 'rdna-3', windows('AMD Radeon RX 7900 XT', 'AMD'), 'radeon-rx-7900-xt'],
    ['amd', 'rdna-2', 'ANGLE (AMD, AMD Radeon RX 6800 (radeonsi navi21 ACO), OpenGL 4.6)', 'radeon-rx-6800'],
    ['amd', 'rdna-3', windows('AMD Radeon(TM) 780M Graphics', 'AMD'), 'radeon-780m'],
    ['intel', 'xe-2-hpg', windows('Intel(R) Arc(TM) B580 Graphics', 'Intel'), 'arc-b580'],
    ['intel', 'gen-12-lp', windows('Intel(R) Iris(R) Xe Graphics', 'Intel'), 'iris-xe-graphics'],
    ['intel', 'gen-12lp', windows('Intel(R) UHD Graphics 770', 'Intel'), 'uhd-graphics'],
    ['apple', 'metal-3', 'ANGLE (Apple, ANGLE Metal Renderer: Apple M3 Pro, Unspecified Version)', 'apple-m3-pro'],
    ['apple', 'metal-3', 'ANGLE (Apple, ANGLE Metal Renderer: Apple M1, Unspecified Version)', 'apple-m1'],
  ])('%s %s, %s', (vendor, architecture, renderer, expected) => {
    const { preselectedId, shortlist, why } = ask({ vendor, architecture, renderer });
    expect(preselectedId).toBe(expected);
    expect(shortlist[0]?.id).toBe(expected);
    expect(why.at(-1)).toContain('Confirm it');
  });

  test('the shortlist is the family’s, and has no figure in it', () => {
    const { narrowedTo, words, shortlist } = ask({
      vendor: 'nvidia',
      architecture: 'lovelace',
      renderer: windows('NVIDIA GeForce RTX 4090'),
    });
    expect(narrowedTo).toBe('family');
    expect(words).toBe('NVIDIA, Ada Lovelace (RTX 40)');
    const family = GRAPHICS_CARDS.filter(({ architectures }) => architectures.includes('lovelace'));
    expect(shortlist.map(({ id }) => id).toSorted()).toEqual(family.map(({ id }) => id).toSorted());
    for (const choice of [...shortlist, ...allCardChoices()]) {
      expect(Object.keys(choice).toSorted()).toEqual(['form', 'id', 'name']);
      expect(choice.name).not.toContain('GB/s');
    }
  });
});

describe('nothing is preselected', () => {
  const silent = (identity: Partial<AdapterIdentity>): Identification => {
    const found = ask(identity);
    expect(found.preselectedId).toBeNull();
    expect(found.why.length).toBeGreaterThan(0);
    return found;
  };

  test('where Safari says apple of everything', () => {
    const found = silent({
      vendor: 'apple',
      architecture: 'apple',
      device: 'apple',
      description: 'apple',
      renderer: 'Apple GPU',
    });
    expect(found.narrowedTo).toBe('vendor');
    expect(found.words).toBe('Apple');
    expect(found.shortlist.length).toBe(21);
    expect(found.why.join(' ')).toContain('Intel processor');
    expect(found.why.join(' ')).toContain('Safari');
  });

  test('where WebGL runs on the other GPU of a laptop', () => {
    const found = silent({
      vendor: 'nvidia',
      architecture: 'ampere',
      renderer: windows('Intel(R) UHD Graphics', 'Intel'),
    });
    expect(found.narrowedTo).toBe('family');
    expect(found.why.join(' ')).toContain('another GPU of this machine (Intel)');
    expect(found.shortlist.every(({ name }) => !name.includes('UHD'))).toBe(true);
  });

  test('where the name is of another family of the same maker', () => {
    const found = silent({ vendor: 'nvidia', architecture: 'ampere', renderer: windows('NVIDIA GeForce RTX 4090') });
    expect(found.why.join(' ')).toContain('not of the family');
    expect(found.shortlist.map(({ id }) => id)).not.toContain('geforce-rtx-4090');
  });

  test('where Firefox gives one name to many cards', () => {
    const found = silent({ renderer: 'ANGLE (NVIDIA, NVIDIA GeForce GTX 980 Direct3D11 vs_5_0 ps_5_0), or similar' });
    expect(found.narrowedTo).toBe('vendor');
    expect(found.shortlist.every(({ name }) => /GeForce|RTX|TITAN|GB10/.test(name))).toBe(true);
    expect(found.why.join(' ')).toContain('one name to many');
    expect(silent({ renderer: 'Radeon R9 200 Series, or similar' }).words).toBe('AMD');
    expect(silent({ renderer: 'Apple M1, or similar' }).shortlist.length).toBe(21);
  });

  test('where variants share a name: they come first', () => {
    const found = silent({ vendor: 'nvidia', architecture: 'ampere', renderer: windows('NVIDIA GeForce RTX 3080') });
    expect(found.shortlist.slice(0, 2).map(({ id }) => id)).toEqual([
      'geforce-rtx-3080-10-gb',
      'geforce-rtx-3080-12-gb',
    ]);
    expect(found.why.join(' ')).toContain('2 variants');
    const max = silent({
      vendor: 'apple',
      architecture: 'metal-3',
      renderer: 'ANGLE (Apple, ANGLE Metal Renderer: Apple M4 Max, Unspecified Version)',
    });
    expect(max.shortlist[0]?.name).toBe('Apple M4 Max (32 GPU cores)');
  });

  test('where the adapter does not say whose it is: the name only orders the list', () => {
    const found = silent({ renderer: windows('NVIDIA GeForce RTX 4090') });
    expect(found.shortlist[0]?.id).toBe('geforce-rtx-4090');
    expect(found.why.join(' ')).toContain('does not say whose');
  });

  test('where the table has no such card', () => {
    const pascal = silent({ vendor: 'nvidia', architecture: 'pascal', renderer: windows('NVIDIA GeForce GTX 1080') });
    expect(pascal.narrowedTo).toBe('family');
    expect(pascal.words).toBe('NVIDIA, Pascal (GeForce 10)');
    expect(pascal.shortlist).toEqual([]);
    // A family that came later: all cards of its maker.
    const later = silent({ vendor: 'nvidia', architecture: 'rubin', renderer: windows('NVIDIA GeForce RTX 6090') });
    expect(later.narrowedTo).toBe('vendor');
    expect(later.words).toBe('NVIDIA, rubin');
    expect(later.shortlist.length).toBeGreaterThan(60);
  });

  test('where nothing is said at all: every card is listed', () => {
    const found = silent({});
    expect(found.narrowedTo).toBe('nothing');
    expect(found.words).toBeNull();
    expect(found.shortlist.length).toBe(GRAPHICS_CARDS.length);
    expect(silent({ vendor: 'constructor' }).narrowedTo).toBe('nothing');
  });

  test('where WebGL alone draws in software', () => {
    const found = silent({
      vendor: 'nvidia',
      architecture: 'turing',
      renderer: 'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (LLVM 10.0.0) (0x0000C0DE)), SwiftShader driver)',
    });
    expect(found.narrowedTo).toBe('family');
    expect(found.why.join(' ')).toContain('software');
  });
});

describe('software in place of a card', () => {
  test.each([
    { vendor: 'google', architecture: 'swiftshader' },
    { vendor: 'mesa', architecture: 'software' },
    { vendor: 'microsoft', architecture: 'warp' },
    { vendor: 'nvidia', architecture: 'ampere', isFallback: true },
    { vendor: 'mesa', description: 'llvmpipe (LLVM 15.0.7, 256 bits)' },
    { renderer: 'llvmpipe (LLVM 15.0.7, 256 bits)' },
  ])('%o', (identity) => {
    const found = ask(identity);
    expect(found.narrowedTo).toBe('software');
    expect(found.shortlist).toEqual([]);
    expect(found.preselectedId).toBeNull();
  });
});

describe('renderer strings', () => {
  const names = (renderer: string): readonly string[] =>
    cardsInRenderer({ renderer, cards: GRAPHICS_CARDS }).map(({ id }) => id);

  test('of several models at once name nobody', () => {
    expect(names('AMD Radeon RX 6800/6800 XT / 6900 XT (navi21, LLVM 15.0.6, DRM 3.49)')).toEqual([]);
  });

  test('of a laptop’s chip do not name the desktop card', () => {
    expect(names(windows('NVIDIA GeForce RTX 2080 with Max-Q Design'))).toEqual([]);
    expect(names(windows('NVIDIA RTX PRO 5000 Blackwell Generation Laptop GPU'))).toEqual([]);
    expect(names('AMD Radeon RX 6800M')).toEqual([]);
  });

  test('that are only the start of a longer name are found in none', () => {
    expect(names('ANGLE (Apple, ANGLE Metal Renderer: Apple M9 Ultra, Unspecified Version)')).toEqual([]);
    expect(names(windows('NVIDIA GeForce RTX 4090 D'))).toEqual(['geforce-rtx-4090-d']);
  });

  test('every card of the table finds itself, and its variants alone', () => {
    for (const card of GRAPHICS_CARDS) {
      const own = names(card.rendererWords.join(' '));
      expect(own).toContain(card.id);
      const words = card.rendererWords.join(' ');
      const variants = GRAPHICS_CARDS.filter(({ rendererWords }) => rendererWords.join(' ') === words);
      expect(own.toSorted()).toEqual(variants.map(({ id }) => id).toSorted());
    }
  });

  test('tell the vendor', () => {
    expect(vendorInRenderer('NVIDIA GeForce RTX 3060/PCIe/SSE2')).toBe('nvidia');
    expect(vendorInRenderer('Mesa Intel(R) Xe Graphics (TGL GT2)')).toBe('intel');
    expect(vendorInRenderer('Adreno (TM) 740')).toBe('qualcomm');
    expect(vendorInRenderer('WebKit WebGL')).toBeNull();
  });
});
