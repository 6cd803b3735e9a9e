/** Whatever can sign: the desk's own key, a token in a USB port, the server's time-stamping key. */
export type ContentSigner = {
  /** DER, the signer's own first, then each issuer's; the root may be left out. */
  readonly certificateChain: readonly Uint8Array[];
  /** RSASSA-PKCS1-v1_5 over the SHA-256 of the bytes: what every reader and token knows. */
  readonly sign: (data: Uint8Array) => Promise<Uint8Array>;
};

/** SHA-256 of the bytes, passed in: Node's or WebCrypto's. */
export type DigestSha256 = (data: Uint8Array) => Promise<Uint8Array>;
