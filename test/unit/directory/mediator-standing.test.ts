import { describe, expect, it } from 'vitest';
import type { MediatorRegistration, SigningQuestion } from '../../../shared/directory/mediator-standing.ts';
import { addDays } from '../../../shared/text/dates.ts';
import en from '../../../shared/text/locales/en/window.json';
import zh from '../../../shared/text/locales/zh-CN/window.json';
import { measureBranches } from '../../fixtures/branch-coverage.ts';

/** CRITERIA D1: of the rule that desk and server share every branch is taken here. */
const { module, listUntaken } = await measureBranches(
  'shared/directory/mediator-standing.ts',
  () => import('../../../shared/directory/mediator-standing.ts'),
);
const { listSigningRefusals, listStandingWarnings, standingRefusals } = module;

const today = '2026-04-20';
const certificate = {
  serialNumber: '40aa',
  officeId: 'liulin',
  certificateNumber: '0187',
  validFrom: '2026-01-05T01:00:00Z',
  validUntil: '2027-01-05T01:00:00Z',
};
const mediator: MediatorRegistration = {
  id: 'm1',
  officeId: 'liulin',
  certificateNumber: '0187',
  licensedFrom: '2024-01-01',
  licensedUntil: '2026-12-31',
  appointedFrom: '2026-01-01',
  appointedUntil: '2026-12-31',
  suspendedFrom: null,
  suspendedUntil: null,
  revokedOn: null,
  signingCertificate: certificate,
};
const question: SigningQuestion = {
  mediator,
  case: { officeId: 'liulin', appointedMediatorIds: ['m1', 'm2'], excludedMediatorIds: [] },
  revocations: { nextUpdate: '2026-05-01T00:00:00Z', revoked: [] },
  now: '2026-04-20T02:00:00Z',
};
const refusals = (change: Partial<MediatorRegistration>, more: Partial<SigningQuestion> = {}) =>
  listSigningRefusals({ ...question, ...more, mediator: { ...mediator, ...change } });

describe('may this mediator sign now', () => {
  it('yes, with licence, appointment and certificate in force, and with no list on the desk yet', () => {
    expect(refusals({})).toEqual([]);
    expect(refusals({}, { revocations: null })).toEqual([]);
  });

  it.each([
    ['licence ended yesterday', { licensedUntil: '2026-04-19' }, 'standing.licenceExpired'],
    ['licence begins tomorrow', { licensedFrom: '2026-04-21' }, 'standing.notYetLicensed'],
    ['appointment ended yesterday', { appointedUntil: '2026-04-19' }, 'standing.appointmentEnded'],
    ['appointment begins tomorrow', { appointedFrom: '2026-04-21' }, 'standing.notYetAppointed'],
    ['suspended from today on', { suspendedFrom: today }, 'standing.suspended'],
    ['suspended until today', { suspendedFrom: '2026-04-01', suspendedUntil: today }, 'standing.suspended'],
    ['licence revoked today', { revokedOn: today }, 'standing.revoked'],
    ['no certificate', { signingCertificate: null }, 'standing.certificateMissing'],
    [
      'certificate of another number',
      { signingCertificate: { ...certificate, certificateNumber: '0042' } },
      'standing.certificateOfAnother',
    ],
    [
      'certificate ended an hour ago',
      { signingCertificate: { ...certificate, validUntil: '2026-04-20T01:00:00Z' } },
      'standing.certificateExpired',
    ],
    [
      'certificate begins in an hour',
      { signingCertificate: { ...certificate, validFrom: '2026-04-20T03:00:00Z' } },
      'standing.certificateNotYetValid',
    ],
  ] as const)('no: %s', (_, change, code) => {
    expect(refusals(change)).toEqual([code]);
  });

  it('on the last day itself, and after a suspension, yes', () => {
    expect(refusals({ licensedUntil: today, appointedUntil: today, licensedFrom: today })).toEqual([]);
    expect(refusals({ suspendedFrom: '2026-04-01', suspendedUntil: '2026-04-19' })).toEqual([]);
    expect(refusals({ suspendedFrom: '2026-04-21' })).toEqual([]);
    expect(refusals({ revokedOn: '2026-04-21' })).toEqual([]);
  });

  it('no: revoked on the list, from that moment on', () => {
    const listed = (revokedAt: string, serialNumber = '40aa') => ({
      revocations: { nextUpdate: '2026-05-01T00:00:00Z', revoked: [{ serialNumber, revokedAt }] },
    });
    expect(refusals({}, listed('2026-04-20T01:59:59Z'))).toEqual(['standing.certificateRevoked']);
    expect(refusals({}, listed('2026-04-20T02:00:01Z'))).toEqual([]);
    expect(refusals({}, listed('2026-04-01T00:00:00Z', '40ab'))).toEqual([]);
  });

  it('no: of another office, excluded from the case or not appointed to it', () => {
    expect(refusals({}, { case: { ...question.case, officeId: 'other' } })).toEqual(['standing.otherOffice']);
    expect(refusals({}, { case: { ...question.case, excludedMediatorIds: ['m1'] } })).toEqual([
      'standing.excludedFromCase',
    ]);
    expect(refusals({}, { case: { ...question.case, appointedMediatorIds: ['m2'] } })).toEqual([
      'standing.notAppointedToCase',
    ]);
  });

  it('each refusal has words in both languages', () => {
    for (const words of [zh, en])
      for (const code of standingRefusals) expect(words).toHaveProperty([`errors.${code}`]);
  });
});

describe('warnings ahead of time', () => {
  const licenceWarning = (daysLeft: number) =>
    listStandingWarnings({
      ...question,
      mediator: { ...mediator, licensedUntil: addDays(today, daysLeft) },
    }).find(({ code }) => code === 'standing.licenceEndsSoon');

  it('begin 60 days before the end and are urgent from 30', () => {
    expect(licenceWarning(61)).toBeUndefined();
    expect(licenceWarning(60)).toMatchObject({ isUrgent: false, daysLeft: 60 });
    expect(licenceWarning(31)).toMatchObject({ isUrgent: false });
    expect(licenceWarning(30)).toMatchObject({ isUrgent: true });
    expect(licenceWarning(0)).toMatchObject({ isUrgent: true, daysLeft: 0 });
    expect(licenceWarning(-1)).toBeUndefined();
  });

  it('say that the revocation list is old or was never there', () => {
    const codes = (more: Partial<SigningQuestion>) =>
      listStandingWarnings({ ...question, ...more }).map(({ code }) => code);
    expect(codes({})).toEqual([]);
    expect(codes({ revocations: null })).toEqual(['standing.revocationListMissing']);
    expect(codes({ revocations: { nextUpdate: '2026-04-19T00:00:00Z', revoked: [] } })).toEqual([
      'standing.revocationListOld',
    ]);
  });

  it('say nothing of an end that the register does not have, nor of lists to whoever has no certificate', () => {
    const without = { ...mediator, licensedUntil: null, signingCertificate: null };
    expect(listStandingWarnings({ ...question, mediator: without, revocations: null })).toEqual([]);
  });
});

it('is judged by tests that take every branch of the rule', async () => {
  expect(await listUntaken()).toEqual([]);
});
