import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Activity } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import type { CaseListItem } from '../../shared/contract/cases.ts';
import { useSession } from '../app/session-store.ts';
import { CaseListPage } from '../caseload/CaseListPage.tsx';
import { caseListQuery, casesOnPage, firstCases } from '../caseload/case-list-query.ts';
import { TodayPage } from '../caseload/TodayPage.tsx';
import { todayInShanghai } from '../ui/shanghai-time.ts';
import { Navigation } from './Navigation.tsx';
import { TopBar } from './TopBar.tsx';

/** A line that stands for any: of nobody, and with as many characters as a line has. */
const someCase = (count: number): CaseListItem => ({
  id: String(count),
  caseNumber: `京劳人仲调字〔2026〕第A${count}号`,
  stage: 'mediation',
  openedOn: todayInShanghai(),
  nextDeadlineOn: todayInShanghai(),
  closed: false,
  mediatorId: '',
  updatedClock: '',
  isHere: true,
  summary: {
    externalNumber: '',
    applicants: ['申请人'],
    respondents: ['被申请人有限公司'],
    disputeTypeCode: '',
    causeOfAction: '劳动报酬、经济补偿',
    mediatorName: '',
    claimTotal: '12345.67',
    outcomeCode: '',
    nextStep: '',
    nextDeadlineRule: 'D20',
    effectiveDate: '',
    missingSignatures: 1,
    conflicts: 0,
    nextVisitOn: todayInShanghai(),
    overduePerformance: 1,
  },
});

/** Answers that are there at once: nothing is asked of main, which would refuse it. */
function createAnsweredClient(): QueryClient {
  const client = new QueryClient({ defaultOptions: { queries: { enabled: false, staleTime: Infinity } } });
  const lines = Array.from({ length: casesOnPage }, (_, count) => someCase(count));
  const few = lines.slice(0, 3);
  client.setQueryData(caseListQuery(firstCases).queryKey, { rows: lines, total: lines.length });
  client.setQueryData(['risks'], { risks: [] });
  client.setQueryData(['today'], {
    date: todayInShanghai(),
    meetings: [],
    soonMeetings: [],
    deadlines: few,
    waitingForSignature: few,
    overduePerformance: few,
    visits: few,
    toReceive: [],
    conflicts: [],
    openCases: lines.length,
  });
  return client;
}

/**
 * While the PIN is typed, what stands behind it is drawn once with lines of nobody, outside of the window's page and
 * thrown away: its code is then compiled, its words are looked up, and fonts are loaded. Drawn as hidden, it has no
 * effects: no key is heard and nothing is asked. A copy without life is laid out, never painted, in one breath.
 */
export async function rehearse(): Promise<void> {
  if (!isLocked()) return;
  const place = document.createElement('div');
  const client = createAnsweredClient();
  const root = await new Promise<Root>((done) => {
    // What fails here fails again, and is shown, where it is drawn for somebody.
    const begun = createRoot(place, { onUncaughtError: () => done(begun) });
    new MutationObserver(() => done(begun)).observe(place, { childList: true });
    begun.render(
      <QueryClientProvider client={client}>
        <Activity mode="hidden">
          <div className="shell">
            <TopBar />
            <Navigation />
            <main className="shell-main">
              <TodayPage />
              <CaseListPage />
            </main>
          </div>
        </Activity>
      </QueryClientProvider>,
    );
  });
  if (isLocked()) layOut(place);
  root.unmount();
  client.clear();
}

const isLocked = () => useSession.getState().status?.state === 'locked';

function layOut(place: Element): void {
  const copy = place.firstElementChild?.cloneNode(true);
  if (!(copy instanceof HTMLElement)) return;
  copy.style.cssText = 'position: fixed; inset: 0; visibility: hidden';
  copy.inert = true;
  document.body.append(copy);
  copy.getBoundingClientRect();
  copy.remove();
}
