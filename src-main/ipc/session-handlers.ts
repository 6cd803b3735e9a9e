import type { DeskHandlers } from '../../shared/contract/desk-api.ts';
import { CodedError } from '../../shared/contract/ipc.ts';
import type { PersonSettings, SessionStatus } from '../../shared/contract/session.ts';
import { type DemoAccess, demoMediator, demoOffice, demoPin } from '../demo-office.ts';
import type { OpenDesk } from '../open-desk.ts';
import { newRecoveryKey } from '../session/recovery-key.ts';
import type { Session } from '../session/session.ts';
import { saveMediator } from '../store/mediators.ts';

/** Answers the channels of `session`: the only ones that work before the desk is unlocked. */
export function createSessionHandlers(parts: {
  readonly session: Session;
  /** Begins to load what opening needs, and to start the store's thread. */
  readonly prepare: () => void;
  /** Unlocks and opens what lies behind the PIN, when no other unlocking or locking is under way any more. */
  readonly open: <Result>(unlock: () => Promise<Result>) => Promise<Result>;
  readonly shut: () => Promise<void>;
  readonly touch: () => void;
  readonly getOpenDesk: () => OpenDesk;
  readonly findBlock: () => string | null;
  readonly clearBlock: () => void;
  readonly isKeyringUsed: () => boolean;
  readonly folderRisk: SessionStatus['folderRisk'];
  /** Needs an unlocking before that found the store damaged. */
  readonly restoreBackup: () => Promise<string>;
  readonly autoLockMinutes: number;
  readonly demoAccess: DemoAccess | null;
}): DeskHandlers['session'] {
  const { session } = parts;

  const status = async (): Promise<SessionStatus> => {
    const base = {
      officeName: null,
      deskLetter: null,
      isDemo: false,
      people: [],
      person: null,
      draftKey: null,
      isKeyringUsed: parts.isKeyringUsed(),
      folderRisk: parts.folderRisk,
      autoLockMinutes: parts.autoLockMinutes,
    };
    try {
      const vault = await session.findVault();
      if (vault === null) return { ...base, state: 'needsSetUp', blockedBy: null };
      const unlocked = session.unlocked();
      // Before the PIN only masked names are there to be offered.
      const names = unlocked?.details.names ?? {};
      const people = vault.people.map(({ id, name, isRevoked = false }) => ({
        id,
        name: names[id] ?? name,
        isRevoked,
      }));
      const blockedBy = parts.findBlock();
      return {
        ...base,
        state: blockedBy !== null ? 'blocked' : unlocked === null ? 'locked' : 'unlocked',
        blockedBy,
        officeName: vault.office.name,
        deskLetter: vault.desk.letter,
        isDemo: vault.isDemo,
        people,
        person: people.find((one) => one.id === unlocked?.personId) ?? null,
        draftKey: unlocked === null ? null : unlocked.draftKey.toString('base64'),
      };
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      return { ...base, state: 'blocked', blockedBy: error.code };
    }
  };

  const recordMediator = async (id: string, person: PersonSettings): Promise<void> => {
    await saveMediator(parts.getOpenDesk().store, { id, ...person });
  };

  const setUp = async (
    office: typeof demoOffice,
    deskLetter: string,
    person: PersonSettings,
    pin: string,
    isDemo: boolean,
  ): Promise<string> => {
    const order = { office, deskLetter, personName: person.name, pin, isDemo };
    let recoveryKey = '';
    try {
      await parts.open(async () => {
        recoveryKey = (await session.setUp(order)).recoveryKey;
      });
      await recordMediator(session.unlocked()?.personId ?? '', person);
    } catch (error) {
      // The vault stands, and its recovery key is shown this once; what keeps the desk shut is said after it.
      if (recoveryKey === '') throw error;
    }
    return recoveryKey;
  };

  /** The demo is whole without its server; it only shows less. */
  const joinDemoServer = async (): Promise<void> => {
    if (parts.demoAccess === null) return;
    const { address, code, account, password } = parts.demoAccess;
    const { sync } = parts.getOpenDesk();
    try {
      if (sync.roles() === null) await sync.enrol(address, code);
      await sync.signIn({ account, password });
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
    }
  };

  return {
    status,
    setUp: async ({ office, deskLetter, person, pin }) => ({
      recoveryKey: await setUp(office, deskLetter, person, pin, false),
    }),
    setUpDemo: async () => {
      const recoveryKey = await setUp(demoOffice, 'A', demoMediator, demoPin, true);
      await joinDemoServer();
      return { recoveryKey, pin: demoPin };
    },
    unlock: async ({ personId, pin }) => {
      parts.clearBlock();
      const unlocked = parts.open(() => session.unlock(personId, pin));
      // While the slow hash is computed.
      parts.prepare();
      await unlocked;
      const opened = await status();
      // The demo's server went away in the middle of its first run: nobody knows its password.
      if (!opened.isDemo || parts.getOpenDesk().sync.roles()?.length !== 0) return opened;
      await joinDemoServer();
      return status();
    },
    lock: async () => {
      await parts.shut();
      return {};
    },
    touch: async () => {
      parts.touch();
      return {};
    },
    addPerson: async ({ person, pin }) => {
      parts.getOpenDesk();
      const personId = await session.addPerson(person.name, pin);
      await recordMediator(personId, person);
      return { personId };
    },
    changePin: async ({ oldPin, newPin }) => {
      await session.changePin(oldPin, newPin);
      return {};
    },
    recover: async ({ recoveryKey, personId, newPin }) => {
      parts.clearBlock();
      await parts.open(() => session.recover(recoveryKey, personId, newPin));
      // Whoever holds the office head's key stands for the office where no server can be asked.
      await parts.getOpenDesk().sync.renewGrace();
      return status();
    },
    checkRecoveryKey: async ({ recoveryKey }) => ({ isRight: await session.isRecoveryKeyRight(recoveryKey) }),
    newRecoveryKey: async () => ({ recoveryKey: newRecoveryKey() }),
    replaceRecoveryKey: async ({ recoveryKey, pin }) => {
      await session.replaceRecoveryKey(recoveryKey, pin);
      return {};
    },
    restoreBackup: async () => ({ restoredFrom: await parts.restoreBackup() }),
  };
}
