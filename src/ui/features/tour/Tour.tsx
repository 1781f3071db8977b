// In a layer: what comes later must not win over the page's own rules.
import '@mantine/core/styles/Popover.layer.css';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Button, Popover } from '@mantine/core';
import { useServices } from '../../app-context.ts';
import { HOME } from '../../pages.ts';
import { endTour, INTRODUCTION } from './tour-store.ts';
import { TOUR_STEPS } from './tour-steps.ts';
import { useTourTarget } from './use-tour-target.ts';
import styles from './Tour.module.css';

/** Room around a part that is pointed at. */
const FRAME_PX = 4;
/** As high as the highest card, on a phone. */
const CARD_PX = 240;
const CARD_WIDTH_PX = 360;

/** Shows the Spend page part by part: a frame around each and a card beside it, while everything stays usable. */
export function Tour() {
  const { page } = useServices();
  const openPage = useSyncExternalStore(page.subscribe, page.read) ?? HOME;
  const view = useSyncExternalStore(page.subscribe, page.readView);
  const isHere = openPage === HOME && view !== 'run';
  const hasStarted = useRef(isHere);
  useEffect(() => {
    if (isHere) hasStarted.current = true;
    else if (hasStarted.current) endTour();
    else page.write(HOME);
  }, [isHere, page]);
  return isHere ? <Steps /> : null;
}

function Steps() {
  const { settings } = useServices();
  const [at, setAt] = useState(0);
  const step = TOUR_STEPS[at];
  const box = useTourTarget(step?.part ?? '');
  const card = useRef<HTMLDivElement>(null);
  const [startedFrom] = useState(() => document.activeElement);
  const element = box?.element;

  const end = useCallback(
    ({ keepsFocus = false }: { keepsFocus?: boolean } = {}): void => {
      endTour();
      settings.write(INTRODUCTION, 'seen');
      if (keepsFocus) return;
      // The introduction is gone by then, with the button that may have started the tour.
      requestAnimationFrame(() => {
        const isThere = startedFrom instanceof HTMLElement && startedFrom.isConnected && startedFrom !== document.body;
        const goTo = isThere ? startedFrom : document.querySelector<HTMLElement>('[data-tour-start]');
        goTo?.focus({ preventScroll: true });
      });
    },
    [settings, startedFrom],
  );

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || !(event.target instanceof Element)) return;
      // A panel or list that is open closes first.
      const panel = event.target.closest('[role="dialog"], [aria-expanded="true"]');
      if (panel && panel !== card.current) return;
      end();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [end]);

  useEffect(() => {
    if (!element) return;
    const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const { top, height } = element.getBoundingClientRect();
    const below = isBeside(element) ? 0 : CARD_PX;
    const above = top + window.scrollY;
    // From the page's own top where there is room; else the part at the top, unless the card below it had none then.
    const forAll = above + height + below - window.innerHeight;
    const goTo = forAll < 0 ? 0 : below > 0 ? Math.max(above - 3 * FRAME_PX, forAll) : above - 3 * FRAME_PX;
    window.scrollTo({ top: goTo, behavior: isStill ? 'auto' : 'smooth' });
    card.current?.focus({ preventScroll: true });
  }, [element]);

  useEffect(() => {
    if (!element || step?.endsWithUse !== true) return undefined;
    const leave = (): void => end({ keepsFocus: true });
    element.addEventListener('click', leave);
    return () => element.removeEventListener('click', leave);
  }, [element, step, end]);

  if (!step || !box) return null;
  const isLast = at === TOUR_STEPS.length - 1;
  const { goTo } = step;
  return (
    <Popover
      key={step.part}
      opened
      withinPortal={false}
      withRoles={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      hideDetached={false}
      preventPositionChangeWhenVisible={false}
      middlewares={{ flip: true, shift: { padding: 8 } }}
      position={isBeside(box.element) ? 'right-start' : 'bottom'}
      offset={FRAME_PX + 4}
      width={`min(${CARD_WIDTH_PX}px, calc(100vw - 24px))`}
      shadow="md"
      transitionProps={{ duration: 0 }}
      // Below lists and panels of the page, which stays in use.
      zIndex={90}
    >
      <Popover.Target>
        <div
          className={styles.frame}
          style={{
            top: box.top - FRAME_PX,
            left: box.left - FRAME_PX,
            width: box.width + 2 * FRAME_PX,
            height: box.height + 2 * FRAME_PX,
          }}
        />
      </Popover.Target>
      <Popover.Dropdown
        ref={card}
        className={styles.card}
        role="dialog"
        tabIndex={-1}
        aria-label={`Tour, step ${at + 1} of ${TOUR_STEPS.length}: ${step.title}`}
        aria-describedby="tour-text"
      >
        <p className={styles.title}>{step.title}</p>
        <p id="tour-text">{step.text}</p>
        <div className={styles.buttons}>
          <span className={styles.count}>
            {at + 1} of {TOUR_STEPS.length}
          </span>
          {goTo && (
            <Button variant="subtle" size="compact-xs" onClick={() => controlIn(box.element, goTo.selector)?.focus()}>
              {goTo.label}
            </Button>
          )}
          {!isLast && (
            <Button variant="default" size="compact-xs" onClick={() => end()}>
              End
            </Button>
          )}
          {at > 0 && (
            <Button variant="default" size="compact-xs" onClick={() => setAt(at - 1)}>
              Back
            </Button>
          )}
          <Button size="compact-xs" onClick={() => (isLast ? end() : setAt(at + 1))}>
            {isLast ? 'Done' : 'Next'}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** On a wide screen a tall part leaves room for the card on its right, over what is not spoken of. */
function isBeside(part: HTMLElement): boolean {
  const { right, height } = part.getBoundingClientRect();
  return height > CARD_PX && right + CARD_WIDTH_PX + 24 < window.innerWidth;
}

/** The part itself may be what is used. */
function controlIn(part: HTMLElement, selector: string): HTMLElement | null {
  return part.closest<HTMLElement>(selector) ?? part.querySelector<HTMLElement>(selector);
}
