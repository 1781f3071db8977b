import { useEffect, useState, type ComponentType } from 'react';
import { useStore } from 'zustand';
import { showToast } from '../../shell/toast-store.ts';
import { endTour, tour } from './tour-store.ts';

/** The tour's place in the page. The tour itself, and what places its card, come when it is started. */
export function TourHost() {
  const isOn = useStore(tour, (state) => state.isOn);
  const [Tour, setTour] = useState<ComponentType | null>(null);
  useEffect(() => {
    if (!isOn || Tour) return;
    import('./Tour.tsx').then(
      (loaded) => setTour(() => loaded.Tour),
      () => {
        endTour();
        showToast({ text: 'The tour could not be loaded. Start it again to retry.', isProblem: true });
      },
    );
  }, [isOn, Tour]);
  return isOn && Tour ? <Tour /> : null;
}
