import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actionsBeforeDocuments, ordersOfCase } from '../../scripts/demo/orders.ts';
import type { CaseView } from '../../shared/case/view.ts';
import type { FoundDocument, OpenedCase } from '../../shared/contract/cases.ts';
import type { CertificateOverview, SigningCapacity } from '../../shared/contract/certificates.ts';
import type { CertificateStanding } from '../../shared/contract/desk-certificates.ts';
import type { SyncStatus } from '../../shared/contract/desk-sync.ts';
import type { CertificateSignature } from '../../shared/contract/documents.ts';
import type { VerificationReport } from '../../shared/verification/report.ts';
import { readCase } from '../fixtures/fold-case.ts';
import { authoritySettings, createAdministrator, registerEntry } from '../server/certified.ts';
import { createTestDesk, type RunningServer, startServer } from '../server/parties.ts';
import { createCheckers, foundOffice, signaturesIn, toPem } from '../signing/office.ts';
import { type DeskProcess, pin, startDeskProcess, until } from './desk-process.ts';

/** Certificates from the request to the receipt: whole desks in processes of their own against a real server. */
let office: Awaited<ReturnType<typeof foundOffice>>;
let checkers: ReturnType<typeof createCheckers>;
let server: RunningServer;
let officeId = '';
let otherOfficeId = '';
let administrator: ReturnType<typeof createAdministrator>;
let first: Mediator;
let second: Mediator;

type Mediator = {
  readonly desk: DeskProcess;
  readonly accountId: string;
  readonly personId: string;
  readonly recoveryKey: string;
  readonly name: string;
  readonly certificateNumber: string;
};

const standingOf = async (desk: DeskProcess, capacity: SigningCapacity = 'mediator') => {
  const { authority, holdings } = await desk.ask<CertificateStanding>('certificates.standing');
  return { authority, ...holdings.find((one) => one.capacity === capacity) };
};
const untilStanding = (desk: DeskProcess, state: string, capacity: SigningCapacity = 'mediator') =>
  until(`${capacity} is ${state}`, async () => (await standingOf(desk, capacity)).state === state);

async function seat(letter: string, name: string, certificateNumber: string): Promise<Mediator> {
  const desk = await startDeskProcess();
  const recoveryKey = await desk.setUp(letter);
  const accountId = await desk.enrol(server, officeId);
  const { person } = await desk.ask<{ person: { id: string } }>('session.status');
  await until('the authority is known', async () => (await standingOf(desk)).authority === 'founded');
  return { desk, accountId, personId: person.id, recoveryKey, name, certificateNumber };
}

/** Register, request, approval, sync. */
async function certify(one: Mediator, capacity: SigningCapacity = 'mediator'): Promise<string> {
  const isSeal = capacity === 'organisation';
  const entry = {
    capacity,
    name: isSeal ? '柳林街道调解委员会（电子印章）' : one.name,
    certificateNumber: isSeal ? '' : one.certificateNumber,
  };
  const registerId = await administrator.register(registerEntry(one.accountId, entry));
  await one.desk.ask('certificates.request', { capacity, pin });
  expect((await standingOf(one.desk, capacity)).state).toBe('requested');
  expect((await administrator.approve(one.accountId, registerId)).status).toBe(200);
  await untilStanding(one.desk, 'inForce', capacity);
  return registerId;
}

const acceptance = (mediators: readonly Partial<Mediator>[]) => ({
  decision: 'accepted',
  decidedOn: '2026-04-14',
  reason: '',
  approvedBy: '',
  noticeNumber: '',
  recorder: '',
  mediators: mediators.map((one, index) => ({
    ...{ id: one.personId ?? `m${index + 1}`, name: one.name ?? '' },
    role: index === 0 ? 'leadMediator' : 'mediator',
    certificateNumber: one.certificateNumber ?? '',
    validFrom: null,
    validTo: null,
  })),
});

/** A case with one finalised paper, for which the mediators are appointed. */
async function openCase({ desk }: Mediator, mediators: readonly Partial<Mediator>[]) {
  const caseId = await desk.createCase();
  await desk.act(caseId, 'acceptance.decided', acceptance(mediators));
  const { documentId } = await desk.ask<{ documentId: string }>('documents.finalise', {
    caseId,
    form: 'rightsNotice',
    subjectId: 'application',
    overruled: [],
  });
  return { caseId, documentId };
}

type Paper = { readonly caseId: string; readonly documentId: string };
const sign = ({ desk }: Mediator, paper: Paper, capacity: SigningCapacity = 'mediator', typed = pin) =>
  desk.ask<{ actionId: string; opened: OpenedCase }>('documents.signWithCertificate', {
    ...paper,
    capacity,
    pin: typed,
  });
const stateOf = (desk: DeskProcess, paper: Paper) =>
  desk.ask<{ signatures: CertificateSignature[]; mySigning: { refusals: string[] }[] }>(
    'documents.certificateState',
    paper,
  );
const readSigned = async (desk: DeskProcess, paper: Paper): Promise<Buffer> =>
  Buffer.from((await desk.ask<{ pdf: string }>('documents.readSigned', paper)).pdf, 'base64');
const untilReceipts = (desk: DeskProcess, paper: Paper, count: number) =>
  until(`${count} receipts`, async () => {
    const { signatures } = await stateOf(desk, paper);
    return signatures.length === count && signatures.every((one) => one.receiptAt !== null);
  });
/** Where a desk keeps the file of this hash. */
const findKept = (folder: string, sha256: string): string => {
  const found = readdirSync(folder, { recursive: true }).find((one) => String(one).endsWith(sha256));
  if (found === undefined) throw new Error('the file is nowhere');
  return join(folder, String(found));
};
const count = (text: string, part: string) => text.split(part).length - 1;

beforeAll(async () => {
  office = await foundOffice();
  checkers = createCheckers(office.open.root);
  server = await startServer(null, authoritySettings(office));
  const kind = { kind: 'subdistrict', district: '朝阳区' };
  officeId = await server.administration.addOffice({ name: '柳林街道调解委员会', ...kind });
  otherOfficeId = await server.administration.addOffice({ name: '松林街道调解委员会', ...kind });
  const desk = await createTestDesk(server, officeId, 'Z', ['administrator']);
  await desk.begin();
  administrator = createAdministrator(desk);
  first = await seat('A', '王建国', '京劳调证2024第0187号');
  second = await seat('B', '李秀兰', '京劳调证2023第0042号');
}, 180_000);
afterAll(async () => {
  for (const one of [first, second]) await one?.desk.end();
  await server?.end();
  rmSync(checkers.folder, { recursive: true, force: true });
});

describe('signing with certificates', () => {
  let paper: Paper;
  let finalised: Buffer;
  let view: CaseView;

  it('before there is one is refused with the reason, and asking needs the PIN', async () => {
    const bare = await openCase(first, [first]);
    await expect(sign(first, bare)).rejects.toThrow('standing.certificateMissing');
    await expect(
      first.desk.ask('certificates.request', { capacity: 'mediator', pin: '000000' }),
    ).rejects.toThrow('session.wrongPin');
    expect(await standingOf(first.desk)).toMatchObject({ authority: 'founded', state: 'none' });
  });

  it('begins with a request that an administrator approves at a window of his own', async () => {
    const window = await startDeskProcess();
    await window.setUp('Y');
    await window.enrol(server, officeId, ['administrator']);
    const entry = registerEntry(first.accountId, {
      name: first.name,
      certificateNumber: first.certificateNumber,
    });
    const saved = await window.ask<{ id: string }>('certificates.saveRegisterEntry', {
      officeId,
      id: null,
      entry,
    });
    const { keyFingerprint } = await first.desk.ask<{ keyFingerprint: string }>('certificates.request', {
      capacity: 'mediator',
      pin,
    });
    const overview = await window.ask<CertificateOverview>('certificates.overview');
    expect(overview.requests).toMatchObject([{ personId: first.accountId, keyFingerprint, state: 'open' }]);
    await window.ask('certificates.decideRequest', {
      officeId,
      requestId: overview.requests[0]?.id,
      decision: 'approve',
      registerId: saved.id,
    });
    await untilStanding(first.desk, 'inForce');
    await window.end();
    await certify(second);
    await certify(first, 'organisation');
  });

  it('works without a line and gets the receipt with the next contact, not one signed byte changed', async () => {
    const file = readCase('01-restaurant-wage-arrears');
    const { caseId } = await first.desk.ask<{ caseId: string }>('cases.create', {
      openedOn: ordersOfCase(file).openedOn,
      externalNumber: null,
    });
    for (const { type, body } of actionsBeforeDocuments(file)) {
      const own = type === 'acceptance.decided' ? acceptance([first, { ...second, personId: 'm2' }]) : body;
      await first.desk.act(caseId, type, { ...(body as object), ...(own as object) });
    }
    const { agreementChecks } = await first.desk.ask<OpenedCase>('cases.open', { caseId });
    const overruled = agreementChecks.map(({ rule }) => ({ rule, reason: '已核对' }));
    const final = await first.desk.ask<{ documentId: string }>('documents.finalise', {
      caseId,
      form: 'agreement',
      subjectId: '1',
      overruled,
    });
    paper = { caseId, documentId: final.documentId };
    finalised = Buffer.from((await first.desk.ask<{ pdf: string }>('documents.read', paper)).pdf, 'base64');
    await first.desk.settle();

    await first.desk.setLine({ isCut: true });
    const { actionId, opened } = await sign(first, paper);
    expect(
      opened.view.documents.find((one) => one.documentId === paper.documentId)?.signatures,
    ).toMatchObject([{ manner: 'certificate', signerId: first.personId, capacity: 'mediator' }]);
    await expect(sign(first, paper)).rejects.toThrow('certificate.alreadySigned');
    const signed = await readSigned(first.desk, paper);
    expect(signed.subarray(0, finalised.length).equals(finalised)).toBe(true);
    expect(count(checkers.pdfsig(signed), 'Signature is Valid')).toBe(1);
    expect((await stateOf(first.desk, paper)).signatures).toMatchObject([{ actionId, receiptAt: null }]);

    await first.desk.setLine({});
    await first.desk.settle();
    await untilReceipts(first.desk, paper, 1);
    const stamped = await readSigned(first.desk, paper);
    expect(stamped.length).toBeGreaterThan(signed.length);
    expect(stamped.subarray(0, signed.length).equals(signed)).toBe(true);
  });

  it('waits at the desk while its file cannot be sent, counts for nobody, and goes by itself afterwards', async () => {
    const { desk } = first;
    const other = await openCase(first, [first]);
    await desk.settle();
    await desk.setLine({ isCut: true });
    await sign(first, other);
    const pdf = await readSigned(desk, other);
    const file = findKept(desk.folder, createHash('sha256').update(pdf).digest('hex'));
    renameSync(file, `${file}.away`);
    await desk.setLine({});
    const codes = async () =>
      (await desk.ask<SyncStatus>('sync.status')).parked
        .filter(({ recordId }) => recordId === other.caseId)
        .map(({ code, mayResend }) => [code, mayResend]);
    await until('it waits', async () => (await codes()).length > 0);
    expect(await codes()).toEqual([['sync.fileMissing', true]]);
    await until('the case is at the other desk', async () => {
      const found = await second.desk
        .ask<OpenedCase>('cases.open', { caseId: other.caseId })
        .catch(() => null);
      return found?.view.documents.length === 1;
    });
    expect((await stateOf(second.desk, other)).signatures).toEqual([]);

    renameSync(`${file}.away`, file);
    await until('it has gone', async () => (await codes()).length === 0);
    for (const one of [desk, second.desk]) await untilReceipts(one, other, 1);
    const stamped = await readSigned(second.desk, other);
    expect(stamped.subarray(0, pdf.length).equals(pdf)).toBe(true);
  });

  it('goes on at another desk, upon what the first one signed, also without a line', async () => {
    const { desk } = second;
    await until('the receipt came to the second desk', async () => {
      const found = await stateOf(desk, paper).catch(() => null);
      return found?.signatures[0]?.receiptAt != null;
    });
    await until('and the file', async () => (await readSigned(desk, paper).catch(() => null)) !== null);
    await desk.setLine({ isCut: true });
    await expect(sign(second, paper, 'organisation')).rejects.toThrow('standing.certificateMissing');
    const { opened } = await sign(second, paper);
    expect(opened.view.documents.flatMap((one) => one.signatures).at(-1)).toMatchObject({ signerId: 'm2' });
    await desk.setLine({});
    await desk.settle();
    await untilReceipts(desk, paper, 2);
    await untilReceipts(first.desk, paper, 2);
    await sign(first, paper, 'organisation');
    await first.desk.settle();
    await untilReceipts(first.desk, paper, 3);
    await untilReceipts(desk, paper, 3);
  });

  it('is valid and trusted for pdfsig, OpenSSL and our checker, each signature and after each receipt', async () => {
    const pdf = await readSigned(second.desk, paper);
    expect(pdf.equals(await readSigned(first.desk, paper))).toBe(true);
    const output = checkers.pdfsig(pdf);
    expect(count(output, 'Signature is Valid')).toBe(3);
    expect(count(output, 'Certificate is Trusted')).toBe(3);
    expect(count(output, 'Signature #')).toBe(6);
    const { status, output: check } = checkers.run('qpdf', ['--check', checkers.at('checked.pdf')]);
    expect([status, check.includes('No syntax or stream encoding errors')]).toEqual([0, true]);

    checkers.write('intermediate.pem', toPem(office.open.intermediate));
    const inFile = signaturesIn(pdf);
    expect(inFile.map((one) => one.isTimestamp)).toEqual([false, true, false, true, false, true]);
    for (const { cms, data, isTimestamp } of inFile) {
      const given = checkers.write('one.data', data);
      const taken = checkers.write('one.der', cms);
      const trust = ['-CAfile', checkers.at('root.pem')];
      const verified = isTimestamp
        ? checkers.run('openssl', [
            ...['ts', '-verify', '-token_in', '-in', taken, '-data', given, ...trust],
            ...['-untrusted', checkers.at('intermediate.pem')],
          ])
        : checkers.run('openssl', [
            ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', taken, '-content', given, ...trust],
            ...['-purpose', 'any', '-cades', '-out', checkers.at('out')],
          ]);
      expect(verified.output).toMatch(/successful|Verification: OK/);
    }
    const answer = await second.desk.ask<{ report: VerificationReport; record: FoundDocument | null }>(
      'documents.check',
      { pdf: pdf.toString('base64') },
    );
    expect(answer.report).toMatchObject({ verdict: 'valid', equalsRecord: true });
    expect(answer.record).toMatchObject(paper);
    const names = answer.report.signatures.flatMap((one) =>
      one.kind === 'signature' ? one.subject?.commonName : [],
    );
    expect(names).toEqual(['王建国', '李秀兰', '柳林街道调解委员会（电子印章）']);
    const altered = Buffer.from(pdf);
    altered[50_000] = (altered[50_000] ?? 0) ^ 1;
    const flipped = await second.desk.ask<typeof answer>('documents.check', {
      pdf: altered.toString('base64'),
    });
    expect([flipped.report.verdict, flipped.record]).toEqual(['altered', null]);
  });

  it('counts towards the agreement’s taking effect, with the parties’ own signatures', async () => {
    const parties = (await first.desk.view(paper.caseId)).parties;
    for (const party of parties) {
      await first.desk.act(paper.caseId, 'document.signed', {
        documentId: paper.documentId,
        signerId: party.id,
        signerName: party.name,
        capacity: 'party',
        forPartyIds: [party.id],
        manner: 'signed',
        date: '2026-04-24',
        note: '',
        scanSha256: null,
      });
    }
    view = await first.desk.view(paper.caseId);
    const { effectiveness } = view.agreements[0] ?? {};
    const dates = view.documents.flatMap(({ signatures }) => signatures.map(({ date }) => date));
    const last = dates.toSorted().at(-1);
    expect(effectiveness).toEqual({ isEffective: true, effectiveDate: last, missing: [] });
    await first.desk.settle();
  });

  it('receipts come from a server that was restored from a backup, too', async () => {
    const receive = (desk: DeskProcess, signed: Paper) =>
      until('the receipt came', async () => {
        const found = await stateOf(desk, signed).catch(() => null);
        return found?.signatures[0]?.receiptAt != null;
      });
    const { folder, address } = server;
    const settings = { ...authoritySettings(office), folder, port: Number(new URL(address).port) };
    const copy = mkdtempSync(join(tmpdir(), 'before-receipts-'));
    await server.close();
    cpSync(folder, copy, { recursive: true });
    server = await startServer(null, settings);
    const later = await openCase(first, [first]);
    await sign(first, later);
    for (const { desk } of [first, second]) await receive(desk, later);
    // What it had got since comes back after the other's next signature, which so lies under an earlier number.
    await first.desk.setLine({ isCut: true });
    await server.close();
    rmSync(folder, { recursive: true });
    cpSync(copy, folder, { recursive: true });
    rmSync(copy, { recursive: true });
    server = await startServer(null, settings);
    const next = await openCase(second, [second]);
    await sign(second, next);
    await receive(second.desk, next);
    await first.desk.setLine({});
    await receive(first.desk, next);
    await receive(first.desk, later);
  });

  it('asks the PIN each time, and waits longer after each wrong one', async () => {
    const fresh = await openCase(first, [first]);
    for (let tries = 0; tries < 5; tries += 1) {
      await expect(sign(first, fresh, 'mediator', '111111')).rejects.toThrow('session.wrongPin');
    }
    await expect(sign(first, fresh)).rejects.toThrow('session.backOff');
    expect((await stateOf(first.desk, fresh)).signatures).toEqual([]);
  });
});

describe('signing is refused at the desk, with the reason', () => {
  it('in a case that does not appoint this mediator, that excludes him, or that another office has', async () => {
    const { desk } = second;
    const strange = await openCase(second, [{ name: '别人' }]);
    await expect(sign(second, strange)).rejects.toThrow('standing.notAppointedToCase');
    const challenged = await openCase(second, [second, { name: '别人' }]);
    const fields = { mediatorId: second.personId, decision: 'granted', decidedOn: '2026-04-20' };
    await desk.act(challenged.caseId, 'meeting.recorded', {
      patches: [{ kind: 'challenge', id: 'H1', fields }],
    });
    await expect(sign(second, challenged)).rejects.toThrow('standing.excludedFromCase');
    const away = await openCase(second, [second]);
    await desk.act(away.caseId, 'case.handedOver', {
      toOfficeId: otherOfficeId,
      toOfficeName: '松林街道调解委员会',
      handedOverOn: '2026-04-20',
      reason: '管辖',
      handedOverBy: '某',
    });
    await expect(sign(second, away)).rejects.toThrow('standing.otherOffice');
  });

  it('while suspended, and no longer afterwards', async () => {
    const paper = await openCase(second, [second]);
    const { register } = await administrator.overview();
    const { id: registerId } = register.find(
      (one: { personId: string }) => one.personId === second.accountId,
    );
    await administrator.order('suspensions', { registerId, from: '2026-01-01', until: null, reason: '考核' });
    await untilStanding(second.desk, 'suspended');
    await expect(sign(second, paper)).rejects.toThrow('standing.suspended');
    await administrator.order('suspensions', { registerId, from: null, until: null, reason: '恢复' });
    await untilStanding(second.desk, 'inForce');
    await sign(second, paper);
  });

  it('once the certificate is revoked; what was signed without a line before that waits for somebody', async () => {
    const { desk } = second;
    const paper = await openCase(second, [second]);
    await desk.settle();
    await desk.setLine({ isCut: true });
    const { actionId } = await sign(second, paper);
    const { certificates } = await administrator.overview();
    const own = certificates.findLast(
      (one: { certificateNumber: string }) => one.certificateNumber === second.certificateNumber,
    );
    const revokedAt = new Date().toISOString();
    await administrator.order('certificate-revocations', {
      serialNumber: own.serialNumber,
      revokedAt,
      reason: 'keyCompromise',
    });
    await desk.setLine({});
    await until('it is parked with its reason', async () => {
      const { parked } = await desk.ask<SyncStatus>('sync.status');
      return parked.some((one) => one.id === actionId && one.code === 'standing.certificateRevoked');
    });
    await untilStanding(desk, 'revoked');
    expect((await stateOf(desk, paper)).signatures).toEqual([]);
    const unsigned = await readSigned(desk, paper);
    expect(signaturesIn(unsigned)).toEqual([]);
    await expect(sign(second, paper)).rejects.toThrow('standing.certificateRevoked');
    // Nothing else is harmed: the case goes on, and a new certificate signs.
    await desk.patchParty(paper.caseId, { phone: '13800000000' });
    await desk.ask('certificates.request', { capacity: 'mediator', pin });
    expect((await standingOf(desk)).state).toBe('requested');
    const { register } = await administrator.overview();
    const { id } = register.find((one: { personId: string }) => one.personId === second.accountId);
    await administrator.approve(second.accountId, id);
    await untilStanding(desk, 'inForce');
    await sign(second, paper);
    await desk.settle();
    await untilReceipts(desk, paper, 1);
  });

  it('after a recovery: the keys are forgotten, though the certificate is in force', async () => {
    const { desk, personId, recoveryKey } = second;
    const paper = await openCase(second, [second]);
    await desk.ask('session.lock');
    await desk.ask('session.recover', { recoveryKey, personId, newPin: '975310' });
    expect((await standingOf(desk)).state).toBe('keyMissing');
    await expect(sign(second, paper, 'mediator', '975310')).rejects.toThrow('signing.keyForgotten');
    await desk.signIn();
    await desk.settle();
    await expect(sign(second, paper, 'mediator', '975310')).rejects.toThrow('signing.keyForgotten');
  });
});
