import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReceiptRow } from '../../shared/contract/certificates.ts';
import type { StoredAction } from '../../shared/record/action.ts';
import { toShanghaiDate } from '../../shared/text/dates.ts';
import { findKnownRevocations } from '../../shared/verification/known-revocations.ts';
import { verifyPdf } from '../../shared/verification/verify-pdf.ts';
import type { ServerSettings } from '../../src-server/settings.ts';
import { startTypesetter } from '../fixtures/typesetter.ts';
import { agreementContent, foundOffice } from '../signing/office.ts';
import {
  authoritySettings,
  type Certified,
  createAdministrator,
  createCertified,
  registerEntry,
  sha256Of,
} from './certified.ts';
import { createTestDesk, type RunningServer, type TestDesk, writeCase } from './parties.ts';

type StartOptions = { now?: () => number } & Partial<ServerSettings>;

/** Certificates at the server: the register, requests and decisions, and what is taken of signatures by certificate. */
export function describeCertificates(start: (settings: StartOptions) => Promise<RunningServer>): void {
  let server: RunningServer;
  let office: Awaited<ReturnType<typeof foundOffice>>;
  let officeId = '';
  let administrator: ReturnType<typeof createAdministrator>;
  /** Two papers of one case. */
  let agreement: Uint8Array;
  let other: Uint8Array;
  let clockShift = 0;
  const now = () => new Date(Date.now() + clockShift).toISOString();

  const seat = async (letter: string, roles: Parameters<typeof createTestDesk>[3]): Promise<TestDesk> => {
    const desk = await createTestDesk(server, officeId, letter, roles);
    await desk.begin();
    return desk;
  };
  /** A mediator with a certificate in force. */
  const certify = async (letter: string, change: Record<string, unknown> = {}) => {
    const desk = await seat(letter, ['mediator']);
    const registerId = await administrator.register(registerEntry(desk.accountId, change));
    const keys = await createCertified(server, desk, 'mediator');
    expect((await keys.ask()).status).toBe(200);
    expect((await administrator.approve(desk.accountId, registerId)).status).toBe(200);
    return { desk, keys, registerId };
  };

  beforeAll(async () => {
    office = await foundOffice();
    const typesetter = startTypesetter();
    agreement = (await typesetter.typeset(agreementContent(), { documentId: 'D1', copies: 3 })).pdf;
    other = (await typesetter.typeset(agreementContent(), { documentId: 'D2', copies: 3 })).pdf;
    await typesetter.close();
    server = await start({ ...authoritySettings(office), now: () => Date.now() + clockShift });
    officeId = await server.administration.addOffice({
      name: '柳林街道调解委员会',
      kind: 'subdistrict',
      district: '朝阳区',
    });
    administrator = createAdministrator(await seat('Z', ['administrator']));
  });
  afterAll(() => server.end());

  describe('requests and the register', () => {
    it('a request with proof of both keys is listed, and approved once, by somebody else', async () => {
      const desk = await seat('A', ['mediator', 'administrator']);
      const keys = await createCertified(server, desk, 'mediator');
      const [first, again] = [await keys.ask(), await keys.ask()];
      expect([first.status, again.value]).toEqual([200, first.value]);
      const registerId = await administrator.register(
        registerEntry(desk.accountId, {
          licensedUntil: '2099-12-31',
          trainings: [{ heldOn: '2026-03-01', title: '调解员培训', hours: 16 }],
        }),
      );
      const { requests, register } = await administrator.overview();
      expect(requests).toMatchObject([{ personId: desk.accountId, deskLetter: 'A', state: 'open' }]);
      expect(register).toMatchObject([{ id: registerId, trainings: [{ hours: 16 }] }]);
      expect((await createAdministrator(desk).approve(desk.accountId, registerId)).value).toMatchObject({
        code: 'sync.notYourself',
      });
      expect((await administrator.approve(desk.accountId, registerId)).status).toBe(200);
      const decided = { requestId: first.value.requestId, decision: 'refuse', reason: '晚了' };
      expect((await administrator.order('certificate-decisions', decided)).value.code).toBe(
        'certificate.requestDecided',
      );
      const book = await keys.book();
      expect(book.requests).toMatchObject([{ state: 'approved' }]);
      expect(book.certificates).toMatchObject([{ registerId, capacity: 'mediator', revokedAt: null }]);
      expect(JSON.stringify(book)).not.toContain('调解员培训');
      // For the figures, and only for whoever reads those: how much, not about what.
      expect(book.qualifications).toEqual([
        { registerId, trainings: [{ heldOn: '2026-03-01', hours: 16 }], appraisals: [] },
      ]);
      const colleague = await seat('W', ['mediator']);
      expect((await colleague.ask('GET', '/v1/certificates')).value.qualifications).toBeUndefined();
      // Never longer than three years, whatever the licence says.
      const years = Date.parse((await keys.own()).validUntil) - Date.now();
      expect(years).toBeLessThan(3.01 * 365.25 * 86_400_000);
    });

    it.each([
      ['nothing of PKCS#10', { request: 'AAAA' }, 'certificate.requestInvalid'],
      ['an SM2 key that is not shown to be held', { sm2Proof: null }, 'certificate.proofInvalid'],
    ])('%s is refused', async (_name, change, code) => {
      const desk = await seat(code.includes('proof') ? 'B' : 'C', ['mediator']);
      const keys = await createCertified(server, desk, 'mediator');
      const proof = keys.seal(Buffer.from('another request'));
      const answer = await keys.ask('sm2Proof' in change ? { sm2Proof: proof } : change);
      expect([answer.status, answer.value.code]).toEqual([422, code]);
    });

    it('a refusal is told with its reason, and a newer request of the desk replaces an open one', async () => {
      const desk = await seat('D', ['mediator']);
      const [first, second] = [
        await createCertified(server, desk, 'mediator'),
        await createCertified(server, desk, 'mediator'),
      ];
      await first.ask();
      const { requestId } = (await second.ask()).value;
      await administrator.order('certificate-decisions', {
        requestId,
        decision: 'refuse',
        reason: '证号不符',
      });
      expect((await second.book()).requests).toMatchObject([
        { state: 'replaced' },
        { state: 'refused', reason: '证号不符' },
      ]);
    });

    it('a line of the register is one person’s in one capacity, and another’s request is not approved for it', async () => {
      const [one, another] = [await seat('E', ['mediator']), await seat('F', ['mediator'])];
      const registerId = await administrator.register(registerEntry(one.accountId));
      const entry = registerEntry(one.accountId, { name: '又一次' });
      expect((await administrator.order('register', { id: null, entry })).value.code).toBe(
        'certificate.registerTaken',
      );
      await (await createCertified(server, another, 'mediator')).ask();
      expect((await administrator.approve(another.accountId, registerId)).value).toMatchObject({
        code: 'certificate.registerMismatch',
      });
    });

    it.each([
      ['person', 'I', (desk: TestDesk) => server.administration.revokePerson(officeId, desk.accountId)],
      ['desk', 'J', (desk: TestDesk) => server.administration.revokeDesk(officeId, desk.deskId)],
      [
        'line in the register',
        'L',
        (_desk: TestDesk, registerId: string) =>
          administrator.order('register-revocations', { registerId, on: '2026-05-01', reason: '撤销' }),
      ],
    ] as const)(
      'a request is not approved any more when its %s was revoked',
      async (_what, letter, revoke) => {
        const desk = await seat(letter, ['mediator']);
        const registerId = await administrator.register(registerEntry(desk.accountId));
        await (await createCertified(server, desk, 'mediator')).ask();
        await revoke(desk, registerId);
        expect((await administrator.approve(desk.accountId, registerId)).value).toMatchObject({
          code: 'certificate.requesterRevoked',
        });
        const { certificates } = await administrator.overview();
        expect(certificates.filter((one: { registerId: string }) => one.registerId === registerId)).toEqual(
          [],
        );
      },
    );

    it('a revocation stands in the next list, whose number rises, and with person and desk it comes by itself', async () => {
      const { desk, keys } = await certify('G');
      const revokedOf = async () => {
        const { revocationLists } = await keys.book();
        const lists = revocationLists.map((one) => new Uint8Array(Buffer.from(one, 'base64')));
        return (await findKnownRevocations(lists, office.open.intermediate, crypto))?.revoked ?? null;
      };
      const { serialNumber } = await keys.own();
      expect((await revokedOf())?.some((one) => one.serialNumber === serialNumber)).toBe(false);
      const order = { serialNumber, revokedAt: '2026-01-02T03:04:05.000Z', reason: 'keyCompromise' };
      expect((await administrator.order('certificate-revocations', order)).status).toBe(200);
      expect(await revokedOf()).toContainEqual({ serialNumber, revokedAt: order.revokedAt });
      expect((await administrator.order('certificate-revocations', order)).value.code).toBe(
        'certificate.revokedAlready',
      );
      const gone = await certify('H');
      const stays = await createCertified(server, desk, 'mediator');
      const goneSerial = (await gone.keys.own()).serialNumber;
      await server.administration.revokePerson(officeId, gone.desk.accountId);
      expect((await stays.book()).certificates).toContainEqual(
        expect.objectContaining({ serialNumber: goneSerial, revocationReason: 'cessationOfOperation' }),
      );
    });
  });

  describe('a signature by certificate', () => {
    let signer: Awaited<ReturnType<typeof certify>>;
    let colleague: Awaited<ReturnType<typeof certify>>;
    beforeAll(async () => {
      signer = await certify('M');
      colleague = await certify('N', { name: '李秀兰', certificateNumber: '京劳调证2023第0042号' });
    });

    /** A case of the signer with two finalised papers. */
    const openCase = async (finalisedAt = now(), desk = signer.desk) => {
      const caseId = randomUUID();
      const actions = writeCase(desk, caseId);
      const add = (type: string, body: unknown, change = {}): StoredAction => {
        const action = desk.write(caseId, type, body, [actions.at(-1)?.id ?? ''], change);
        actions.push(action);
        return action;
      };
      const mediators = [
        { id: desk.personId, name: '王建国', role: 'leadMediator' },
        { id: 'm2', name: '李秀兰', role: 'mediator', certificateNumber: '京劳调证2023第0042号' },
      ].map((one) => ({ certificateNumber: '', validFrom: null, validTo: null, ...one }));
      add('acceptance.decided', {
        decision: 'accepted',
        decidedOn: '2026-04-14',
        reason: '',
        approvedBy: '',
        noticeNumber: '',
        mediators,
        recorder: '',
      });
      for (const [documentId, pdf] of [
        ['D1', agreement],
        ['D2', other],
      ] as const) {
        const finalised = {
          documentId,
          form: 'rightsNotice',
          subjectId: 'application',
          number: '',
          ...{ content: {}, contentSha256: sha256Of(pdf), templateVersion: '1', pdfSha256: sha256Of(pdf) },
          pages: 1,
          copies: 1,
          replacesDocumentId: null,
          overruled: [],
        };
        add('document.finalised', finalised, { at: finalisedAt });
      }
      expect(results(await desk.push(actions))).toEqual(actions.map(() => 'accepted'));
      return { caseId, last: () => actions.at(-1)?.id ?? '', add };
    };
    const results = (answer: { value: { results: { status: string; code?: string }[] } }) =>
      answer.value.results.map(({ status, code }) => (status === 'accepted' ? status : (code ?? status)));
    const bodyOf = async (
      keys: Certified,
      signed: Uint8Array,
      at: string,
      change: Record<string, unknown> = {},
    ) => ({
      documentId: 'D1',
      capacity: 'mediator',
      signerId: signer.desk.personId,
      signerName: '王建国',
      certificateNumber: '',
      serialNumber: (await keys.own()).serialNumber,
      signedAt: at,
      date: toShanghaiDate(at),
      pdfSha256: sha256Of(signed),
      continues: null,
      sm2Seal: keys.seal(agreement),
      ...change,
    });
    const wholeSecond = (instant: string) => `${instant.slice(0, 19)}.000Z`;
    const receiptsOf = async (desk: TestDesk): Promise<ReceiptRow[]> => {
      const all: ReceiptRow[] = [];
      for (;;) {
        const { value } = await desk.ask('GET', `/v1/receipts?after=${all.at(-1)?.sequence ?? 0}`);
        all.push(...value.receipts);
        if (value.isComplete) return all;
      }
    };

    it('is taken with its file, gets a receipt that keeps every signed byte, and so does one upon it', async () => {
      const { caseId, add } = await openCase();
      const at = wholeSecond(now());
      const signed = await signer.keys.sign(agreement, at);
      await signer.keys.upload(signed);
      const first = add('document.signedByCertificate', await bodyOf(signer.keys, signed, at));
      const answer = await signer.desk.push([first]);
      expect(results(answer)).toEqual(['accepted']);
      expect((await signer.desk.push([first])).value.results[0].status).toBe('known');

      const receipts = await receiptsOf(colleague.desk);
      const receipt = receipts.find((one) => one.actionId === first.id);
      const stamped = Buffer.concat([signed, Buffer.from(receipt?.appended ?? '', 'base64')]);
      expect(sha256Of(stamped)).toBe(receipt?.stampedSha256);
      const lists = (await signer.keys.book()).revocationLists.map((one) => Buffer.from(one, 'base64'));
      const check = (pdf: Uint8Array) =>
        verifyPdf(
          {
            pdf,
            trustedRoots: [office.open.root],
            revocationLists: lists,
            recordSha256: sha256Of(agreement),
            now: new Date(),
          },
          crypto,
        );
      expect(await check(stamped)).toMatchObject({ verdict: 'valid', equalsRecord: true });

      const later = wholeSecond(now());
      const both = await colleague.keys.sign(stamped, later);
      await colleague.keys.upload(both);
      const second = colleague.desk.write(
        caseId,
        'document.signedByCertificate',
        await bodyOf(colleague.keys, both, later, {
          signerId: 'm2',
          signerName: '李秀兰',
          continues: first.id,
        }),
        [first.id],
      );
      expect(results(await colleague.desk.push([second]))).toEqual(['accepted']);
      const report = await check(both);
      expect(report.signatures.map((one) => one.kind)).toEqual(['signature', 'timestamp', 'signature']);
    });

    it('waits while its file is not there, with all that follows it, and is taken when it came', async () => {
      const { add } = await openCase();
      // Not the second of another test: the same bytes would be a file that is here already.
      const at = wholeSecond(new Date(Date.parse(now()) - 60_000).toISOString());
      const signed = await signer.keys.sign(agreement, at);
      const action = add('document.signedByCertificate', await bodyOf(signer.keys, signed, at));
      const after = add('document.printed', { documentId: 'D1', copies: 1, printer: '' });
      expect(results(await signer.desk.push([action, after]))).toEqual([
        'sync.fileMissing',
        'sync.historyMissing',
      ]);
      await signer.keys.upload(signed);
      expect(results(await signer.desk.push([action, after]))).toEqual(['accepted', 'accepted']);
    });

    type Forgery = {
      readonly pdf: Uint8Array;
      readonly at: string;
      readonly keys?: Certified;
      readonly change?: Record<string, unknown>;
    };
    const early = '2026-01-01T00:00:00.000Z';
    const forgeries: readonly (readonly [string, string, () => Promise<Forgery>])[] = [
      [
        'somebody else’s certificate, with that person’s genuine file',
        'standing.certificateOfAnother',
        async () => {
          const at = wholeSecond(now());
          return { pdf: await colleague.keys.sign(agreement, at), at, keys: colleague.keys };
        },
      ],
      [
        'a certificate that nobody issued',
        'certificate.unknown',
        async () => {
          const at = wholeSecond(now());
          return { pdf: await signer.keys.sign(agreement, at), at, change: { serialNumber: 'abcd' } };
        },
      ],
      [
        'somebody else’s file under the own certificate',
        'certificate.fileMismatch',
        async () => {
          const at = wholeSecond(now());
          return { pdf: await colleague.keys.sign(agreement, at), at };
        },
      ],
      [
        'a file with one byte changed',
        'certificate.fileAltered',
        async () => {
          const at = wholeSecond(now());
          const pdf = (await signer.keys.sign(agreement, at)).slice();
          pdf[60_000] = (pdf[60_000] ?? 0) ^ 1;
          return { pdf, at };
        },
      ],
      [
        'a signature for another document',
        'certificate.otherDocument',
        async () => {
          const at = wholeSecond(now());
          return { pdf: await signer.keys.sign(other, at), at };
        },
      ],
      [
        'a file without a signature',
        'certificate.fileUnsigned',
        async () => ({ pdf: agreement, at: wholeSecond(now()) }),
      ],
      [
        'bytes that are no document',
        'certificate.fileUnreadable',
        async () => ({ pdf: Buffer.from('%PDF-1.7 nothing of this kind'), at: wholeSecond(now()) }),
      ],
      [
        'another time than the file says',
        'certificate.fileMismatch',
        async () => {
          const at = wholeSecond(now());
          const told = new Date(Date.parse(at) - 60_000).toISOString();
          return { pdf: await signer.keys.sign(agreement, at), at: told };
        },
      ],
      [
        'another day than its time',
        'certificate.fileMismatch',
        async () => {
          const at = wholeSecond(now());
          return { pdf: await signer.keys.sign(agreement, at), at, change: { date: '2026-01-01' } };
        },
      ],
      [
        'a clock set back before the certificate began',
        'standing.certificateNotYetValid',
        async () => ({ pdf: await signer.keys.sign(agreement, early), at: early }),
      ],
      [
        'a clock set forward',
        'certificate.clockAhead',
        async () => {
          const at = wholeSecond(new Date(Date.now() + 3_600_000).toISOString());
          return { pdf: await signer.keys.sign(agreement, at), at };
        },
      ],
      [
        'a signature in the file that the case file does not know',
        'certificate.fileMismatch',
        async () => {
          const at = wholeSecond(now());
          const hidden = await colleague.keys.sign(agreement, at);
          return { pdf: await signer.keys.sign(hidden, at), at };
        },
      ],
      [
        'an SM2 signature over another document',
        'certificate.sm2Invalid',
        async () => {
          const at = wholeSecond(now());
          const change = { sm2Seal: signer.keys.seal(other) };
          return { pdf: await signer.keys.sign(agreement, at), at, change };
        },
      ],
      [
        'an SM2 signature by a key that the register does not know',
        'certificate.sm2Invalid',
        async () => {
          const at = wholeSecond(now());
          const change = { sm2Seal: colleague.keys.seal(agreement) };
          return { pdf: await signer.keys.sign(agreement, at), at, change };
        },
      ],
      [
        'the name of another mediator of the case',
        'standing.notAppointedToCase',
        async () => {
          const at = wholeSecond(now());
          return { pdf: await signer.keys.sign(agreement, at), at, change: { signerId: 'm2' } };
        },
      ],
      [
        'the seal with a mediator’s certificate',
        'standing.certificateOfAnother',
        async () => {
          const at = wholeSecond(now());
          const change = { capacity: 'organisation', signerId: 'organisation' };
          return { pdf: await signer.keys.sign(agreement, at), at, change };
        },
      ],
    ];
    it.each(forgeries)('with %s is put out of force, and nothing else is', async (_name, code, forge) => {
      const { caseId, add } = await openCase();
      const { pdf, at, keys = signer.keys, change = {} } = await forge();
      await signer.keys.upload(pdf);
      const forged = add('document.signedByCertificate', await bodyOf(keys, pdf, at, change));
      const after = add('document.printed', { documentId: 'D1', copies: 1, printer: '' });
      expect(results(await signer.desk.push([forged, after]))).toEqual([code, 'accepted']);
      const { rows } = (await colleague.desk.ask('GET', `/v1/records/${caseId}`)).value;
      const row = rows.find((one: { action: StoredAction }) => one.action.id === forged.id);
      expect([row.rejection, row.action.body]).toEqual([code, null]);
      expect((await receiptsOf(colleague.desk)).some((one) => one.actionId === forged.id)).toBe(false);
    });

    it('backdated before the document was there is put out of force', async () => {
      const at = wholeSecond(new Date(Date.now() - 240_000).toISOString());
      const shown = await certify('O');
      const { add } = await openCase(new Date(Date.now() + 120_000).toISOString(), shown.desk);
      const pdf = await shown.keys.sign(agreement, at);
      await shown.keys.upload(pdf);
      const body = await bodyOf(shown.keys, pdf, at, { signerId: shown.desk.personId });
      expect(results(await shown.desk.push([add('document.signedByCertificate', body)]))).toEqual([
        'certificate.backdated',
      ]);
    });

    it.each([
      ['suspended', 'standing.suspended'],
      ['revoked in the register', 'standing.revoked'],
      ['whose appointment ended', 'standing.appointmentEnded'],
      ['whose certificate was revoked', 'standing.certificateRevoked'],
    ])('by a mediator who was %s before it arrived does not count', async (how, code) => {
      const letter =
        { suspended: 'P', 'revoked in the register': 'Q', 'whose appointment ended': 'R' }[how] ?? 'S';
      const late = await certify(letter);
      const { add } = await openCase(now(), late.desk);
      const at = wholeSecond(now());
      const pdf = await late.keys.sign(agreement, at);
      await late.keys.upload(pdf);
      const { registerId } = late;
      const today = toShanghaiDate(now());
      switch (how) {
        case 'suspended':
          await administrator.order('suspensions', { registerId, from: today, until: null, reason: '考核' });
          break;
        case 'revoked in the register':
          await administrator.order('register-revocations', { registerId, on: today, reason: '离任' });
          break;
        case 'whose appointment ended': {
          const entry = registerEntry(late.desk.accountId, { appointedUntil: '2026-01-01' });
          await administrator.register(entry, registerId);
          break;
        }
        default: {
          const { serialNumber } = await late.keys.own();
          const order = { serialNumber, revokedAt: now(), reason: 'keyCompromise' };
          await administrator.order('certificate-revocations', order);
        }
      }
      const body = await bodyOf(late.keys, pdf, at, { signerId: late.desk.personId });
      expect(results(await late.desk.push([add('document.signedByCertificate', body)]))).toEqual([code]);
    });

    it('by an expired certificate does not count, wherever the desk’s clock stands', async () => {
      const day = 86_400_000;
      clockShift = -10 * day;
      const ended = toShanghaiDate(new Date(Date.now() - 5 * day).toISOString());
      administrator = createAdministrator(await seat('Y', ['administrator']));
      const late = await certify('T', { licensedUntil: ended });
      const at = wholeSecond(now());
      const pdf = await late.keys.sign(agreement, at);
      const { add } = await openCase(now(), late.desk);
      clockShift = 0;
      await late.desk.openSession();
      administrator = createAdministrator(await seat('X', ['administrator']));
      await administrator.register(registerEntry(late.desk.accountId), late.registerId);
      await late.keys.upload(pdf);
      const body = await bodyOf(late.keys, pdf, at, { signerId: late.desk.personId });
      expect(results(await late.desk.push([add('document.signedByCertificate', body)]))).toEqual([
        'standing.certificateExpired',
      ]);
    });

    it('by a mediator whom the case excludes, or who is not of it, does not count', async () => {
      const { add } = await openCase();
      const at = wholeSecond(now());
      const pdf = await signer.keys.sign(agreement, at);
      await signer.keys.upload(pdf);
      const challenge = { mediatorId: signer.desk.personId, decision: 'granted', decidedOn: '2026-04-20' };
      const granted = add('meeting.recorded', {
        patches: [{ kind: 'challenge', id: 'H1', fields: challenge }],
      });
      const act = add('document.signedByCertificate', await bodyOf(signer.keys, pdf, at));
      expect(results(await signer.desk.push([granted, act]))).toEqual([
        'accepted',
        'standing.excludedFromCase',
      ]);
      const stranger = await certify('U', { certificateNumber: '京劳调证2025第0001号' });
      const foreign = await stranger.keys.sign(agreement, at);
      await stranger.keys.upload(foreign);
      const act2 = stranger.desk.write(
        granted.recordId,
        'document.signedByCertificate',
        await bodyOf(stranger.keys, foreign, at, { signerId: stranger.desk.personId }),
        [granted.id],
      );
      expect(results(await stranger.desk.push([act2]))).toEqual(['standing.notAppointedToCase']);
    });
  });

  it('without an authority nobody asks, and nothing signed by certificate counts', async () => {
    const bare = await start({});
    const place = await bare.administration.addOffice({
      name: '无',
      kind: 'subdistrict',
      district: '朝阳区',
    });
    const desk = await createTestDesk(bare, place, 'A', ['mediator']);
    await desk.begin();
    const keys = await createCertified(bare, desk, 'mediator');
    expect((await keys.ask()).value.code).toBe('certificate.noAuthority');
    expect(await keys.book()).toMatchObject({ authority: null, certificates: [] });
    await bare.end();
  });
}
