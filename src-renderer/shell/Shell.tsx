import { notifyManager, QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { Activity, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { AdministrationPage } from '../administration/AdministrationPage.tsx';
import { desk } from '../app/desk.ts';
import { useSession } from '../app/session-store.ts';
import { CaseListPage } from '../caseload/CaseListPage.tsx';
import { caseListQuery, firstCases } from '../caseload/case-list-query.ts';
import { NewCasePanel } from '../caseload/NewCasePanel.tsx';
import { useNewCaseAsked } from '../caseload/new-case-store.ts';
import { SchedulePage } from '../caseload/SchedulePage.tsx';
import { TodayPage } from '../caseload/TodayPage.tsx';
import { VisitsPage } from '../caseload/VisitsPage.tsx';
import { CasePage } from '../casepage/CasePage.tsx';
import { endResting, useRestedLine } from '../casepage/rested-line.ts';
import { useOpenedCase } from '../casepage/useCase.ts';
import { restoreBatches } from '../documents/open-batches.ts';
import { DraftNotice } from '../drafts/DraftMark.tsx';
import { openDrafts } from '../drafts/draft-store.ts';
import { ExchangePage } from '../exchange/ExchangePage.tsx';
import { GraceNotice, GraceOverPage } from '../exchange/OfflineGrace.tsx';
import { useSyncStatus } from '../exchange/useSyncStatus.ts';
import { FiguresPage } from '../figures/FiguresPage.tsx';
import { LedgerPage } from '../ledger/LedgerPage.tsx';
import { RiskPage } from '../risks/RiskPage.tsx';
import { RisksPage } from '../risks/RisksPage.tsx';
import { SettingsPage } from '../settings/SettingsPage.tsx';
import { Contained } from '../ui/Contained.tsx';
import { loadedApart } from '../ui/loadedApart.tsx';
import { useFocusKept } from '../ui/useFocusKept.ts';
import { FirstExplanation, HelpPanel } from './Help.tsx';
import { Navigation } from './Navigation.tsx';
import { RebuildingNotice } from './RebuildingNotice.tsx';
import { type Page, useRoutes } from './routes.ts';
import { TopBar } from './TopBar.tsx';
import { useCurrentRights } from './useCurrentRights.ts';
import { usePlaces } from './usePlaces.ts';

export { loadSections } from '../casepage/CasePage.tsx';
export { prepareDrafts } from '../drafts/draft-store.ts';
export { rehearse } from './rehearsal.tsx';

/** It brings the whole checker along, which is seldom wanted. */
const CheckPage = loadedApart(() => import('../checking/CheckPage.tsx'));
const WordingPage = loadedApart(() => import('../wording/WordingPage.tsx'));

// What was saved stands on the screen before its draft goes: with a gap between, cards just saved would vanish for a
// moment and the page would jump away under the hand.
notifyManager.setScheduler(queueMicrotask);

/** Shorter than the gap in the work that main waits for. */
const touchPause = 2_000;

/** The frame around all work: where to go on the left, who and what is safe on top. */
export default function Shell() {
  const status = useSession((session) => session.status);
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: 'always' } } }),
  );
  const [isReady, setReady] = useState(false);
  // Before the window is painted: it would stand empty for a moment.
  useLayoutEffect(() => {
    if (status?.person && status.draftKey) {
      openDrafts(status.person.id, status.draftKey);
      void restoreBatches(status.person.id);
    }
    setReady(true);
  }, [status]);
  useEffect(() => {
    // Right behind the questions of the first page, whose effects come before this one: most go on to the list.
    if (isReady) void client.prefetchQuery(caseListQuery(firstCases));
  }, [client, isReady]);
  useEffect(() => {
    const changed = () => void client.invalidateQueries();
    const ends = [
      desk.subscribe('cases.changed', changed),
      desk.subscribe('desk.changed', changed),
      desk.subscribe('sync.changed', () => void client.invalidateQueries({ queryKey: ['sync'] })),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [client]);
  useActivity();
  const isAsked = useNewCaseAsked((asked) => asked.isAsked);
  if (!isReady) return null;
  return (
    <QueryClientProvider client={client}>
      <div className="shell">
        <TopBar />
        {isAsked && <NewCasePanel />}
        <Work />
        <HelpPanel />
      </div>
    </QueryClientProvider>
  );
}

/** Tells main that somebody is here, so that the desk locks itself only when nobody is. */
function useActivity(): void {
  const last = useRef(0);
  useEffect(() => {
    const touch = () => {
      if (Date.now() - last.current < touchPause) return;
      last.current = Date.now();
      void desk.session.touch({});
    };
    for (const name of ['keydown', 'pointerdown', 'compositionstart'] as const)
      window.addEventListener(name, touch);
    return () => {
      for (const name of ['keydown', 'pointerdown', 'compositionstart'] as const)
        window.removeEventListener(name, touch);
    };
  }, []);
}

/** What the desk is for; shut while nobody has signed in after too long a time without contact. */
function Work() {
  const status = useSyncStatus();
  const client = useQueryClient();
  const page = useRoutes((routes) => routes.page.name);
  useCurrentRights();
  const isShut = status?.grace?.isOver === true;
  useEffect(() => {
    // What was read of cases before is not kept for whoever sits there now.
    if (isShut) client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'sync' });
  }, [client, isShut]);
  if (isShut) {
    return (
      <main className="shell-main shell-alone">
        <GraceOverPage status={status} />
      </main>
    );
  }
  // The centre does not know yet who sits here, so there is nothing else to be done.
  if (status?.roles?.length === 0 && status.needs.includes('signIn')) {
    return (
      <main className="shell-main shell-alone">
        <ExchangePage />
      </main>
    );
  }
  return (
    <>
      <Navigation />
      <Main page={page} />
    </>
  );
}

function Main({ page }: { readonly page: string }) {
  const main = useRef<HTMLElement>(null);
  useFocusKept(main);
  const place = useRoutes(({ page: to }) =>
    to.name === 'case' ? `${to.caseId} ${to.section}` : to.name === 'risk' ? to.riskId : to.name,
  );
  // Each place begins at its top, however far down the one before was read; who comes for a field is led there afterwards.
  useLayoutEffect(() => main.current?.scrollTo(0, 0), [place]);
  return (
    <main className="shell-main" ref={main}>
      <GraceNotice />
      <RebuildingNotice />
      <DraftNotice />
      <FirstExplanation />
      <Contained key={page}>
        <CurrentPage />
      </Contained>
      <CasePlace />
    </main>
  );
}

function CurrentPage() {
  const wanted: Page = useRoutes((routes) => routes.page);
  const [home, ...others] = usePlaces();
  // Whoever may not read cases begins with what he may do.
  const isHome = wanted.name !== 'today' || home === 'today' || others.includes('today');
  const page: Page = isHome || home === undefined ? wanted : { name: home };
  switch (page.name) {
    case 'today':
      return <TodayPage />;
    case 'cases':
      return <CaseListPage />;
    case 'schedule':
      return <SchedulePage />;
    case 'visits':
      return <VisitsPage />;
    case 'ledger':
      return <LedgerPage key={page.form} form={page.form} />;
    case 'risks':
      return <RisksPage />;
    case 'risk':
      return <RiskPage key={page.riskId} riskId={page.riskId} />;
    case 'figures':
      return <FiguresPage />;
    case 'settings':
      return <SettingsPage />;
    case 'check':
      return <CheckPage />;
    case 'wording':
      return <WordingPage />;
    case 'exchange':
      return <ExchangePage />;
    case 'administration':
      return <AdministrationPage />;
    case 'case':
      // It has a place of its own, where it may have been drawn before.
      return null;
  }
}

const nowhere = { caseId: '', section: '' };

/**
 * The page of the open case; or of the one on whose line somebody rests, out of sight and of reach for keys and screen
 * readers. Nothing of it is at work until it is opened: its effects, and with them what notes who read what, begin then.
 */
function CasePlace() {
  const page = useRoutes((routes) => routes.page);
  const line = useRestedLine((rested) => rested.line);
  const isOpen = page.name === 'case';
  const { caseId, section } = isOpen ? page : (line ?? nowhere);
  const { data } = useOpenedCase(caseId);
  useEffect(() => endResting, [page]);
  if (!isOpen && data === undefined) return null;
  return (
    <Activity key={caseId} mode={isOpen ? 'visible' : 'hidden'}>
      <Contained>
        <CasePage caseId={caseId} section={section} />
      </Contained>
    </Activity>
  );
}
