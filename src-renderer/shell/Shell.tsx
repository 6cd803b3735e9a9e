import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, desk } from '../app/desk.ts';
import { useSession } from '../app/session-store.ts';
import { CaseListPage } from '../caseload/CaseListPage.tsx';
import { TodayPage } from '../caseload/TodayPage.tsx';
import { VisitsPage } from '../caseload/VisitsPage.tsx';
import { CasePage } from '../casepage/CasePage.tsx';
import { openDrafts } from '../drafts/draft-store.ts';
import { SettingsPage } from '../settings/SettingsPage.tsx';
import { Button } from '../ui/index.tsx';
import { type Page, useRoutes } from './routes.ts';

const touchPause = 30_000;

/** The frame around all work: where to go on the left, who and what is safe on top. */
export default function Shell() {
  const status = useSession((session) => session.status);
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: 'always' } } }),
  );
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    if (status?.person && status.draftKey) openDrafts(status.person.id, status.draftKey);
    setReady(true);
    const changed = () => void client.invalidateQueries();
    const ends = [desk.subscribe('cases.changed', changed), desk.subscribe('desk.changed', changed)];
    return () => {
      for (const end of ends) end();
    };
  }, [client, status]);
  useActivity();
  if (!isReady) return null;
  return (
    <QueryClientProvider client={client}>
      <div className="shell">
        <TopBar />
        <Navigation />
        <main className="shell-main">
          <CurrentPage />
        </main>
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

function TopBar() {
  const { t } = useTranslation();
  const { status } = useSession();
  const { search, setSearch } = useRoutes();
  const input = useRef<HTMLInputElement>(null);
  const safety = useQuery({ queryKey: ['safety'], queryFn: () => call(desk.desk.safety({})) });
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        input.current?.focus();
      }
    };
    window.addEventListener('keydown', focus);
    return () => window.removeEventListener('keydown', focus);
  }, []);
  return (
    <header className="shell-top">
      <span className="shell-office">{status?.officeName}</span>
      <span>{status?.person?.name}</span>
      {status?.isDemo && <span className="tag tag-amber">{t('shell.demo')}</span>}
      <input
        ref={input}
        className="input shell-search"
        type="search"
        data-field="search"
        aria-label={t('shell.search')}
        placeholder={t('shell.search')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <span className="saved-mark" data-state="safety">
        {safety.data ? t('shell.savedHere', { count: safety.data.savedActions }) : ''}
      </span>
      <Button data-action="lock" onClick={() => void desk.session.lock({})}>
        {t('shell.lock')}
      </Button>
    </header>
  );
}

const places = ['today', 'cases', 'visits', 'settings'] as const;

function Navigation() {
  const { t } = useTranslation();
  const { page, go } = useRoutes();
  return (
    <nav className="shell-nav" aria-label={t('shell.navigation')}>
      {places.map((name) => (
        <button
          key={name}
          type="button"
          className="nav-item"
          data-nav={name}
          aria-current={page.name === name ? 'page' : undefined}
          onClick={() => go({ name })}
        >
          {t(`nav.${name}`)}
        </button>
      ))}
    </nav>
  );
}

function CurrentPage() {
  const page: Page = useRoutes((routes) => routes.page);
  switch (page.name) {
    case 'today':
      return <TodayPage />;
    case 'cases':
      return <CaseListPage />;
    case 'visits':
      return <VisitsPage />;
    case 'settings':
      return <SettingsPage />;
    case 'case':
      return <CasePage key={page.caseId} caseId={page.caseId} section={page.section} />;
  }
}
