import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { App } from './App.tsx';
import { desk } from './desk.ts';
import { startLanguages } from './i18n.ts';
import { takeHeldEnterOnce } from './one-press.ts';
import { keepCopiesPlain } from './plain-copies.ts';
import { useSession } from './session-store.ts';
import '../theme/index.css';

// The content security policy forbids code made at run time, which zod would otherwise try.
z.config({ jitless: true });

async function start(): Promise<void> {
  await useSession.getState().refresh();
  await startLanguages(useSession.getState().settings?.language ?? 'zh-CN');
  desk.subscribe('session.changed', () => void useSession.getState().refresh());
  keepCopiesPlain();
  takeHeldEnterOnce();
  const root = document.getElementById('root');
  if (root === null) return;
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

void start();
