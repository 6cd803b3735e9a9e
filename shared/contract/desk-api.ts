import { administrationContract } from './administration.ts';
import { casesContract } from './cases.ts';
import type { events } from './channel-names.ts';
import { deskContract } from './desk.ts';
import { deskCertificatesContract } from './desk-certificates.ts';
import { deskSyncContract } from './desk-sync.ts';
import { documentsContract } from './documents.ts';
import { figuresContract } from './figures.ts';
import type { AreaClient, AreaHandlers } from './ipc.ts';
import { ledgerContract } from './ledger.ts';
import { risksContract } from './risks.ts';
import { scansContract } from './scans.ts';
import { sessionContract } from './session.ts';
import { wordingContract } from './wording.ts';

/** Every area that the window can speak to. A channel that is not here does not exist. */
export const contracts = [
  sessionContract,
  casesContract,
  risksContract,
  documentsContract,
  wordingContract,
  ledgerContract,
  scansContract,
  deskContract,
  deskSyncContract,
  deskCertificatesContract,
  figuresContract,
  administrationContract,
] as const;

/** What main tells the window without being asked. Ids only. */
export type DeskEvent = (typeof events)[number];

/** `window.desk`. */
export type DeskApi = {
  readonly session: AreaClient<typeof sessionContract>;
  readonly cases: AreaClient<typeof casesContract>;
  readonly risks: AreaClient<typeof risksContract>;
  readonly documents: AreaClient<typeof documentsContract>;
  readonly wording: AreaClient<typeof wordingContract>;
  readonly ledger: AreaClient<typeof ledgerContract>;
  readonly scans: AreaClient<typeof scansContract>;
  readonly desk: AreaClient<typeof deskContract>;
  readonly sync: AreaClient<typeof deskSyncContract>;
  readonly certificates: AreaClient<typeof deskCertificatesContract>;
  readonly figures: AreaClient<typeof figuresContract>;
  readonly administration: AreaClient<typeof administrationContract>;
  /** Calls the listener at each event; answers the function that ends it. */
  readonly subscribe: (event: DeskEvent, listener: (payload: { id: string }) => void) => () => void;
};

export type DeskHandlers = {
  readonly session: AreaHandlers<typeof sessionContract>;
  readonly cases: AreaHandlers<typeof casesContract>;
  readonly risks: AreaHandlers<typeof risksContract>;
  readonly documents: AreaHandlers<typeof documentsContract>;
  readonly wording: AreaHandlers<typeof wordingContract>;
  readonly ledger: AreaHandlers<typeof ledgerContract>;
  readonly scans: AreaHandlers<typeof scansContract>;
  readonly desk: AreaHandlers<typeof deskContract>;
  readonly sync: AreaHandlers<typeof deskSyncContract>;
  readonly certificates: AreaHandlers<typeof deskCertificatesContract>;
  readonly figures: AreaHandlers<typeof figuresContract>;
  readonly administration: AreaHandlers<typeof administrationContract>;
};
