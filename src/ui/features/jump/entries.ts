import { MODELS } from '../../../catalog/models/index.ts';
import { PRESETS } from '../../../catalog/presets/index.ts';
import type { OfferBook } from '../../../evaluate/offer-book.ts';
import { offersToChoose } from '../../../evaluate/resolve-offer.ts';
import type { AppServices } from '../../app-context.ts';
import { formatTokensShort } from '../../format/number.ts';
import { PAGES } from '../../pages.ts';
import { showToast } from '../../shell/toast-store.ts';
import { titleOf } from '../swarm/roles/role-words.ts';
import { FIRST_VIEW, printOfferView } from '../offers/offer-view.ts';
import type { JumpEntry } from './find-entries.ts';
import { focusInput, goToInput, openPart, type InputPlace } from './go-to-input.ts';
import { labelledInputs } from './labelled-inputs.ts';
import { inputsOfRole, PAGE_PARTS } from './page-parts.ts';

type Services = Pick<AppServices, 'store' | 'page'>;

/** Everything there is to go to or to choose, apart from commands, as the page stands at this moment. */
export function jumpEntries({
  services,
  book,
}: {
  services: Services;
  /** The offers there are: more of them once all are loaded. */
  book: OfferBook;
}): readonly JumpEntry[] {
  return [...pageEntries(services), ...inputEntries(services), ...choiceEntries({ ...services, book })];
}

/** The page's own place, so that reading and Tab go on from there. */
function focusPage(): void {
  document.getElementById('main')?.focus({ preventScroll: true });
  window.scrollTo({ top: 0 });
}

function pageName(id: string): string {
  return PAGES.find((page) => page.id === id)?.label ?? id;
}

function pageEntries({ page }: Services): readonly JumpEntry[] {
  return PAGES.flatMap(({ id, label }): readonly JumpEntry[] => {
    const parts = PAGE_PARTS.filter((part) => part.page === id);
    const open = (view: string | null) => (): void => {
      openPart({ place: { page: id, view }, port: page });
      focusPage();
    };
    const [first] = parts;
    return [
      {
        id: `page:${id}`,
        kind: 'page',
        name: label,
        detail: parts.length > 1 ? parts.map(({ part }) => part).join(' · ') : 'page',
        ...(first?.keywords === undefined ? {} : { keywords: first.keywords }),
        run: open(null),
      },
      ...parts
        .filter(({ view }) => view !== null)
        .map(({ view, part, keywords = '' }): JumpEntry => ({
          id: `page:${id}:${view}`,
          kind: 'page',
          name: `${label}: ${part}`,
          detail: 'part of a page',
          keywords,
          isDetail: true,
          run: open(view),
        })),
    ];
  });
}

/** Fields of the open page as they stand there, the main inputs first; of other pages as they are known to be. */
function inputEntries({ store, page }: Services): readonly JumpEntry[] {
  const openPage = page.read() ?? 'spend';
  const column = document.getElementById('main')?.parentElement;
  const live = column ? labelledInputs(column) : [];
  const isLive = ({ card, label }: Pick<InputPlace, 'card' | 'label'>): boolean =>
    live.some((input) => input.label === label && (card === null || input.card === card));
  const goOrSay = async (place: InputPlace): Promise<void> => {
    if (await goToInput({ place, port: page })) return;
    showToast({ text: `This scenario has no field “${place.label}” there.` });
  };
  const known = (place: InputPlace, detail: string): JumpEntry => ({
    id: `input:${place.page}:${place.view ?? ''}:${place.card ?? ''}:${place.label}`,
    kind: 'input',
    name: place.label,
    detail,
    run: () => void goOrSay(place),
  });
  const roles = store.getState().scenario.workload.roles.flatMap((role, index) => {
    const card = titleOf({ name: role.name, index });
    return inputsOfRole({ role, index })
      .map((label): InputPlace => ({ page: 'swarm', view: null, card, label }))
      .filter((place) => openPage !== 'swarm' || !isLive(place))
      .map((place) => known(place, `Swarm · ${card}`));
  });
  return [
    ...live.map(({ label, card, control }, i): JumpEntry => ({
      id: `input:open:${i}`,
      kind: 'input',
      name: label,
      detail: control.closest('main')
        ? [pageName(openPage), ...(card === null ? [] : [card])].join(' · ')
        : 'on every page',
      run: () => focusInput(control),
    })),
    ...PAGE_PARTS.flatMap(({ page: id, view, part, inputs }) =>
      inputs
        .map((label): InputPlace => ({ page: id, view, card: null, label }))
        .filter((place) => openPage !== id || !isLive(place))
        .map((place) => known(place, part === '' ? pageName(id) : `${pageName(id)} · ${part}`)),
    ),
    ...roles,
  ];
}

/** What can be put into the scenario, or be looked at. */
function choiceEntries({ store, page, book }: Services & { book: OfferBook }): readonly JumpEntry[] {
  const { scenario } = store.getState();
  const offers = offersToChoose(scenario, book);
  return [
    ...PRESETS.map((preset): JumpEntry => ({
      id: `preset:${preset.id}`,
      kind: 'preset',
      name: preset.name,
      detail: preset.summary,
      run: () => {
        store.getState().choosePreset(preset);
        showToast({ text: `The workload is now the preset “${preset.name}”. Undo brings yours back.` });
      },
    })),
    ...MODELS.map(({ id, name, attention, totalParameters, maxContextTokens }): JumpEntry => ({
      id: `model:${id}`,
      kind: 'model',
      name,
      detail: `${attention} · ${formatTokensShort(totalParameters.value)} parameters · ${formatTokensShort(maxContextTokens.value)} context`,
      keywords: id,
      run: () => {
        store.getState().changeScenario((before) => ({ ...before, kv: { ...before.kv, custom: null, modelId: id } }));
        page.write('kv');
        focusPage();
      },
    })),
    ...offers.map(({ id, modelName, sellerName }): JumpEntry => ({
      id: `offer:${id}`,
      kind: 'offer',
      name: `${modelName} · ${sellerName}`,
      detail: id === scenario.offerId ? 'the scenario’s offer' : 'use in the scenario',
      keywords: id,
      run: () => {
        store.getState().chooseOffer(id);
        showToast({ text: `The scenario’s offer is now ${modelName} · ${sellerName}.` });
      },
    })),
    ...offers.map(({ id, modelName, sellerName }): JumpEntry => ({
      id: `row:${id}`,
      kind: 'offerRow',
      name: `${modelName} · ${sellerName}`,
      detail: 'prices and cache',
      keywords: id,
      run: () => {
        openPart({ place: { page: 'offers', view: printOfferView({ ...FIRST_VIEW, query: id }) }, port: page });
        focusPage();
      },
    })),
  ];
}
