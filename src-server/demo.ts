import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Server } from './server.ts';

/** What a demo desk needs to be enrolled by itself; written beside the demo's data. Everything in it is invented. */
export type DemoAccess = {
  readonly address: string;
  readonly code: string;
  readonly account: string;
  readonly password: string;
};

const account = 'demo-mediator';
const password = 'demo-password';

/**
 * Gives the demo server its two offices, a mediator and a fresh one-time code for a desk. Repeated, it only makes a
 * new code. Never called where an office keeps data.
 */
export async function seedDemo(server: Server, address: string, dataFolder: string): Promise<void> {
  const found = await server.administration.findOffice('北京市朝阳区柳荫庄街道劳动人事争议调解委员会');
  const officeId = found ?? (await begin(server));
  const { code } = await server.administration.makeEnrolmentCode(officeId);
  const access: DemoAccess = { address, code, account, password };
  writeFileSync(join(dataFolder, 'demo-access.json'), JSON.stringify(access), { mode: 0o600 });
}

async function begin(server: Server): Promise<string> {
  const officeId = await server.administration.addOffice({
    name: '北京市朝阳区柳荫庄街道劳动人事争议调解委员会',
    kind: 'streetOrganisation',
    district: '朝阳区',
  });
  await server.administration.addOffice({
    name: '北京市朝阳区劳动人事争议调解中心',
    kind: 'districtCentre',
    district: '朝阳区',
  });
  await server.administration.addPerson(officeId, {
    name: '郭秀岚',
    account,
    password,
    // In the demo one person is the whole office.
    roles: ['registrar', 'mediator', 'officeHead', 'archivist', 'administrator'],
  });
  return officeId;
}
