import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { z } from 'zod';
import { CodedError } from '../../shared/contract/ipc.ts';
import {
  Challenge,
  challengeText,
  Directory,
  EnrolmentAnswer,
  type FormerKey,
  Role,
  type SignIn,
  SyncSession,
} from '../../shared/contract/sync.ts';
import type { ActionSigner, StoredAction } from '../../shared/record/action.ts';
import { isConfidential } from './centre-address.ts';
import { createServerClient, type LineParts, type ServerClient, SyncFailure } from './server-client.ts';
import type { SyncSettings } from './sync-settings.ts';

/** Who sits at this desk, with the keys that answer the server. */
export type SyncPerson = {
  readonly deskId: string;
  readonly deskLetter: string;
  readonly localOfficeId: string;
  readonly personId: string;
  readonly personName: string;
  readonly publicKey: string;
  readonly formerKeys: readonly { readonly fingerprint: string; readonly publicKey: string }[];
  readonly signer: ActionSigner;
};

/** What a person types to sign in at the centre. */
export type AccountSignIn = Pick<SignIn, 'account' | 'password'> & {
  readonly isSamePerson?: boolean | undefined;
};

/** What the desk was told when it was enrolled, with the desk's own key; lies in the encrypted store. */
export const Enrolled = z.object({
  address: z.string(),
  officeId: z.string(),
  officeName: z.string(),
  /** Ed25519, PKCS#8 DER, base64. */
  deskKey: z.string(),
});
export type Enrolled = z.infer<typeof Enrolled>;

const Roles = z.array(Role);
/** Milliseconds. */
const probePatience = 1_500;

/** The desk's standing with the central server: enrolment, sign-in, sessions by keys, the directory. */
export function createSyncAccount(parts: {
  readonly settings: SyncSettings;
  readonly person: SyncPerson;
  readonly line?: LineParts;
  /** Any action of this desk that a key has signed. */
  readonly findSignedBy: (fingerprint: string) => Promise<StoredAction | null>;
}) {
  const { settings, person } = parts;
  let session: SyncSession | null = null;
  const clientOf = (address: string): ServerClient => createServerClient(address, parts.line);

  const getEnrolled = async (): Promise<Enrolled> => {
    const enrolled = await settings.find('sync.enrolled', Enrolled);
    if (enrolled === null) throw new CodedError('sync.notEnrolled');
    return enrolled;
  };

  /** Kept before it is told: when the answer to an enrolment is lost, the same code and key are asked once more. */
  const getDeskKey = async (): Promise<string> => {
    const kept = await settings.find('sync.deskKey', z.string());
    if (kept !== null) return kept;
    const { privateKey } = generateKeyPairSync('ed25519');
    const fresh = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
    await settings.save('sync.deskKey', fresh);
    return fresh;
  };

  const answerChallenge = async (client: ServerClient, enrolled: Enrolled) => {
    const { nonce } = await client.ask(Challenge, { method: 'POST', path: '/v1/challenges' });
    const text = challengeText(nonce, person.deskId, person.personId);
    return {
      deskId: person.deskId,
      personId: person.personId,
      nonce,
      deskSignature: sign(null, Buffer.from(text, 'utf8'), readDeskKey(enrolled.deskKey)).toString('base64'),
      fingerprint: person.signer.fingerprint,
      personSignature: person.signer.sign(text),
    };
  };
  /** A key that signed nothing needs no place at the server. */
  const listFormerKeys = async (): Promise<FormerKey[]> => {
    const found: FormerKey[] = [];
    for (const { fingerprint, publicKey } of person.formerKeys) {
      const signed = await parts.findSignedBy(fingerprint);
      if (signed !== null) found.push({ publicKey, header: signed.header, signature: signed.signature });
    }
    return found;
  };
  const keep = async (opened: SyncSession): Promise<SyncSession> => {
    session = opened;
    await settings.save(`sync.roles:${person.personId}`, opened.roles);
    return opened;
  };
  const openSession = async (): Promise<SyncSession> => {
    const enrolled = await getEnrolled();
    const client = clientOf(enrolled.address);
    const body = await answerChallenge(client, enrolled);
    return keep(await client.ask(SyncSession, { method: 'POST', path: '/v1/sessions', body }));
  };
  /** The server was restored from a backup that is older than this desk's enrolment. */
  const isForgotten = (): Promise<boolean> =>
    openSession().then(
      () => false,
      (error: unknown) => error instanceof SyncFailure && error.code === 'sync.deskUnknown',
    );
  let opening: Promise<SyncSession> | null = null;
  /**
   * A session lasts until the server says that it ended: this desk's clock may be a year wrong. Whoever asks while one is
   * being opened waits for that: of many, the server would end the oldest, which others had just begun to use.
   */
  const getSession = async (): Promise<SyncSession> => {
    if (session !== null) return session;
    opening ??= openSession().finally(() => {
      opening = null;
    });
    return opening;
  };

  return {
    findEnrolled: () => settings.find('sync.enrolled', Enrolled),

    /** Asks whether it is the server that answers: its refusal without a session is one. Throws SyncFailure else. */
    probe: async (): Promise<void> => {
      const client = clientOf((await getEnrolled()).address);
      const question = { method: 'GET', path: '/v1/directory' } as const;
      const answered = await client.open(question, AbortSignal.timeout(probePatience)).catch(isRefusal);
      if (answered === true) return;
      await answered.body?.cancel();
      throw new SyncFailure('offline', 'sync.notTheCentre');
    },

    /** Roles as the server told them last; null before the first sign-in, when the desk is its own master. */
    findRoles: () => settings.find(`sync.roles:${person.personId}`, Roles),

    enrol: async (address: string, code: string): Promise<Enrolled> => {
      const former = await settings.find('sync.enrolled', Enrolled);
      if (former !== null && !(await isForgotten())) throw new CodedError('sync.deskKnown');
      if (!isConfidential(address)) throw new CodedError('sync.addressOpen');
      const deskKey = await getDeskKey();
      const client = clientOf(address);
      const answer = await client.ask(EnrolmentAnswer, {
        method: 'POST',
        path: '/v1/enrolments',
        body: {
          code,
          deskId: person.deskId,
          deskLetter: person.deskLetter,
          deskPublicKey: createPublicKey(readDeskKey(deskKey))
            .export({ type: 'spki', format: 'der' })
            .toString('base64'),
          localOfficeId: person.localOfficeId,
          officeId: former?.officeId,
        },
      });
      const enrolled: Enrolled = { address, ...answer, deskKey };
      await settings.save('sync.enrolled', enrolled);
      return enrolled;
    },

    signIn: async ({ account, password, isSamePerson }: AccountSignIn): Promise<SyncSession> => {
      const enrolled = await getEnrolled();
      const client = clientOf(enrolled.address);
      const body = {
        ...(await answerChallenge(client, enrolled)),
        account,
        password,
        personPublicKey: person.publicKey,
        formerPublicKeys: person.formerKeys.map((key) => key.publicKey),
        formerKeys: await listFormerKeys(),
        personName: person.personName,
        isSamePerson,
      };
      return keep(await client.ask(SyncSession, { method: 'POST', path: '/v1/sign-ins', body }));
    },

    /**
     * Runs one piece of work with a client and a token; a session that ended meanwhile is opened anew once, by the
     * keys alone.
     */
    withSession: async <Result>(
      work: (client: ServerClient, token: string) => Promise<Result>,
    ): Promise<Result> => {
      const client = clientOf((await getEnrolled()).address);
      const { token } = await getSession();
      try {
        return await work(client, token);
      } catch (error) {
        if (!(error instanceof SyncFailure) || error.code !== 'sync.sessionEnded') throw error;
        // Another may have noticed it before.
        if (session?.token === token) session = null;
        return work(client, (await getSession()).token);
      }
    },

    findDirectory: () => settings.find('sync.directory', Directory),
    saveDirectory: (directory: Directory) => settings.save('sync.directory', directory),
  };
}

/** True of a refusal by the centre; throws whatever else went wrong. */
function isRefusal(error: unknown): true {
  if (error instanceof SyncFailure && error.kind === 'refused') return true;
  throw error;
}

function readDeskKey(base64: string): KeyObject {
  return createPrivateKey({ key: Buffer.from(base64, 'base64'), type: 'pkcs8', format: 'der' });
}

export type SyncAccount = ReturnType<typeof createSyncAccount>;
