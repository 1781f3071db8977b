/** One stop of the tour: a part of the Spend page, what it is and what to do with it. */
export interface TourStep {
  /** As the part is marked: `data-tour`. */
  readonly part: 'headline' | 'inputs' | 'ladder' | 'retention' | 'link' | 'export';
  readonly title: string;
  readonly text: string;
  /** A way for the keyboard to what the step is about. */
  readonly goTo?: { readonly label: string; readonly selector: string };
  /** Its panel opens where the step's own card stands, which therefore leaves. */
  readonly endsWithUse?: true;
}

/** From the answer to a shared link and an exported workbook: what a newcomer does in the first five minutes. */
export const TOUR_STEPS: readonly TourStep[] = [
  {
    part: 'headline',
    title: 'The answer, and why',
    text: 'What the work costs a month under the best caching its seller offers, what it would cost with a token warehouse, and the difference. The sentence below gives the reason that weighs most; the last line says how sure all this is. ƒ opens a figure to its formula, numbers and sources.',
  },
  {
    part: 'inputs',
    title: 'Make it your own',
    text: 'Choose your offer and type your numbers: all figures follow every keystroke. Try 80 people. The arrow above undoes it, “All inputs…” has the rest of the workload, “Presets” has seven others.',
    goTo: { label: 'Go to People', selector: 'input[aria-label^="People"]' },
  },
  {
    part: 'ladder',
    title: 'Five prices of the same work',
    text: 'From no cache at all down to the logical ceiling, where nothing is computed twice. Compare “Warehouse” with “Best policy sold” above it: a longer bar means that it loses. On the right, the share of prompt tokens read from cache.',
  },
  {
    part: 'retention',
    title: 'How long a prefix must survive',
    text: 'Hit rate against the time a prefix is kept. Where the curve goes flat, keeping it longer brings little more. Vertical lines are windows: the lives this seller sells, the warehouse, and what memory of your own would hold.',
  },
  {
    part: 'link',
    title: 'Share it',
    text: 'The link holds everything you see; whoever opens it gets the same figures. It travels behind the #, a part that browsers do not send to the server.',
    goTo: { label: 'Go to Copy link', selector: 'button' },
  },
  {
    part: 'export',
    title: 'Take it with you',
    text: 'Press “Export”, then “Workbook (.xlsx)”: bill and ladder as live formulas. The same menu prints a report on one page. Opening it ends the tour.',
    goTo: { label: 'Go to Export', selector: 'button' },
    endsWithUse: true,
  },
];
