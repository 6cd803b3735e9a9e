import { lazy, Suspense, useEffect } from 'react';
import { BlockedScreen } from '../session/BlockedScreen.tsx';
import { SetUpScreen } from '../session/SetUpScreen.tsx';
import { UnlockScreen } from '../session/UnlockScreen.tsx';
import { useSession } from './session-store.ts';

/** Everything behind the PIN is loaded after the first screen stands, so that this one is quick. */
const Shell = lazy(() => import('../shell/Shell.tsx'));

export function App() {
  const status = useSession((session) => session.status);
  const settings = useSession((session) => session.settings);
  useEffect(() => {
    document.documentElement.dataset.theme = settings?.theme ?? 'light';
    document.documentElement.dataset.print = settings?.isLargePrint ? 'large' : 'normal';
  }, [settings]);
  useEffect(() => {
    void import('../shell/Shell.tsx');
  }, []);
  if (status === null) return null;
  switch (status.state) {
    case 'needsSetUp':
      return <SetUpScreen />;
    case 'locked':
      return <UnlockScreen status={status} />;
    case 'blocked':
      return <BlockedScreen status={status} />;
    case 'unlocked':
      return (
        <Suspense fallback={null}>
          <Shell key={status.person?.id} />
        </Suspense>
      );
  }
}
