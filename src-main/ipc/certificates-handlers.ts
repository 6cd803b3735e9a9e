import { CertificateOverview, RegisterSaved } from '../../shared/contract/certificates.ts';
import type { DeskHandlers } from '../../shared/contract/desk-api.ts';
import { Done } from '../../shared/contract/ipc.ts';
import type { OpenDesk } from '../open-desk.ts';

/** Answers the channels of `certificates`: one's own from what came by sync, the office's from the server. */
export function createCertificatesHandlers(parts: {
  readonly getOpenDesk: () => OpenDesk;
}): DeskHandlers['certificates'] {
  const order = (path: string, body: unknown) =>
    parts.getOpenDesk().sync.ask(Done, { method: 'POST', path: `/v1/administration/${path}`, body });
  return {
    standing: () => parts.getOpenDesk().certificates.standing(),
    trust: () => parts.getOpenDesk().certificates.trust(),
    tokens: () => parts.getOpenDesk().tokens.list(),
    chooseTokenLibrary: async () => {
      await parts.getOpenDesk().tokens.chooseLibrary();
      return {};
    },
    request: ({ capacity, pin, tokenSerial }) =>
      parts.getOpenDesk().certificates.request(capacity, pin, tokenSerial),
    overview: ({ officeId }) => {
      const query = officeId === undefined ? '' : `?officeId=${encodeURIComponent(officeId)}`;
      const path = `/v1/administration/certificates${query}`;
      return parts.getOpenDesk().sync.ask(CertificateOverview, { method: 'GET', path });
    },
    saveRegisterEntry: (body) =>
      parts.getOpenDesk().sync.ask(RegisterSaved, {
        method: 'POST',
        path: '/v1/administration/register',
        body,
      }),
    suspend: (body) => order('suspensions', body),
    revokeRegistration: (body) => order('register-revocations', body),
    decideRequest: (body) => order('certificate-decisions', body),
    revokeCertificate: (body) => order('certificate-revocations', body),
  };
}
