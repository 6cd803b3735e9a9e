import type { SafeStorage } from 'electron';
import type { Keyring } from '../session/keyring.ts';

/** The system's keyring through Electron. On Linux `basic_text` is a fixed password, so it counts as none. */
export function createSystemKeyring(safeStorage: SafeStorage, platform: NodeJS.Platform): Keyring {
  const backend = () => (platform === 'linux' ? safeStorage.getSelectedStorageBackend() : platform);
  return {
    backend,
    isAvailable: () => safeStorage.isEncryptionAvailable() && !['basic_text', 'unknown'].includes(backend()),
    seal: (secret) => safeStorage.encryptString(Buffer.from(secret).toString('base64')),
    open: (sealed) => new Uint8Array(Buffer.from(safeStorage.decryptString(Buffer.from(sealed)), 'base64')),
  };
}
