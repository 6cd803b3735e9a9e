import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { foundAuthority } from './certificates/authority.ts';
import type { Server } from './server.ts';
import type { ServerSettings } from './settings.ts';

/** What a demo desk needs to be enrolled by itself; written beside the demo's data. Everything in it is invented. */
export type DemoAccess = {
  readonly address: string;
  readonly code: string;
  readonly account: string;
  readonly password: string;
};

type Entry = Parameters<Server['register']['saveEntry']>[0]['entry'];

/** Whose demo it is: the office and the mediator at its desk. */
export type DemoPeople = {
  readonly officeName: string;
  readonly district: string;
  readonly mediator: { readonly name: string; readonly certificateNumber: string };
};

/** The office that a desk sets up for trying out (src-main/demo-office.ts). */
const standardPeople: DemoPeople = {
  officeName: '北京市朝阳区柳荫庄街道劳动人事争议调解委员会',
  district: '朝阳区',
  mediator: { name: '郭秀岚', certificateNumber: '京劳人调证字第20240317号' },
};
const account = 'demo-mediator';
const password = 'demo-password';
/** Published: what this authority issues proves nothing. */
const passphrase = 'demo-passphrase';
const approvalPause = 1_000;

/** The demo's settings with an authority of its own, founded at the first start. Its root key is kept nowhere. */
export async function withDemoAuthority(
  settings: ServerSettings,
  { officeName }: DemoPeople = standardPeople,
): Promise<ServerSettings> {
  const file = join(settings.dataFolder, 'demo-authority.json');
  if (!existsSync(file)) {
    const { authority } = await foundAuthority({
      organisation: `${officeName}（演示）`,
      passphrases: { root: 'demo-root-passphrase', server: passphrase },
      now: new Date(),
    });
    mkdirSync(settings.dataFolder, { recursive: true });
    writeFileSync(file, JSON.stringify(authority), { mode: 0o600 });
  }
  return { ...settings, authority: { file, passphrase } };
}

/**
 * Gives the demo server its two offices, a mediator and a fresh one-time code for a desk. Repeated, it only makes a
 * new code. Never called where an office keeps data.
 */
export async function seedDemo(
  server: Server,
  address: string,
  dataFolder: string,
  demo: DemoPeople = standardPeople,
): Promise<DemoAccess> {
  const found = await server.administration.findOffice(demo.officeName);
  const officeId = found ?? (await begin(server, demo));
  await seedRegister(server, officeId, demo);
  const { code } = await server.administration.makeEnrolmentCode(officeId);
  const access: DemoAccess = { address, code, account, password };
  writeFileSync(join(dataFolder, 'demo-access.json'), JSON.stringify(access), { mode: 0o600 });
  // What fails in one round is approved in the next.
  setInterval(() => void approveRequests(server, officeId).catch(() => {}), approvalPause).unref();
  return access;
}

async function begin(server: Server, { officeName, district, mediator }: DemoPeople): Promise<string> {
  const officeId = await server.administration.addOffice({
    name: officeName,
    kind: 'subdistrict',
    district,
  });
  await server.administration.addOffice({
    name: '北京市朝阳区劳动人事争议调解中心',
    kind: 'districtCentre',
    district: '朝阳区',
  });
  await server.administration.addPerson(officeId, {
    name: mediator.name,
    account,
    password,
    roles: ['registrar', 'mediator', 'officeHead', 'archivist'],
  });
  return officeId;
}

/** The demo's mediator, and the seal that she keeps. */
async function seedRegister(
  server: Server,
  officeId: string,
  { officeName, mediator }: DemoPeople,
): Promise<void> {
  const { register } = await server.register.overview(officeId);
  const { people } = await server.administration.staff(officeId);
  const personId = people.find((person) => person.account === account)?.id;
  if (register.length > 0 || personId === undefined) return;
  const common: Omit<Entry, 'capacity' | 'name' | 'certificateNumber' | 'issuer'> = {
    personId,
    employment: 'fullTime',
    trainings: [],
    appraisals: [],
    licensedFrom: null,
    licensedUntil: null,
    appointedFrom: null,
    appointedUntil: null,
  };
  const lines: readonly Entry[] = [
    {
      ...common,
      ...mediator,
      capacity: 'mediator',
      issuer: '北京市人力资源和社会保障局',
    },
    {
      ...common,
      capacity: 'organisation',
      name: `${officeName}（电子印章）`,
      certificateNumber: '',
      issuer: '',
    },
  ];
  for (const entry of lines) await server.register.saveEntry({ officeId, id: null, entry });
}

/** Nobody administers the demo: what is asked for there is approved by itself. */
async function approveRequests(server: Server, officeId: string): Promise<void> {
  const { requests, register } = await server.register.overview(officeId);
  for (const request of requests.filter((one) => one.state === 'open')) {
    const line = register.find(
      (one) => one.personId === request.personId && one.capacity === request.capacity,
    );
    if (line === undefined) continue;
    const approval = { decision: 'approve', requestId: request.id, registerId: line.id } as const;
    await server.register.decide({ personId: 'demo-administrator' }, { officeId, ...approval });
  }
}
