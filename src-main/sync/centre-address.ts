/** This PC itself, where nobody listens in between: the demo's server. */
const ownPc = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether passwords and case files may go there: by HTTPS, or without leaving this PC. */
export function isConfidential(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && ownPc.test(hostname));
}
