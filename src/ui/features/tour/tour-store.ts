import { createStore } from 'zustand/vanilla';

/** Whether somebody is being shown around. What shows them around is loaded when it is. */
export const tour = createStore<{ readonly isOn: boolean }>()(() => ({ isOn: false }));

export function startTour(): void {
  tour.setState({ isOn: true });
}

export function endTour(): void {
  tour.setState({ isOn: false });
}

/** The setting that says whether the introduction was dismissed or the tour taken. */
export const INTRODUCTION = 'introduction';
