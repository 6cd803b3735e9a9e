import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { OfficeSettings, PersonSettings } from '../shared/contract/session.ts';

/** The office for trying out. Invented; its PIN is published and shown on the screen. */
export const demoPin = '135790';

export const demoOffice: OfficeSettings = {
  name: '北京市朝阳区柳荫庄街道劳动人事争议调解委员会',
  shortName: '朝柳',
  type: 'streetOrganisation',
  district: '朝阳区',
  districtCode: '110105',
  street: '柳荫庄街道',
  address: '北京市朝阳区柳荫庄南路18号街道便民服务中心二层调解室',
  phone: '010-55500131',
  officeHead: '吕建华',
  arbitrationCommission: '北京市朝阳区劳动人事争议仲裁委员会',
  court: '北京市朝阳区人民法院',
};

export const demoMediator: PersonSettings = {
  name: '郭秀岚',
  certificateNumber: '京劳人调证字第20240317号',
  validFrom: '2024-05-01',
  validTo: '2027-04-30',
};

/** How the demo desk enrols itself with the demo's own server (src-server/demo.ts writes it). */
export const DemoAccess = z.object({
  address: z.url(),
  code: z.string(),
  account: z.string(),
  password: z.string(),
});
export type DemoAccess = z.infer<typeof DemoAccess>;

/** Null without a demo server, or before it has written its file: the demo desk then works alone. */
export async function findDemoAccess(path: string): Promise<DemoAccess | null> {
  if (path === '') return null;
  try {
    return DemoAccess.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return null;
  }
}
