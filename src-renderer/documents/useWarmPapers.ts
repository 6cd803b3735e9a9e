import { useEffect } from 'react';
import { desk } from '../app/desk.ts';
import { getPdfWorker } from './pdf-worker.ts';

/** While somebody looks for a paper, what sets and draws the first one is loaded: else it takes a second longer. */
export function useWarmPapers(): void {
  useEffect(() => {
    getPdfWorker();
    void desk.documents.prepare({});
  }, []);
}
