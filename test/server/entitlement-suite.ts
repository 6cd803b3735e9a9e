import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseActionTypes } from '../../shared/case/actions.ts';
import { Role } from '../../shared/contract/sync.ts';
import { actionPermissions, hasPermission, routePermissions } from '../../shared/directory/permissions.ts';
import { riskActionTypes } from '../../shared/risk/actions.ts';
import { makeRiskId } from '../../shared/risk/risk-id.ts';
import { registeredRisk } from '../fixtures/example-risks.ts';
import { openingOf } from '../fixtures/plain-office.ts';
import { createTestDesk, deskHeaders, type RunningServer, type TestDesk } from './parties.ts';

/** What a request is about: things of one office. */
type Things = {
  readonly officeId: string;
  readonly caseId: string;
  readonly deskId: string;
  readonly personId: string;
  readonly mark: string;
};

const certificateRequest = {
  capacity: 'mediator',
  request: 'AAAA',
  sm2Proof: {
    ...{ version: 1, sm3: '0'.repeat(64), signature: '00', publicKey: `04${'0'.repeat(128)}` },
    signerName: '',
    certificateNumber: '',
  },
};
/** A line of the register; the name is the mark by which another office's things are known. */
const registerEntryOf = (personId: string, name: string) => ({
  capacity: 'mediator',
  personId,
  name,
  certificateNumber: '1',
  issuer: '',
  employment: 'fullTime',
  licensedFrom: null,
  licensedUntil: null,
  appointedFrom: null,
  appointedUntil: null,
  trainings: [],
  appraisals: [],
});

/** A request that fits, about the things of an office, and the status that a permitted person of it gets. */
function requestOf(route: string, things: Things): { query?: string; body?: unknown; status: number } {
  const { officeId } = things;
  switch (route) {
    case 'POST /v1/actions':
      return { body: { actions: [{}] }, status: 200 };
    case 'GET /v1/actions':
    case 'GET /v1/records/:recordId':
    case 'GET /v1/summaries':
    case 'GET /v1/directory':
    case 'GET /v1/figures':
    case 'GET /v1/live':
    case 'HEAD /v1/blobs/:sha256':
    case 'GET /v1/certificates':
    case 'GET /v1/receipts':
      return { status: 200 };
    // Permitted; but this server has no authority.
    case 'POST /v1/certificate-requests':
      return { body: certificateRequest, status: 409 };
    case 'GET /v1/administration/certificates':
      return { query: `?officeId=${officeId}`, status: 200 };
    case 'POST /v1/administration/register':
      return {
        body: { officeId, id: null, entry: registerEntryOf(things.personId, things.mark) },
        status: 200,
      };
    // Permitted; but there is no such line, request or certificate.
    case 'POST /v1/administration/suspensions':
      return {
        body: { officeId, registerId: 'x', from: '2026-01-01', until: null, reason: 'x' },
        status: 404,
      };
    case 'POST /v1/administration/register-revocations':
      return { body: { officeId, registerId: 'x', on: '2026-01-01', reason: 'x' }, status: 404 };
    case 'POST /v1/administration/certificate-decisions':
      return { body: { officeId, requestId: 'x', decision: 'refuse', reason: 'x' }, status: 404 };
    case 'POST /v1/administration/certificate-revocations': {
      const revokedAt = '2026-01-01T00:00:00.000Z';
      return { body: { officeId, serialNumber: 'aa', revokedAt, reason: 'superseded' }, status: 404 };
    }
    case 'POST /v1/digests':
      return { body: { recordIds: [things.caseId] }, status: 200 };
    // Permitted; but there is no such file, and what is sent is no scan.
    case 'GET /v1/blobs/:sha256':
      return { status: 404 };
    case 'PUT /v1/blobs/:sha256':
      return { status: 422 };
    case 'GET /v1/administration':
      return { query: `?officeId=${officeId}`, status: 200 };
    // Permitted; but a street has no office below it.
    case 'POST /v1/administration/offices':
      return { body: { name: '某街道', kind: 'subdistrict', district: '朝阳区' }, status: 403 };
    case 'POST /v1/administration/people':
      return {
        body: {
          officeId,
          name: 'x',
          account: randomUUID(),
          password: 'long enough for this',
          roles: ['mediator'],
        },
        status: 200,
      };
    case 'POST /v1/administration/roles':
      return { body: { officeId, personId: things.personId, roles: ['mediator'] }, status: 200 };
    case 'POST /v1/administration/passwords':
      return { body: { officeId, personId: things.personId, password: 'long enough for this' }, status: 200 };
    case 'POST /v1/administration/enrolment-codes':
      return { body: { officeId }, status: 200 };
    case 'POST /v1/administration/revocations':
      return { body: { officeId, deskId: things.deskId }, status: 200 };
    case 'POST /v1/administration/grace':
      return { body: { officeId, days: 30 }, status: 200 };
    default:
      throw new Error(`no request for ${route}: it is not tested who may ask it`);
  }
}

const recordOfRisk = (fields: Record<string, unknown>, reason?: string) => ({
  patches: [{ kind: 'risk', id: 'risk', fields }],
  ...(reason === undefined ? {} : { reason }),
});

/** CRITERIA H: two offices × every role × every verb, about things of one's own office and of the other. */
export function describeEntitlement(start: () => Promise<RunningServer>): void {
  let server: RunningServer;
  const offices: Things[] = [];

  const addOffice = (name: string, kind = 'subdistrict', district = '朝阳区') =>
    server.administration.addOffice({ name, kind, district });
  const seat = async (officeId: string, letter: string, roles: readonly Role[]): Promise<TestDesk> => {
    const desk = await createTestDesk(server, officeId, letter, roles);
    await desk.begin();
    return desk;
  };
  const openCase = async (desk: TestDesk, mark: string): Promise<string> => {
    const caseId = randomUUID();
    const opened = desk.write(caseId, 'case.opened', openingOf(mark), []);
    const party = { kind: 'party', id: 'P1', fields: { side: 'applicant', name: mark } };
    const { value } = await desk.push([
      opened,
      desk.write(caseId, 'intake.recorded', { patches: [party] }, [opened.id]),
    ]);
    expect(value.results.map((one: { status: string }) => one.status)).toEqual(['accepted', 'accepted']);
    return caseId;
  };
  const ask = async (desk: TestDesk, route: string, things: Things): Promise<[number, string]> => {
    const [method = '', pattern = ''] = route.split(' ');
    const { query = '', body } = requestOf(route, things);
    const path = pattern.replace(':recordId', things.caseId).replace(':sha256', 'a'.repeat(64));
    const end = new AbortController();
    const isPiece = method === 'PUT';
    const response = await fetch(`${server.address}${path}${query}`, {
      method,
      signal: end.signal,
      headers: {
        ...deskHeaders(desk.token()),
        ...(isPiece
          ? { 'content-type': 'application/octet-stream', 'upload-offset': '0', 'upload-length': '1' }
          : body === undefined
            ? {}
            : { 'content-type': 'application/json' }),
      },
      ...(isPiece ? { body: new Uint8Array([0]) } : body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    // The live stream never ends by itself; what it tells is one word.
    const isStream = route === 'GET /v1/live' && response.ok;
    const text = isStream ? '' : await response.text();
    end.abort();
    return [response.status, text];
  };

  beforeAll(async () => {
    server = await start();
    for (const [index, mark] of ['甲案当事人', '乙案当事人'].entries()) {
      const officeId = await addOffice(`${index} 街道`);
      const mediator = await seat(officeId, 'A', ['mediator']);
      const caseId = await openCase(mediator, mark);
      const gone = await seat(officeId, 'B', ['mediator']);
      offices.push({ officeId, caseId, deskId: gone.deskId, personId: gone.accountId, mark });
    }
  });
  afterAll(() => server.end());

  const needSession = Object.entries(routePermissions).filter(([, permission]) => permission !== 'anyone');

  it('every route of the table is there, and gives nothing without a session', async () => {
    for (const [route] of needSession) {
      const [method = '', path = ''] = route.split(' ');
      expect([route, server.app.hasRoute({ method: method as 'GET', url: path })]).toEqual([route, true]);
      const response = await fetch(`${server.address}${path}`, { method, headers: deskHeaders() });
      expect([route, response.status]).toEqual([route, 401]);
    }
  });

  describe.each([0, 1])('office %i', (index) => {
    it.each(Role.options)('%s asks what the role may, about the own office only', async (role) => {
      const [own, other] = [offices[index], offices[1 - index]];
      if (own === undefined || other === undefined) throw new Error('two offices');
      const letter = 'CDEFGHIJ'[Role.options.indexOf(role)] ?? '';
      const desk = await seat(own.officeId, letter, [role]);
      for (const [route, permission] of needSession) {
        const [status, text] = await ask(desk, route, own);
        const isPermitted = permission !== 'anyone' && hasPermission([role], permission);
        expect([role, route, status]).toEqual([
          role,
          route,
          isPermitted ? requestOf(route, own).status : 403,
        ]);
        if (!isPermitted) continue;
        const [otherStatus, otherText] = await ask(desk, route, other);
        if (route.includes('/v1/administration')) expect([route, otherStatus]).toEqual([route, 403]);
        expect([role, route, `${text}${otherText}`.includes(other.mark)]).toEqual([role, route, false]);
        if (!hasPermission([role], 'readCases')) {
          expect([role, route, text.includes(own.mark)]).toEqual([role, route, false]);
        }
      }
    });
  });

  it.each(Role.options)('%s writes the actions that the role may write', async (role) => {
    const officeId = await addOffice(`${role} 街道`);
    const desk = await seat(officeId, 'A', [role]);
    const actions = caseActionTypes.map((type) => desk.write(randomUUID(), type, {}, []));
    const { results } = (await desk.push(actions)).value;
    for (const [index, type] of caseActionTypes.entries()) {
      const isRefused = results[index].code === 'sync.notAllowed';
      expect([role, type, isRefused]).toEqual([role, type, !hasPermission([role], actionPermissions[type])]);
    }
  });

  it.each(Role.options)('%s writes beside the case what the role may write', async (role) => {
    const officeId = await addOffice(`${role} 社区`);
    const desk = await seat(officeId, 'A', [role]);
    const note = desk.write(randomUUID(), 'caucusNote.written', { text: '底线' }, [], {
      recordKind: 'sideFile',
    });
    // A kind of record that only a newer program knows.
    const visit = desk.write(randomUUID(), 'visit.written', {}, [], { recordKind: 'employerVisit' });
    const { results } = (await desk.push([note, visit])).value;
    const mayRegister = (['registrar', 'mediator', 'officeHead'] as Role[]).includes(role);
    expect(results.map(({ code }: { code?: string }) => code ?? 'accepted')).toEqual([
      role === 'mediator' ? 'accepted' : 'sync.notAllowed',
      mayRegister ? 'accepted' : 'sync.notAllowed',
    ]);
  });

  it.each(Role.options)('%s writes in the register of risks what the role may write', async (role) => {
    const officeId = await addOffice(`${role} 乡`);
    const desk = await seat(officeId, 'A', [role]);
    const actions = riskActionTypes.map((type) =>
      desk.write(makeRiskId(randomUUID()), type, {}, [], { recordKind: 'risk' }),
    );
    const { results } = (await desk.push(actions)).value;
    const refused = results.map(({ code }: { code: string }) => code === 'sync.notAllowed');
    const isRefused = !(['registrar', 'mediator', 'officeHead'] as Role[]).includes(role);
    expect([role, refused]).toEqual([role, actions.map(() => isRefused)]);
  });

  it('the register of risks: a desk of the office that reads cases gets it, another office and a supervisor do not', async () => {
    const officeId = await addOffice('己街道');
    const registrar = await seat(officeId, 'A', ['registrar']);
    const riskId = makeRiskId(randomUUID());
    const register = registrar.write(riskId, 'risk.registered', registeredRisk.body, [], {
      recordKind: 'risk',
    });
    const asOf = { recordKind: 'risk' } as const;
    const wrong = recordOfRisk({ employerName: '另一公司' });
    const right = recordOfRisk({ employerName: '另一公司' }, '名称有误');
    const pushed = await registrar.push([
      register,
      registrar.write(riskId, 'risk.recorded', wrong, [register.id], asOf),
      registrar.write(riskId, 'risk.recorded', right, [register.id], asOf),
      registrar.write(riskId, 'risk.merged', {}, [register.id], asOf),
      registrar.write(randomUUID(), 'risk.registered', registeredRisk.body, [], { recordKind: 'wording' }),
    ]);
    expect(
      pushed.value.results.map((one: { status: string; code?: string }) => one.code ?? one.status),
    ).toEqual(['accepted', 'risk.reasonMissing', 'accepted', 'sync.typeUnknown', 'sync.actionMalformed']);
    const pullOf = async (office: string, letter: string, role: Role) => {
      const desk = await seat(office, letter, [role]);
      const answer = await desk.ask('GET', '/v1/actions?kind=risk&after=0&limit=50');
      return answer.status === 200
        ? answer.value.rows.map(({ rejection }: { rejection: string | null }) => rejection)
        : answer.status;
    };
    expect(await pullOf(officeId, 'B', 'archivist')).toEqual([null, 'risk.reasonMissing', null]);
    expect(await pullOf(officeId, 'C', 'supervisor')).toBe(403);
    expect(await pullOf(await addOffice('庚街道'), 'A', 'officeHead')).toEqual([]);
    const supervisor = await seat(officeId, 'D', ['supervisor']);
    const figuresOf = async () => (await supervisor.ask('GET', '/v1/figures')).value.risks;
    const counted = { officeId, month: '2026-01', level: 'orange', status: 'checking', risks: 1 };
    expect(await figuresOf()).toEqual([counted]);
    const late = registrar.write(riskId, 'risk.registered', registeredRisk.body, [register.id], asOf);
    const again = await registrar.push([register, late]);
    expect(again.value.results).toMatchObject([{ status: 'known' }, { code: 'risk.alreadyRegistered' }]);
    const out = {
      patches: [{ kind: 'risk', id: 'risk', fields: { isWithdrawn: true } }],
      reason: '登记重复',
    };
    await registrar.push([registrar.write(riskId, 'risk.recorded', out, [register.id], asOf)]);
    expect(await figuresOf()).toEqual([]);
  });

  it('a risk and a case cannot share their id: a risk never leaves its office with a case that is handed over', async () => {
    const [officeId, other] = [await addOffice('辛街道'), await addOffice('壬街道')];
    const head = await seat(officeId, 'A', ['officeHead']);
    const caseId = randomUUID();
    const opened = head.write(caseId, 'case.opened', openingOf('辛案'), []);
    const handedOver = {
      ...{ toOfficeId: other, toOfficeName: '壬街道', handedOverOn: '2026-04-13' },
      ...{ reason: '管辖', handedOverBy: '某人' },
    };
    const pushed = await head.push([
      opened,
      head.write(caseId, 'risk.registered', registeredRisk.body, [], { recordKind: 'risk' }),
      head.write(makeRiskId(randomUUID()), 'case.opened', openingOf('癸案'), []),
      head.write(caseId, 'case.handedOver', handedOver, [opened.id]),
    ]);
    expect(
      pushed.value.results.map((one: { status: string; code?: string }) => one.code ?? one.status),
    ).toEqual(['accepted', 'sync.actionMalformed', 'sync.actionMalformed', 'accepted']);
    const receiver = await seat(other, 'A', ['officeHead']);
    expect((await receiver.ask('GET', '/v1/actions?kind=risk&after=0&limit=50')).value.rows).toEqual([]);
  });

  it.each(['registrar', 'mediator'] as const)('%s settles what the role may write', async (role) => {
    const officeId = await addOffice(`${role} 镇`);
    const desk = await seat(officeId, 'A', [role]);
    const settle = (kind: string, fields: Record<string, unknown>) =>
      desk.write(randomUUID(), 'conflict.settled', { patches: [{ kind, id: 'X1', fields }] }, []);
    const { results } = (
      await desk.push([settle('party', { phone: '1' }), settle('obligation', { amount: '1.00' })])
    ).value;
    // Neither names a conflict of any case: what is looked at is which of them was refused for want of the right.
    const refused = results.map(({ code }: { code: string }) => code === 'sync.notAllowed');
    expect(refused).toEqual([false, role === 'registrar']);
  });

  it('figures: a street its own, a district its district’s, the city all', async () => {
    const [street, other] = [await addOffice('丙街道', 'subdistrict', '通州区'), await addOffice('丁镇')];
    const mediator = await seat(street, 'A', ['mediator']);
    await openCase(mediator, '丙案');
    const ask = async (officeId: string, letter = 'B') => {
      const desk = await seat(officeId, letter, ['supervisor']);
      const { rows } = (await desk.ask('GET', '/v1/figures')).value;
      return rows.filter((row: { officeId: string }) => row.officeId === street);
    };
    const expected = [
      {
        officeId: street,
        month: '2026-04',
        stage: 'application',
        outcomeCode: '',
        isClosed: false,
        cases: 1,
      },
    ];
    expect(await ask(street)).toEqual(expected);
    expect(await ask(await addOffice('通州区中心', 'districtCentre', '通州区'))).toEqual(expected);
    expect(await ask(await addOffice('市中心', 'cityCentre', '东城区'))).toEqual(expected);
    expect(await ask(await addOffice('朝阳区中心', 'districtCentre'))).toEqual([]);
    expect(await ask(other)).toEqual([]);
  });

  it('administration: a district adds and administers offices of its district, and nobody ends his own rights', async () => {
    const district = await addOffice('大兴区中心', 'districtCentre', '大兴区');
    const desk = await seat(district, 'A', ['administrator']);
    const made = await desk.ask('POST', '/v1/administration/offices', {
      name: '某镇',
      kind: 'subdistrict',
      district: '大兴区',
    });
    const { officeId } = made.value;
    const overview = await desk.ask('GET', `/v1/administration?officeId=${officeId}`);
    expect(overview.value).toMatchObject({ officeId, mayAddOffices: true, people: [], desks: [] });
    for (const body of [
      { name: '某街道', kind: 'subdistrict', district: '朝阳区' },
      { name: '又一个市中心', kind: 'cityCentre', district: '大兴区' },
    ]) {
      const refused = await desk.ask('POST', '/v1/administration/offices', body);
      expect([refused.status, refused.value.code]).toEqual([403, 'sync.notYourOffice']);
    }
    const self = { officeId: district, personId: desk.accountId };
    for (const [path, body] of [
      ['revocations', self],
      ['revocations', { officeId: district, deskId: desk.deskId }],
      ['roles', { ...self, roles: ['mediator'] }],
    ] as const) {
      const refused = await desk.ask('POST', `/v1/administration/${path}`, body);
      expect([refused.status, refused.value.code]).toEqual([409, 'sync.notYourself']);
    }
  });

  it('administration: a new password counts at the next sign-in, the former one no more', async () => {
    const officeId = await addOffice('戊街道');
    const administrator = await seat(officeId, 'A', ['administrator']);
    const person = await seat(officeId, 'B', ['mediator']);
    const password = 'another long password';
    const order = { officeId, personId: person.accountId, password };
    expect((await administrator.ask('POST', '/v1/administration/passwords', order)).status).toBe(200);
    expect((await person.signIn()).value.code).toBe('sync.passwordWrong');
    expect((await person.signIn(password)).status).toBe(200);
  });
}
