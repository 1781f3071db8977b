import {
  createContext,
  use,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type PointerEvent as ReactPointerEvent,
  type ReactNode,
} from 'react';
import { UnstyledButton } from '@mantine/core';
import { moveBetweenFigures } from './figure-keys.ts';
import styles from './SourcePanel.module.css';

type RenderPanel = () => ReactNode;

interface PanelControls {
  readonly open: (target: HTMLElement, renderPanel: RenderPanel) => void;
  /** After a moment, unless the pointer comes back or reaches the panel. */
  readonly openSoon: (target: HTMLElement, renderPanel: RenderPanel) => void;
  readonly closeSoon: () => void;
  readonly close: () => void;
}

const PanelContext = createContext<PanelControls | null>(null);

const OPEN_DELAY_MS = 120;
const CLOSE_DELAY_MS = 180;
const MARGIN = 8;

/**
 * One panel for all figures inside: it shows the source of whichever is pointed at or focused. Hundreds of popovers
 * would each cost a mount; a panel that moves costs one.
 */
export function SourcePanelHost({
  children,
  className,
}: {
  readonly children: ReactNode;
  readonly className?: string | undefined;
}) {
  const [shown, setShown] = useState<{ readonly target: HTMLElement; readonly renderPanel: RenderPanel } | null>(null);
  const timer = useRef<number | undefined>(undefined);

  const controls = useMemo((): PanelControls => {
    const later = (action: () => void, ms: number): void => {
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(action, ms);
    };
    const open = (target: HTMLElement, renderPanel: RenderPanel): void => {
      window.clearTimeout(timer.current);
      setShown({ target, renderPanel });
    };
    return {
      open,
      openSoon: (target, renderPanel) => later(() => open(target, renderPanel), OPEN_DELAY_MS),
      closeSoon: () => later(() => setShown(null), CLOSE_DELAY_MS),
      close: () => {
        window.clearTimeout(timer.current);
        setShown(null);
      },
    };
  }, []);

  useEffect(() => () => window.clearTimeout(timer.current), []);

  return (
    <div className={`${styles.host} ${className ?? ''}`}>
      <PanelContext value={controls}>{children}</PanelContext>
      {shown && (
        <Panel target={shown.target} controls={controls}>
          {shown.renderPanel()}
        </Panel>
      )}
    </div>
  );
}

function Panel({
  target,
  controls,
  children,
}: {
  readonly target: HTMLElement;
  readonly controls: PanelControls;
  readonly children: ReactNode;
}) {
  const panel = useRef<HTMLDivElement>(null);
  const id = useId();
  const { close, closeSoon } = controls;

  const place = useCallback((): void => {
    const box = panel.current;
    const host = box?.offsetParent;
    if (!box || !host) return;
    if (!target.isConnected) {
      close();
      return;
    }
    const at = target.getBoundingClientRect();
    const frame = host.getBoundingClientRect();
    const { width, height } = box.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const left = Math.max(MARGIN, Math.min(at.left, clientWidth - width - MARGIN));
    const below = at.bottom + MARGIN / 2;
    const top = below + height <= clientHeight - MARGIN ? below : Math.max(MARGIN, at.top - MARGIN / 2 - height);
    box.style.left = `${left - frame.left}px`;
    box.style.top = `${top - frame.top}px`;
  }, [close, target]);

  useLayoutEffect(() => {
    place();
    target.setAttribute('aria-describedby', id);
    window.addEventListener('scroll', place, { capture: true, passive: true });
    window.addEventListener('resize', place);
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') close();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      target.removeAttribute('aria-describedby');
      window.removeEventListener('scroll', place, { capture: true });
      window.removeEventListener('resize', place);
      window.removeEventListener('keydown', onKey);
    };
  }, [close, id, place, target]);

  return (
    <div
      ref={panel}
      id={id}
      role="tooltip"
      className={styles.panel}
      onPointerEnter={() => controls.open(target, () => children)}
      onPointerLeave={closeSoon}
    >
      {children}
    </div>
  );
}

interface FigureProps {
  readonly text: string;
  /** What it is, for those who do not see the column's header. */
  readonly name: string;
  /** Nobody publishes it: shown with a dashed line. */
  readonly isAssumed?: boolean;
  /** Not a figure but a word that says why there is none. */
  readonly isMissing?: boolean;
  /** Reached with Tab; the others of the row with the arrow keys. */
  readonly isTabStop: boolean;
  readonly renderPanel: RenderPanel;
}

/** A figure that shows where it comes from when it is pointed at, focused or tapped. */
export function Figure({ text, name, isAssumed = false, isMissing = false, isTabStop, renderPanel }: FigureProps) {
  const controls = use(PanelContext);
  const open = (event: { readonly currentTarget: HTMLElement }): void =>
    controls?.open(event.currentTarget, renderPanel);
  const onPointerEnter = (event: ReactPointerEvent<HTMLElement>): void => {
    if (event.pointerType === 'mouse') controls?.openSoon(event.currentTarget, renderPanel);
  };
  return (
    <UnstyledButton
      data-figure
      className={`${styles.figure} ${isAssumed ? styles.assumed : ''} ${isMissing ? styles.missing : ''}`}
      tabIndex={isTabStop ? 0 : -1}
      aria-label={`${name}: ${text}${isAssumed ? ', assumed' : ''}`}
      onPointerEnter={onPointerEnter}
      onPointerLeave={() => controls?.closeSoon()}
      onFocus={open}
      onBlur={() => controls?.close()}
      onClick={open}
      onKeyDown={moveBetweenFigures}
    >
      {text}
    </UnstyledButton>
  );
}
