import { describe, expect, it } from 'vitest';
import { CertificateBook } from '../../../shared/contract/certificates.ts';
import { countMediators, listCountedMediators } from '../../../shared/directory/mediator-figures.ts';
import { countedMediators } from '../../fixtures/counted-mediators.ts';

const year = { from: '2026-01-01', until: '2026-12-31', received: 4 };

describe('the mediators of an office in its figures', () => {
  it('are those of its last day: appointed, certified, full or part time', () => {
    expect(countMediators(countedMediators, year)).toMatchObject({
      count: 3,
      certified: 2,
      certifiedRate: '66.7%',
      employment: { fullTime: 1, partTime: 2 },
      casesEach: '1.3',
    });
    // On the last day of its validity a licence counts still, and an appointment does.
    expect(countMediators(countedMediators, { ...year, until: '2026-06-30' })).toMatchObject({
      count: 4,
      certified: 4,
    });
  });

  it('count the training of the period and the appraisals of its years, by what they came to', () => {
    const { training, appraisals } = countMediators(countedMediators, year);
    expect(training).toEqual({ people: 2, hours: '20.5', hoursEach: '6.8' });
    expect(appraisals).toEqual([
      { grade: '优秀', count: 1 },
      { grade: '合格', count: 2 },
    ]);
    const quarter = { ...year, from: '2026-01-01', until: '2026-03-31' };
    expect(countMediators(countedMediators, quarter).training).toEqual({
      people: 2,
      hours: '24',
      hoursEach: '6.0',
    });
  });

  it('no longer hold one whose line of the register was revoked, from that day on', () => {
    const revoked = countedMediators.map((one) => ({ ...one, revokedOn: '2026-12-31' }));
    expect(countMediators(revoked, year)).toMatchObject({ count: 0, certifiedRate: '', casesEach: '' });
    expect(countMediators(revoked, { ...year, until: '2026-12-30' }).count).toBe(3);
  });

  it('are of unknown training and employment where one of them is: a part is no figure', () => {
    const [first, ...others] = countedMediators.map((one) => ({ ...one }));
    if (first === undefined) throw new Error('no mediator');
    const part = [{ ...first, employment: null, qualification: null }, ...others];
    expect(countMediators(part, year)).toMatchObject({ employment: null, training: null, appraisals: null });
  });

  it('come from the register of the centre, without its seals; where none is kept, from the desk', () => {
    const line = {
      ...{ id: 'M1', capacity: 'mediator', personId: 'P1', name: '甲', certificateNumber: '1', issuer: '' },
      ...{ licensedFrom: null, licensedUntil: null, appointedFrom: null, appointedUntil: null },
      ...{ employment: 'partTime', suspendedFrom: null, suspendedUntil: null, suspensionReason: '' },
      ...{ revokedOn: null, revocationReason: '' },
    };
    const book = CertificateBook.parse({
      authority: null,
      revocationLists: [],
      register: [line, { ...line, id: 'S1', capacity: 'organisation' }],
      qualifications: [{ registerId: 'M1', trainings: [], appraisals: [] }],
      certificates: [],
      requests: [],
    });
    const ofDesk = [{ id: 'D1', name: '乙', certificateNumber: '', validFrom: null, validTo: null }];
    expect(listCountedMediators(book, ofDesk)).toMatchObject([
      { employment: 'partTime', qualification: { trainings: [] } },
    ]);
    const untold = { ...book, qualifications: undefined };
    expect(listCountedMediators(untold, ofDesk)).toMatchObject([{ qualification: null }]);
    for (const none of [null, { ...book, register: [] }])
      expect(listCountedMediators(none, ofDesk)).toMatchObject([{ certificateNumber: '', employment: null }]);
  });
});
