/** @param rootCertificates DER or PEM */
export function buildVerifierPage(rootCertificates: readonly Uint8Array[]): Promise<string>;
