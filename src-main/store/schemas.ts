import type { RxJsonSchema } from 'rxdb';
import { z } from 'zod';
import type { CaseSummary } from '../../shared/case/summary.ts';
import type { StoredAction } from '../../shared/record/action.ts';

/** A small record of the office or the desk under a name; `value` is parsed by whoever reads it. */
export const Entry = z.object({ id: z.string().max(128), value: z.unknown() });
export type Entry = z.infer<typeof Entry>;

/** Who looked at, printed or exported what, and when: ids and codes only. */
export const AccessLogEntry = z.object({
  id: z.string().max(64),
  at: z.string().max(32),
  person: z.string().max(64),
  what: z.string().max(64),
  recordId: z.string().max(64),
});
export type AccessLogEntry = z.infer<typeof AccessLogEntry>;

/**
 * 待处理: an action of this desk that the central server did not accept, with its reason. The action itself stays in the
 * record, out of force; this is what somebody has to look at.
 */
export const ParkedAction = z.object({
  id: z.string().max(64),
  recordId: z.string().max(64),
  code: z.string().max(128),
  at: z.string().max(32),
  /** Whether the server refused it for good; otherwise it waits for something, and counts here. */
  isOutOfForce: z.boolean(),
  /** Whether somebody has dealt with it: recorded it anew, or found it needless. */
  isSettled: z.boolean(),
});
export type ParkedAction = z.infer<typeof ParkedAction>;

type Text = { readonly type: 'string'; readonly maxLength: number };
const text = (maxLength: number): Text => ({ type: 'string', maxLength });

const actionSchema: RxJsonSchema<StoredAction> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: text(64),
    recordId: text(64),
    recordKind: { type: 'string' },
    type: { type: 'string' },
    clock: text(64),
    header: { type: 'string' },
    salt: { type: ['string', 'null'] },
    body: { type: ['string', 'null'] },
    signature: { type: 'string' },
    signer: { type: 'string' },
  },
  required: ['id', 'recordId', 'recordKind', 'type', 'clock', 'header', 'signature', 'signer'],
  indexes: [['recordId', 'clock'], ['clock']],
};

const caseSummarySchema: RxJsonSchema<CaseSummary> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: text(64),
    foldVersion: { type: 'integer', minimum: 0, maximum: 1_000_000, multipleOf: 1 },
    heads: { type: 'array', items: { type: 'string' } },
    caseNumber: text(128),
    stage: text(32),
    openedOn: text(10),
    nextDeadlineOn: text(10),
    closed: { type: 'boolean' },
    mediatorId: text(64),
    updatedClock: text(64),
    searchTokens: { type: 'string' },
    summary: { type: 'object' },
  },
  required: [
    'id',
    'foldVersion',
    'heads',
    'caseNumber',
    'stage',
    'openedOn',
    'nextDeadlineOn',
    'closed',
    'mediatorId',
    'updatedClock',
    'searchTokens',
    'summary',
  ],
  indexes: [
    ['updatedClock'],
    ['openedOn'],
    ['closed', 'nextDeadlineOn'],
    ['closed', 'updatedClock'],
    ['foldVersion'],
  ],
};

const entrySchema: RxJsonSchema<Entry> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: text(128), value: {} },
  required: ['id'],
};

const accessLogSchema: RxJsonSchema<AccessLogEntry> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: text(64), at: text(32), person: text(64), what: text(64), recordId: text(64) },
  required: ['id', 'at', 'person', 'what', 'recordId'],
  indexes: [['at']],
};

const parkedSchema: RxJsonSchema<ParkedAction> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: text(64),
    recordId: text(64),
    code: text(128),
    at: text(32),
    isSettled: { type: 'boolean' },
    isOutOfForce: { type: 'boolean' },
  },
  required: ['id', 'recordId', 'code', 'at', 'isSettled', 'isOutOfForce'],
  indexes: [['recordId'], ['isSettled', 'at']],
};

/** Every collection of the desk (ARCHITECTURE 4). RxDB's limit of open collections is not touched. */
export const collectionSchemas = {
  actions: actionSchema,
  sideFiles: actionSchema,
  templates: actionSchema,
  risks: actionSchema,
  caseSummaries: caseSummarySchema,
  directory: entrySchema,
  settings: entrySchema,
  accessLog: accessLogSchema,
  parked: parkedSchema,
} as const;
