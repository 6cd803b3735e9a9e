import { useEffect } from 'react';
import { BlockedScreen } from '../session/BlockedScreen.tsx';
import { OtherRecoveryKey } from '../session/OtherRecoveryKey.tsx';
import { SetUpScreen } from '../session/SetUpScreen.tsx';
import { UnlockScreen } from '../session/UnlockScreen.tsx';
import { loadedApart } from '../ui/loadedApart.tsx';
import { useSession } from './session-store.ts';

/** Everything behind the PIN is loaded after the first screen stands, so that this one is quick. */
const loadShell = () => import('../shell/Shell.tsx');
const Shell = loadedApart(loadShell);

export function App() {
  const status = useSession((session) => session.status);
  const settings = useSession((session) => session.settings);
  const otherKey = useSession((session) => session.otherRecoveryKey);
  useEffect(() => {
    document.documentElement.dataset.theme = settings?.theme ?? 'light';
    document.documentElement.dataset.print = settings?.isLargePrint ? 'large' : 'normal';
  }, [settings]);
  useEffect(() => {
    // While the PIN is typed. What could not be loaded now is loaded when it is wanted.
    void Shell.load()
      .then(loadShell)
      .then(({ prepareDrafts, loadSections, rehearse }) =>
        Promise.all([prepareDrafts(), rehearse().then(loadSections)]),
      )
      .catch(() => {});
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
      if (otherKey !== null && otherKey !== 'replaced')
        return <OtherRecoveryKey recoveryKey={otherKey.shown} />;
      return <Shell key={status.person?.id} />;
  }
}
