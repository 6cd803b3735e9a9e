import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Desk } from '../../src-main/desk.ts';
import { openPinnedLine } from '../../src-main/sync/pinned-line.ts';
import { createServerClient } from '../../src-main/sync/server-client.ts';
import type { SyncSettings } from '../../src-main/sync/sync-settings.ts';
import { openPlainDesk } from '../fixtures/plain-desk.ts';
import { plainOffice } from '../fixtures/plain-office.ts';
import { makeCertificate } from '../fixtures/self-signed.ts';
import { startServer, subdistrict } from '../server/parties.ts';
import { until } from './desk-process.ts';

/** 中心证书: whom a desk takes for the centre, over real TLS (ARCHITECTURE 7, CRITERIA H). */
const folder = mkdtempSync(join(tmpdir(), 'pinned-line-'));
const [own, other] = [makeCertificate(folder, 'own'), makeCertificate(folder, 'other')];
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The encrypted store's settings as a list; a real store keeps them in the desk's test below. */
function listedSettings(): SyncSettings {
  const kept = new Map<string, unknown>();
  return {
    find: async (id, shape) => shape.safeParse(kept.get(id)).data ?? null,
    save: async (id, value) => void kept.set(id, value),
  };
}

describe('a line with a chosen authority', () => {
  const centre = createServer(
    { key: own.key, cert: own.cert },
    (_request, response) => void response.end('{"isCentre":true}'),
  );
  const asked = async (settings: SyncSettings) => {
    const line = await openPinnedLine(settings, fetch);
    const client = createServerClient(`https://127.0.0.1:${(centre.address() as AddressInfo).port}`, line);
    return client.ask(z.object({ isCentre: z.boolean() }), { method: 'POST', path: '/', body: {} });
  };
  const chosen = async (certificate: string): Promise<SyncSettings> => {
    const settings = listedSettings();
    await (await openPinnedLine(settings, fetch)).choose(readFileSync(certificate));
    return settings;
  };
  const usual = getCACertificates();
  beforeAll(async () => {
    await new Promise<void>((done) => centre.listen(0, '127.0.0.1', done));
    // As on a PC whose system trusts the one who answers.
    setDefaultCACertificates([...usual, own.cert.toString()]);
  });
  afterAll(() => {
    setDefaultCACertificates(usual);
    centre.close();
  });

  it('takes nobody else for the centre, whomever the system trusts, also after a restart', async () => {
    expect(await asked(listedSettings())).toEqual({ isCentre: true });
    expect(await asked(await chosen(own.files.certificate))).toEqual({ isCentre: true });
    await expect(asked(await chosen(other.files.certificate))).rejects.toMatchObject({
      code: 'sync.certificateUntrusted',
    });
  });

  it('keeps what it had when the file is no certificate', async () => {
    const settings = await chosen(other.files.certificate);
    const line = await openPinnedLine(settings, fetch);
    await expect(line.choose(Buffer.from('not one'))).rejects.toMatchObject({
      code: 'sync.authorityMalformed',
    });
    await expect(asked(settings)).rejects.toMatchObject({ code: 'sync.certificateUntrusted' });
  });
});

it('a desk whose person has chosen the centre’s certificate does everything over it, and nothing over another', async () => {
  const server = await startServer(null, { tls: own.files });
  const dataFolder = join(folder, 'desk');
  let file: string | null = null;
  const open = (): Promise<Desk> =>
    openPlainDesk(dataFolder, {
      ...{ slowHashMemory: 1024, pauses: { polling: 300, retry: 300 } },
      chooseFile: async () => file,
    });
  let desk = await open();
  const { session, sync, cases } = desk.handlers;
  const person = { name: '李梅', certificateNumber: '', validFrom: null, validTo: null };
  await session.setUp({ office: plainOffice, deskLetter: 'A', person, pin: '246813' });
  const officeId = await server.administration.addOffice(subdistrict);
  const account = { account: 'limei', password: 'correct horse battery' };
  await server.administration.addPerson(officeId, { name: '李梅', roles: ['mediator'], ...account });
  const { code } = await server.administration.makeEnrolmentCode(officeId);
  const enrol = () => sync.enrol({ address: server.address, code });
  await expect(enrol()).rejects.toMatchObject({ code: 'sync.certificateUntrusted' });
  writeFileSync(join(folder, 'letter.txt'), '某街道办事处');
  file = join(folder, 'letter.txt');
  await expect(sync.chooseAuthority({})).rejects.toMatchObject({ code: 'sync.authorityMalformed' });
  file = null;
  expect((await sync.chooseAuthority({})).authority).toBeNull();
  file = own.files.certificate;
  expect((await sync.chooseAuthority({})).authority).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  await enrol();
  await sync.signIn(account);
  await cases.create({ openedOn: '2026-04-13', externalNumber: null });
  await until('all is sent', async () => (await sync.status({})).state === 'allSent');
  await desk.close();

  desk = await open();
  const { people } = await desk.handlers.session.status({});
  await desk.handlers.session.unlock({ personId: people[0]?.id ?? '', pin: '246813' });
  const status = () => desk.handlers.sync.status({});
  await until('it is in contact', async () => (await status()).lastContactAt !== null);
  file = other.files.certificate;
  await desk.handlers.sync.chooseAuthority({});
  await desk.handlers.cases.create({ openedOn: '2026-04-14', externalNumber: null });
  await until('it is said', async () => (await status()).trouble === 'sync.certificateUntrusted');
  expect((await status()).waiting).toBeGreaterThan(0);
  file = own.files.certificate;
  await desk.handlers.sync.chooseAuthority({});
  await until('all is sent', async () => (await status()).waiting === 0);
  await desk.close();
  await server.end();
});
