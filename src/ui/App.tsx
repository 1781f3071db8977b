// Before every component, so that their own rules come after and win.
import './theme/mantine.css';
import './theme/tokens.css';
import { Suspense, useSyncExternalStore } from 'react';
import { MantineProvider } from '@mantine/core';
import { ErrorBoundary } from 'react-error-boundary';
import { AppContext, type AppServices } from './app-context.ts';
import { TourHost } from './features/tour/TourHost.tsx';
import { MoneyNote } from './money/MoneyNote.tsx';
import { HOME, PAGES } from './pages.ts';
import { Guard } from './shared/Guard.tsx';
import { askForMissingParts } from './shared/lazy-part.ts';
import { InputStrip } from './shell/InputStrip.tsx';
import { Notices } from './shell/Notices.tsx';
import { PageFailure } from './shell/PageFailure.tsx';
import { Rail } from './shell/Rail.tsx';
import { TopBar } from './shell/TopBar.tsx';
import { theme } from './theme/theme.ts';
import styles from './App.module.css';

/** The shell around every page: rail, scenario bar, main inputs, and the page that the address names. */
export function App({ services }: { readonly services: AppServices }) {
  const { page } = services;
  const requested = useSyncExternalStore(page.subscribe, page.read);
  const currency = useSyncExternalStore(page.subscribe, page.readCurrency);
  const open = PAGES.find(({ id }) => id === requested) ?? PAGES.find(({ id }) => id === HOME);
  const Page = open?.component;
  return (
    <AppContext value={services}>
      {/* The provider writes no style elements: tokens.css holds the variables, and the policy allows no inline style. */}
      <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
        <div className={styles.shell}>
          <a
            className={styles.skip}
            href="#main"
            onClick={(event) => {
              event.preventDefault();
              document.getElementById('main')?.focus();
            }}
          >
            Skip to the page
          </a>
          <Rail openPage={open?.id ?? HOME} />
          <div className={styles.column}>
            <Guard>
              <TopBar />
            </Guard>
            <Guard>
              <InputStrip />
            </Guard>
            <main id="main" tabIndex={-1} className={styles.main}>
              <Guard>
                <Notices />
              </Guard>
              <h1 className="visually-hidden">{open?.label}</h1>
              <Guard>
                <MoneyNote />
              </Guard>
              {/* Another currency is on every line of it. */}
              <ErrorBoundary
                key={`${open?.id} ${currency ?? ''}`}
                FallbackComponent={PageFailure}
                onReset={askForMissingParts}
              >
                <Suspense
                  fallback={
                    <p className={styles.loading} role="status">
                      Loading the page…
                    </p>
                  }
                >
                  {Page && <Page />}
                </Suspense>
              </ErrorBoundary>
            </main>
          </div>
          <TourHost />
        </div>
      </MantineProvider>
    </AppContext>
  );
}
