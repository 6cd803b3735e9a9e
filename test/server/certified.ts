import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CertificateBook, SigningCapacity } from '../../shared/contract/certificates.ts';
import { blobPieceSize } from '../../shared/contract/sync.ts';
import { sealWithSm2 } from '../../shared/signatures/sm2.ts';
import { newDeskSigningKey, openDeskDevice, requestCertificate } from '../../src-main/signing/desk-device.ts';
import { signDocument } from '../../src-main/signing/pades.ts';
import { newDeskSm2Key, openDeskSm2Key } from '../../src-main/signing/sm2-key.ts';
import { type foundOffice, subjectOf } from '../signing/office.ts';
import { deskHeaders, type RunningServer, type TestDesk } from './parties.ts';

export const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The settings of a server with this authority, its record in a file as an operator keeps it. */
export function authoritySettings(office: Awaited<ReturnType<typeof foundOffice>>) {
  const file = join(mkdtempSync(join(tmpdir(), 'authority-')), 'authority.json');
  writeFileSync(file, JSON.stringify(office.authority), { mode: 0o600 });
  return { authority: { file, passphrase: office.passphrases.server } };
}

/** What an administrator writes into the register; everything may be given otherwise. */
export const registerEntry = (personId: string, change: Record<string, unknown> = {}) => ({
  capacity: 'mediator',
  personId,
  name: '王建国',
  certificateNumber: '京劳调证2024第0187号',
  issuer: '北京市人力资源和社会保障局',
  employment: 'fullTime',
  trainings: [],
  appraisals: [],
  licensedFrom: null,
  licensedUntil: null,
  appointedFrom: null,
  appointedUntil: null,
  ...change,
});

/** An administrator at the server's routes, without a window. */
export function createAdministrator(desk: TestDesk) {
  const { officeId } = desk;
  const order = (path: string, body: Record<string, unknown>) =>
    desk.ask('POST', `/v1/administration/${path}`, { officeId, ...body });
  const overview = async () => (await desk.ask('GET', '/v1/administration/certificates')).value;
  return {
    order,
    overview,
    register: async (entry: ReturnType<typeof registerEntry>, id: string | null = null): Promise<string> =>
      (await order('register', { id, entry })).value.id,
    /** Approves what this person asked for last. */
    approve: async (personId: string, registerId: string): Promise<{ status: number; value: unknown }> => {
      const { requests } = await overview();
      const open = requests.findLast(
        (one: { personId: string; state: string }) => one.personId === personId && one.state === 'open',
      );
      return order('certificate-decisions', { requestId: open?.id ?? '', decision: 'approve', registerId });
    },
  };
}

/** The keys of a mediator at a desk without a store, and what he does with them. */
export async function createCertified(server: RunningServer, desk: TestDesk, capacity: SigningCapacity) {
  const secret = randomBytes(32);
  const key = await newDeskSigningKey(secret);
  const sm2Key = newDeskSm2Key(secret);
  const sm2 = openDeskSm2Key(sm2Key, secret);
  const request = await requestCertificate(key, secret, subjectOf('自称的人', ''));
  const signer = { name: '王建国', certificateNumber: '' };
  const book = async (): Promise<CertificateBook> => (await desk.ask('GET', '/v1/certificates')).value;
  const own = async () => {
    const all = (await book()).certificates;
    const found = all.find((one) => one.keyFingerprint === sha256Of(Buffer.from(key.publicKey, 'base64')));
    if (found === undefined) throw new Error('no certificate was issued');
    return found;
  };
  return {
    own,
    book,
    publicKey: key.publicKey,
    ask: (change: Record<string, unknown> = {}) =>
      desk.ask('POST', '/v1/certificate-requests', {
        capacity,
        request: Buffer.from(request).toString('base64'),
        sm2Proof: sealWithSm2(request, sm2, signer),
        ...change,
      }),
    /** Signs; `at` is what the signer's clock says. */
    sign: async (pdf: Uint8Array, at = new Date().toISOString()): Promise<Uint8Array> => {
      const { authority } = await book();
      const chain = [(await own()).certificate, authority?.intermediate ?? ''];
      const device = openDeskDevice(
        key,
        secret,
        chain.map((one) => new Uint8Array(Buffer.from(one, 'base64'))),
      );
      return signDocument(pdf, device, { name: '王建国', reason: '', location: '', at });
    },
    seal: (finalised: Uint8Array) => sealWithSm2(finalised, sm2, signer),
    upload: (pdf: Uint8Array) => upload(server, desk, pdf),
  };
}
export type Certified = Awaited<ReturnType<typeof createCertified>>;

async function upload(server: RunningServer, desk: TestDesk, pdf: Uint8Array): Promise<void> {
  for (let offset = 0; offset < pdf.length; offset += blobPieceSize) {
    const response = await fetch(`${server.address}/v1/blobs/${sha256Of(pdf)}`, {
      method: 'PUT',
      headers: {
        ...deskHeaders(desk.token()),
        'content-type': 'application/octet-stream',
        'upload-offset': String(offset),
        'upload-length': String(pdf.length),
      },
      body: new Uint8Array(pdf.subarray(offset, offset + blobPieceSize)),
    });
    if (!response.ok) throw new Error(await response.text());
  }
}
