/** Words for what `adapter.info` says. */

export const VENDOR_NAMES: Readonly<Record<string, string>> = {
  nvidia: 'NVIDIA',
  amd: 'AMD',
  intel: 'Intel',
  apple: 'Apple',
  qualcomm: 'Qualcomm',
  arm: 'Arm',
  'img-tec': 'Imagination',
  samsung: 'Samsung',
  google: 'Google',
  mesa: 'Mesa',
  microsoft: 'Microsoft',
};

/** One name that Dawn, and so Chrome, gives to a group of chips. */
export interface AdapterFamily {
  readonly vendor: string;
  readonly architecture: string;
  readonly words: string;
}

/**
 * Names of Dawn's table of devices (google/dawn src/dawn/gpu_info.json), as they are reported: in small letters with hyphens for
 * spaces. The words say which cards one would know them by.
 */
export const ADAPTER_FAMILIES: readonly AdapterFamily[] = [
  { vendor: 'nvidia', architecture: 'kepler', words: 'Kepler (GeForce 600 and 700)' },
  { vendor: 'nvidia', architecture: 'maxwell', words: 'Maxwell (GeForce 900)' },
  { vendor: 'nvidia', architecture: 'pascal', words: 'Pascal (GeForce 10)' },
  { vendor: 'nvidia', architecture: 'turing', words: 'Turing (GeForce 16 and RTX 20)' },
  { vendor: 'nvidia', architecture: 'ampere', words: 'Ampere (RTX 30)' },
  { vendor: 'nvidia', architecture: 'lovelace', words: 'Ada Lovelace (RTX 40)' },
  { vendor: 'nvidia', architecture: 'blackwell', words: 'Blackwell (RTX 50)' },
  { vendor: 'amd', architecture: 'gcn-1', words: 'GCN 1' },
  { vendor: 'amd', architecture: 'gcn-2', words: 'GCN 2' },
  { vendor: 'amd', architecture: 'gcn-3', words: 'GCN 3' },
  { vendor: 'amd', architecture: 'gcn-4', words: 'GCN 4 (RX 400 and 500)' },
  { vendor: 'amd', architecture: 'gcn-5', words: 'GCN 5 (Vega, and graphics of Ryzen processors)' },
  { vendor: 'amd', architecture: 'rdna-1', words: 'RDNA 1 (RX 5000)' },
  { vendor: 'amd', architecture: 'rdna-2', words: 'RDNA 2 (RX 6000, and graphics of Ryzen processors)' },
  { vendor: 'amd', architecture: 'rdna-3', words: 'RDNA 3 (RX 7000, and graphics of Ryzen processors)' },
  { vendor: 'amd', architecture: 'rdna-4', words: 'RDNA 4 (RX 9000)' },
  { vendor: 'intel', architecture: 'gen-7', words: 'generation 7 (in the processor)' },
  { vendor: 'intel', architecture: 'gen-8', words: 'generation 8 (in the processor)' },
  { vendor: 'intel', architecture: 'gen-9', words: 'generation 9 (in the processor)' },
  { vendor: 'intel', architecture: 'gen-11', words: 'generation 11 (in the processor)' },
  { vendor: 'intel', architecture: 'gen-12lp', words: 'Xe-LP (in the processor)' },
  { vendor: 'intel', architecture: 'gen-12hp', words: 'Xe-HPG (Arc A)' },
  { vendor: 'intel', architecture: 'xe-lpg', words: 'Xe-LPG (in a Core Ultra)' },
  { vendor: 'intel', architecture: 'xe-2-lpg', words: 'Xe2-LPG (in a Core Ultra)' },
  { vendor: 'intel', architecture: 'xe-2-hpg', words: 'Xe2-HPG (Arc B)' },
  { vendor: 'intel', architecture: 'xe-3-lpg', words: 'Xe3-LPG (in a Core Ultra)' },
  { vendor: 'apple', architecture: 'metal-3', words: 'every M-series chip' },
  { vendor: 'qualcomm', architecture: 'adreno-6xx', words: 'Adreno 600' },
  { vendor: 'qualcomm', architecture: 'adreno-7xx', words: 'Adreno 700 and X1' },
  { vendor: 'qualcomm', architecture: 'adreno-8xx', words: 'Adreno 800' },
  { vendor: 'arm', architecture: 'bifrost', words: 'Bifrost' },
  { vendor: 'arm', architecture: 'valhall', words: 'Valhall' },
];
