import { demoOffice } from '../../src-main/demo-office.ts';
import type { Desk } from '../../src-main/desk.ts';
import { createAdministrator, registerEntry } from '../server/certified.ts';
import { createTestDesk, type RunningServer } from '../server/parties.ts';
import { until } from '../sync/desk-process.ts';

/** Patience for a loaded machine. */
export const patience = 60_000;

/** First run, enrolment and sign-in of a desk in this process, with what an administrator does for its person at the server. */
export async function joinOffice(desk: Desk, server: RunningServer, pin: string) {
  const { session, sync, certificates } = desk.handlers;
  const mediator = {
    name: '陈静',
    certificateNumber: '京劳调证2025第0311号',
    validFrom: null,
    validTo: null,
  };
  await session.setUp({ office: demoOffice, deskLetter: 'A', person: mediator, pin });
  const place = { name: '柳林街道调解委员会', kind: 'subdistrict', district: '朝阳区' };
  const officeId = await server.administration.addOffice(place);
  const { code } = await server.administration.makeEnrolmentCode(officeId);
  await sync.enrol({ address: server.address, code });
  const account = { account: 'chen@desk', password: 'correct horse battery' };
  const roles = ['mediator', 'officeHead'] as const;
  const personId = await server.administration.addPerson(officeId, { name: '陈静', ...account, roles });
  await sync.signIn(account);
  await until(
    'the authority is known',
    async () => (await certificates.standing({})).authority === 'founded',
  );
  const other = await createTestDesk(server, officeId, 'Z', ['administrator']);
  await other.begin();
  const administrator = createAdministrator(other);
  const holding = async (capacity: 'mediator' | 'organisation') =>
    (await certificates.standing({})).holdings.find((one) => one.capacity === capacity);
  return {
    mediator: { ...mediator, id: (await session.status({})).person?.id ?? '' },
    holding,
    approve: async (capacity: 'mediator' | 'organisation') => {
      const entry = { capacity, name: mediator.name, certificateNumber: mediator.certificateNumber };
      const registerId = await administrator.register(registerEntry(personId, entry));
      const { requests } = await administrator.overview();
      const { id: requestId } = requests.find((one: { capacity: string }) => one.capacity === capacity);
      await administrator.order('certificate-decisions', { requestId, decision: 'approve', registerId });
      await until(
        `${capacity} in force`,
        async () => (await holding(capacity))?.state === 'inForce',
        patience,
      );
    },
  };
}

/** A case for which the person is appointed, with one finalised paper. */
export async function makePaper(desk: Desk, mediator: { readonly id: string; readonly name: string }) {
  const { cases, documents } = desk.handlers;
  const { caseId } = await cases.create({ openedOn: '2026-04-13', externalNumber: null });
  const act = (type: string, body: unknown) => cases.act({ caseId, order: { type, body } as never });
  const patches = ['applicant', 'respondent'].map((side) => ({
    ...{ kind: 'party', id: side, fields: { side, name: side } },
  }));
  await act('intake.recorded', { patches });
  await act('acceptance.decided', {
    ...{ decision: 'accepted', decidedOn: '2026-04-14', reason: '', approvedBy: '', noticeNumber: '' },
    ...{ recorder: '', mediators: [{ ...mediator, role: 'leadMediator' }] },
  });
  const final = { caseId, form: 'rightsNotice' as const, subjectId: 'application', overruled: [] };
  return { caseId, documentId: (await documents.finalise(final)).documentId };
}
