import type { DeskHandlers } from '../../shared/contract/desk-api.ts';
import { CodedError } from '../../shared/contract/ipc.ts';
import type { PersonSettings, SessionStatus } from '../../shared/contract/session.ts';
import { demoMediator, demoOffice, demoPin } from '../demo-office.ts';
import type { OpenDesk } from '../desk.ts';
import type { Session } from '../session/session.ts';
import { saveMediator } from '../store/mediators.ts';

/** Answers the channels of `session`: the only ones that work before the desk is unlocked. */
export function createSessionHandlers(parts: {
  readonly session: Session;
  readonly open: () => Promise<void>;
  readonly shut: () => Promise<void>;
  readonly touch: () => void;
  readonly getOpenDesk: () => OpenDesk;
  readonly findBlock: () => string | null;
  readonly clearBlock: () => void;
  readonly isKeyringUsed: () => boolean;
  readonly restoreBackup: (dataKey: Uint8Array) => Promise<string>;
  readonly autoLockMinutes: number;
}): DeskHandlers['session'] {
  const { session } = parts;
  /** The key of a desk whose store would not open, for restoring a copy right after. */
  let keyForRestoring: Buffer | null = null;

  const status = async (): Promise<SessionStatus> => {
    const base = {
      officeName: null,
      deskLetter: null,
      isDemo: false,
      people: [],
      person: null,
      draftKey: null,
      isKeyringUsed: parts.isKeyringUsed(),
      autoLockMinutes: parts.autoLockMinutes,
    };
    try {
      const vault = await session.findVault();
      if (vault === null) return { ...base, state: 'needsSetUp', blockedBy: null };
      const unlocked = session.unlocked();
      const people = vault.people.map(({ id, name }) => ({ id, name }));
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

  const openKeepingKey = async (): Promise<void> => {
    const key = session.unlocked()?.dataKey;
    const copy = key === undefined ? null : Buffer.from(key);
    try {
      await parts.open();
      copy?.fill(0);
      keyForRestoring = null;
    } catch (error) {
      keyForRestoring = copy;
      throw error;
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
    const { recoveryKey } = await session.setUp({ office, deskLetter, personName: person.name, pin, isDemo });
    await openKeepingKey();
    await recordMediator(session.unlocked()?.personId ?? '', person);
    return recoveryKey;
  };

  return {
    status,
    setUp: async ({ office, deskLetter, person, pin }) => ({
      recoveryKey: await setUp(office, deskLetter, person, pin, false),
    }),
    setUpDemo: async () => ({
      recoveryKey: await setUp(demoOffice, 'A', demoMediator, demoPin, true),
      pin: demoPin,
    }),
    unlock: async ({ personId, pin }) => {
      parts.clearBlock();
      await session.unlock(personId, pin);
      await openKeepingKey();
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
      await session.recover(recoveryKey, personId, newPin);
      await openKeepingKey();
      return status();
    },
    checkRecoveryKey: async ({ recoveryKey }) => ({ isRight: await session.isRecoveryKeyRight(recoveryKey) }),
    restoreBackup: async () => {
      if (keyForRestoring === null) throw new CodedError('session.locked');
      const restoredFrom = await parts.restoreBackup(keyForRestoring);
      keyForRestoring.fill(0);
      keyForRestoring = null;
      parts.clearBlock();
      return { restoredFrom };
    },
  };
}
