import { generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';
import { rmSync } from 'node:fs';
import {
  challengeText,
  protocolHeader,
  type Role,
  type SyncSession,
  syncProtocolVersion,
} from '../../shared/contract/sync.ts';
import { type StoredAction, writeAction } from '../../shared/record/action.ts';
import { nextClock } from '../../shared/record/hybrid-clock.ts';
import { createSigner, newSigningKey, nodeHashing } from '../../src-main/session/signing-key.ts';
import { createServer } from '../../src-server/server.ts';
import type { ServerSettings } from '../../src-server/settings.ts';
import { openingOf } from '../fixtures/plain-office.ts';
import { newServerFolder } from './server-folder.ts';

/** A real server on a folder or database of its own, and desks that speak to it without a store or a window. */
export async function startServer(
  databaseUrl: string | null = null,
  {
    folder: givenFolder,
    now,
    ...settings
  }: { folder?: string; now?: () => number } & Partial<ServerSettings> = {},
) {
  const folder = givenFolder ?? (await newServerFolder(databaseUrl));
  const server = await createServer(
    {
      databaseUrl,
      dataFolder: folder,
      host: '127.0.0.1',
      port: 0,
      tls: null,
      logLevel: 'silent',
      ...settings,
    },
    now,
  );
  const address = await server.listen();
  return {
    ...server,
    address,
    folder,
    end: async () => {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type RunningServer = Awaited<ReturnType<typeof startServer>>;

/** What desks need of a server, in this process or another. */
export type AnyServer = {
  readonly address: string;
  readonly administration: Pick<RunningServer['administration'], 'makeEnrolmentCode' | 'addPerson'>;
};

/** An office as the tests add it where nobody looks at more than that it is one. */
export const subdistrict = { name: '甲街道', kind: 'subdistrict', district: '朝阳区' };

/** What every request of a desk carries; with a token also who asks. */
export const deskHeaders = (token?: string): Record<string, string> => ({
  [protocolHeader]: String(syncProtocolVersion),
  ...(token ? { authorization: `Bearer ${token}` } : {}),
});

/** A desk of an office with one person signed in, writing real signed actions. */
export async function createTestDesk(
  server: AnyServer,
  officeId: string,
  letter: string,
  roles: readonly Role[] = ['mediator'],
  claims: { readonly personId?: string; readonly localOfficeId?: string } = {},
) {
  const deskId = randomBytes(6).toString('hex');
  const personId = claims.personId ?? randomUUID();
  const deskPair = generateKeyPairSync('ed25519');
  const key = newSigningKey();
  const signer = createSigner(key.fingerprint, key.privateKey);
  const localOfficeId = claims.localOfficeId ?? randomUUID();
  const account = `account-${randomBytes(4).toString('hex')}`;
  const password = 'correct horse battery';
  const accountId = await server.administration.addPerson(officeId, {
    name: '某人',
    account,
    password,
    roles,
  });
  let session: SyncSession | null = null;
  let clock = '';

  const ask = async (method: string, path: string, body?: unknown, token = session?.token) => {
    const response = await fetch(`${server.address}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...deskHeaders(token),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, value: text ? JSON.parse(text) : {}, text };
  };
  const askForChallenge = () => ask('POST', '/v1/challenges');
  const answerChallenge = async (given?: string) => {
    const nonce: string = given ?? (await askForChallenge()).value.nonce;
    const text = challengeText(nonce, deskId, personId);
    return {
      deskId,
      personId,
      nonce,
      deskSignature: sign(null, Buffer.from(text), deskPair.privateKey).toString('base64'),
      fingerprint: key.fingerprint,
      personSignature: signer.sign(text),
    };
  };
  const enrol = async () => {
    const { code } = await server.administration.makeEnrolmentCode(officeId);
    return ask('POST', '/v1/enrolments', {
      code,
      deskId,
      deskLetter: letter,
      deskPublicKey: deskPair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
      localOfficeId,
    });
  };
  const signIn = async (typed = password, claims: object = {}) => {
    const answer = await ask('POST', '/v1/sign-ins', {
      ...(await answerChallenge()),
      account,
      password: typed,
      personPublicKey: key.publicKey,
      formerPublicKeys: [],
      ...claims,
    });
    if (answer.status === 200) session = answer.value;
    return answer;
  };
  const write = (
    recordId: string,
    type: string,
    body: unknown,
    after: readonly string[],
    change: Record<string, unknown> = {},
  ): StoredAction => {
    clock = nextClock(clock, Date.now(), deskId);
    return writeAction(
      {
        recordKind: 'case',
        recordId,
        type,
        version: 1,
        office: localOfficeId,
        desk: deskId,
        person: personId,
        at: new Date().toISOString(),
        clock,
        after,
        body,
        ...change,
      },
      nodeHashing,
      signer,
    );
  };
  return {
    deskId,
    personId,
    publicKey: key.publicKey,
    accountId,
    officeId,
    account,
    ask,
    enrol,
    signIn,
    answerChallenge,
    write,
    openSession: async () => {
      const challenge = await askForChallenge();
      if (challenge.status !== 200) return challenge;
      const answer = await ask('POST', '/v1/sessions', await answerChallenge(challenge.value.nonce));
      if (answer.status === 200) session = answer.value;
      return answer;
    },
    begin: async () => {
      await enrol();
      await signIn();
    },
    push: (actions: readonly unknown[]) => ask('POST', '/v1/actions', { actions }),
    pull: (after = 0, limit = 500) => ask('GET', `/v1/actions?after=${after}&limit=${limit}`),
    token: () => session?.token ?? '',
  };
}
export type TestDesk = Awaited<ReturnType<typeof createTestDesk>>;

/** The next thing that a live stream tells: its beats tell nothing. */
export async function readPastBeats(
  reader: { readonly read: () => Promise<{ readonly value?: string | undefined }> } | undefined,
): Promise<string | undefined> {
  for (;;) {
    const value = (await reader?.read())?.value;
    if (value === undefined || value.replaceAll(':\n\n', '') !== '') return value;
  }
}

/** A case with both parties, as a desk would send it. */
export function writeCase(desk: TestDesk, recordId: string, number = 'n'): StoredAction[] {
  const opened = desk.write(recordId, 'case.opened', openingOf(number), []);
  const parties = desk.write(
    recordId,
    'intake.recorded',
    {
      patches: [
        { kind: 'party', id: 'P1', fields: { side: 'applicant', name: '甲' } },
        { kind: 'party', id: 'P2', fields: { side: 'respondent', name: '乙' } },
      ],
    },
    [opened.id],
  );
  return [opened, parties];
}
