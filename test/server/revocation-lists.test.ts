import { rmSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCertificate } from '../../shared/signatures/cms.ts';
import { verifyPdf } from '../../shared/verification/verify-pdf.ts';
import { openAuthority, renewAuthority } from '../../src-server/certificates/authority.ts';
import { createJudgement } from '../../src-server/certificates/judgement.ts';
import { createRevocationLists } from '../../src-server/certificates/lists.ts';
import { getSerialNumber } from '../../src-server/certificates/revocation-list.ts';
import { type OpenDatabase, openDatabase } from '../../src-server/database/open-database.ts';
import { daysFromNow, enrol, foundOffice, lowCost, subjectOf, typesetAgreement } from '../signing/office.ts';
import { newServerFolder } from './server-folder.ts';

let folder: string;
let open: OpenDatabase;
let office: Awaited<ReturnType<typeof foundOffice>>;
const subject = subjectOf('王建国', '京劳调证2024第0187号');

beforeAll(async () => {
  office = await foundOffice();
  folder = await newServerFolder(null);
  open = await openDatabase({ databaseUrl: null, dataFolder: folder });
  // Only rows that the lists and the judgement read: offices, people and desks behind them are left out.
  await sql`set session_replication_role = replica`.execute(open.database);
});
afterAll(async () => {
  await open.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A certificate as the server keeps it. */
async function keep(certificate: Uint8Array): Promise<string> {
  const serialNumber = getSerialNumber(readCertificate(certificate));
  await open.database
    .insertInto('certificates')
    .values({
      office_id: 'office',
      serial_number: serialNumber,
      register_id: 'line',
      capacity: 'mediator',
      person_id: 'person',
      desk_id: 'desk',
      certificate_number: subject.certificateNumber,
      valid_from: '2026-01-01T00:00:00.000Z',
      valid_until: '2027-01-01T00:00:00.000Z',
      certificate: Buffer.from(certificate).toString('base64'),
      key_fingerprint: '',
      sm2_public_key: '',
      revoked_at: null,
      revocation_reason: null,
      revoked_by: null,
    })
    .execute();
  return serialNumber;
}

describe('revocation lists', () => {
  it('of a former intermediate are still made: what it has issued stays checkable, and revocable', async () => {
    const old = await enrol(office.open, subject);
    const serialNumber = await keep(old.certificate);
    const renewed = await renewAuthority({
      organisation: '北京市朝阳区劳动争议调解中心',
      now: daysFromNow(-1),
      cost: lowCost,
      rootKey: office.rootKey,
      former: office.authority,
      passphrases: {
        root: office.passphrases.root,
        server: 'another phrase',
        former: office.passphrases.server,
      },
      listNumber: 2,
      isCompromised: false,
    });
    const authority = await openAuthority(renewed, 'another phrase');
    const young = await enrol(authority, subject);
    const youngSerial = await keep(young.certificate);
    const lists = createRevocationLists({ authority, now: () => Date.now() });
    const { pdf } = await typesetAgreement();
    const check = async (signed: Uint8Array) => {
      const report = await verifyPdf(
        {
          pdf: signed,
          trustedRoots: [office.open.root],
          revocationLists: await lists.current(open.database),
          recordSha256: null,
          now: new Date(),
        },
        crypto,
      );
      return [report.verdict, report.signatures[0]?.hasRevocationLists];
    };
    const at = new Date(Date.now() - 60_000).toISOString();
    const [byOld, byYoung] = [await old.sign(pdf, at), await young.sign(pdf, at)];
    expect(await check(byOld)).toEqual(['valid', true]);
    expect(await check(byYoung)).toEqual(['valid', true]);
    for (const [serial, signed, other] of [
      [serialNumber, byOld, byYoung],
      [youngSerial, byYoung, null],
    ] as const) {
      await open.database
        .updateTable('certificates')
        .set({ revoked_at: '2026-01-02T03:04:05.000Z', revocation_reason: 'keyCompromise' })
        .where('serial_number', '=', serial)
        .execute();
      expect(await check(signed)).toEqual(['certificateInvalid', true]);
      if (other !== null) expect(await check(other)).toEqual(['valid', true]);
    }
  });

  it('that the server itself cannot read leave a signature waiting: nobody passes as not revoked', async () => {
    const { database } = open;
    const holder = { office_id: 'office', person_id: 'person' };
    const line = {
      ...{ name: '', certificate_number: '', issuer: '', employment: 'fullTime' as const },
      ...{ suspension_reason: '', revocation_reason: '' },
    };
    await database
      .insertInto('signing_keys')
      .values({ ...holder, fingerprint: 'key', public_key: '', desk_id: 'desk', local_person_id: 'me' })
      .execute();
    await database
      .insertInto('register')
      .values({ ...holder, ...line, id: 'line', capacity: 'mediator', trainings: '[]', appraisals: '[]' })
      .execute();
    const [serialNumber] = (await database.selectFrom('certificates').select('serial_number').execute()).map(
      (row) => row.serial_number,
    );
    const lists = { current: async () => [new Uint8Array([0x30, 0]), office.open.rootRevocationList] };
    const judge = createJudgement({
      authority: { authority: office.open, lists },
      findFile: async () => null,
      now: () => Date.now(),
    });
    const body = { documentId: 'D1', capacity: 'mediator', serialNumber, signerId: 'me' };
    const judgement = await judge(database, {
      ...{ officeId: 'office', actionId: 'a', recordId: 'c', recordOfficeId: 'office' },
      ...{ signer: 'key', personId: 'me', state: { documents: { D1: {} } }, body },
    } as unknown as Parameters<typeof judge>[1]);
    expect(judgement).toEqual({ kind: 'waiting', code: 'certificate.listUnreadable' });
  });
});
