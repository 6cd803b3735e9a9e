import { expect, it } from 'vitest';
import type { Permission } from '../../shared/directory/permissions.ts';
import type { StoredAction } from '../../shared/record/action.ts';
import { createCaseFiles } from '../../src-main/cases/case-files.ts';
import { createRecordWriter } from '../../src-main/cases/record-writer.ts';
import {
  createSigner,
  createVerifier,
  newSigningKey,
  nodeHashing,
} from '../../src-main/session/signing-key.ts';
import { StoreError } from '../../src-main/store/store-error.ts';
import { finalisedBody } from '../fixtures/finalised.ts';
import { openingOf } from '../fixtures/plain-office.ts';

/** Case files on a log in memory: that an append is durable is proved by the crash tests. */
function openCaseFiles(onChanged: () => Promise<void>, may = (_: Permission): boolean => true) {
  const stored: StoredAction[] = [];
  const key = newSigningKey();
  const author = {
    office: 'office',
    desk: 'd1',
    person: 'person',
    signer: createSigner(key.fingerprint, key.privateKey),
  };
  const files = createCaseFiles({
    log: {
      append: async (actions) => void stored.push(...actions),
      findActionsOfRecord: async () => stored,
      findRejections: async () => new Map(),
    },
    writer: createRecordWriter({ hashing: nodeHashing, author: () => author, now: Date.now, lastClock: '' }),
    hashing: nodeHashing,
    verify: createVerifier([key]),
    may,
    onChanged,
  });
  return { files, stored };
}

it('what is saved is answered as saved, though its line in the lists could not be kept', async () => {
  let isFull = false;
  const { files, stored } = openCaseFiles(async () => {
    if (isFull) throw new StoreError('store.diskFull');
  });
  await files.begin('case-1', openingOf('n'));
  isFull = true;
  const patches = [{ kind: 'party', id: 'P1', fields: { side: 'applicant', name: '甲' } }];
  const { actionId } = await files.act('case-1', 'intake.recorded', { patches });
  expect(stored.map(({ id }) => id)).toContain(actionId);
  // What arrives from elsewhere is tried again later, so there the failure is told.
  await expect(files.refresh('case-1')).rejects.toMatchObject({ code: 'store.diskFull' });
});

it('who may register and not mediate fixes no agreement, by whatever order it comes, and nothing is stored', async () => {
  const { files, stored } = openCaseFiles(
    async () => {},
    (permission) => permission !== 'mediate',
  );
  await files.begin('case-1', openingOf('n'));
  await expect(files.act('case-1', 'document.finalised', finalisedBody())).rejects.toThrow(
    'session.notAllowed',
  );
  expect(stored).toHaveLength(1);
});
