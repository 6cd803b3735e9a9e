import type { ContentSigner } from '../../shared/signatures/signer.ts';

/**
 * What holds a mediator's signing key: the desk itself, or a token in the USB port. Opened with the PIN for
 * one signing and closed after it, so that no key stays usable in an unattended room.
 */
export type SignatureDevice = ContentSigner & {
  readonly kind: 'desk' | 'pkcs11';
  readonly close: () => Promise<void>;
};
