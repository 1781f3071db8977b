import './ui/theme/embed.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { FIRST_BOOK } from './evaluate/first-book.ts';
import { sufficesFor, type OfferBook } from './evaluate/offer-book.ts';
import { displayMoneyOf } from './state/display-money.ts';
import { embeddedScenario, type EmbeddedScenario } from './state/embedded-scenario.ts';
import { showOf, type Show } from './ui/features/embed/embed-address.ts';
import { showMoneyIn } from './ui/format/money.ts';
import { amountsInWords } from './ui/money/money-words.ts';
import { EmbedView } from './ui/features/embed/EmbedView.tsx';

// One figure in somebody else's page: no shell, no storage, nothing written into the address, no request but for its own files.
const element = document.getElementById('root');
if (!element) throw new Error('embed.html has no #root');
const root = createRoot(element);
let latest = 0;

async function draw(): Promise<void> {
  latest += 1;
  const own = latest;
  const { hash, search } = window.location;
  const show = showOf(search);
  const read = embeddedScenario(hash.slice(1));
  const book = await bookFor({ show, read });
  const asked = new URLSearchParams(search).get('currency');
  const exchangeRates = read.status === 'ok' ? read.scenario.purchase.exchangeRates : [];
  const money = displayMoneyOf({ asked, exchangeRates });
  showMoneyIn(money.status === 'shown' ? money : null);
  if (own !== latest) return;
  const page = new URL('./', window.location.href);
  page.searchParams.set('page', show?.page ?? 'spend');
  if (asked !== null) page.searchParams.set('currency', asked);
  root.render(
    <StrictMode>
      <EmbedView show={show} read={read} book={book} amounts={amountsInWords(money)} pageHref={`${page.href}${hash}`} />
    </StrictMode>,
  );
}

/** All offers only where the few do not do; machines of one's own look models up that only all of them have. */
function bookFor({ show, read }: { show: Show | null; read: EmbeddedScenario }): Promise<OfferBook | null> {
  const isEnough =
    show === null || read.status !== 'ok' || (show.id !== 'cluster' && sufficesFor(read.scenario, FIRST_BOOK));
  if (isEnough) return Promise.resolve(FIRST_BOOK);
  return import('./evaluate/whole-book.ts').then(
    ({ WHOLE_BOOK }) => WHOLE_BOOK,
    () => null,
  );
}

window.addEventListener('hashchange', () => void draw());
void draw();
