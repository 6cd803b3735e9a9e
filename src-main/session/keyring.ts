/** The operating system's secret store for this login (safeStorage), or its absence. */
export type Keyring = {
  readonly isAvailable: () => boolean;
  /** Which store seals: 'gnome_libsecret', 'kwallet6', 'win32', 'darwin', ... */
  readonly backend: () => string;
  readonly seal: (secret: Uint8Array) => Uint8Array;
  /** Throws when this login cannot open what was sealed. */
  readonly open: (sealed: Uint8Array) => Uint8Array;
};

/** A machine without a keyring: the PIN alone wraps the key. */
export const noKeyring: Keyring = {
  isAvailable: () => false,
  backend: () => 'none',
  seal: () => {
    throw new Error('session.keyringMissing');
  },
  open: () => {
    throw new Error('session.keyringMissing');
  },
};
