import { z } from 'zod';
import { AdministrationQuestion } from '../../shared/contract/administration.ts';
import {
  CertificateBook,
  CertificateOverview,
  CertificateRequest,
  CertificateRevocation,
  ReceiptAnswer,
  RegisterOrder,
  RegisterRevocation,
  RegisterSaved,
  RequestDecision,
  RequestTaken,
  SuspensionOrder,
} from '../../shared/contract/certificates.ts';
import { createOfficeScope } from './office-scope.ts';
import { type Route, route, type ServerParts } from './routes.ts';

/** A receipt is about 30 KB. */
const mostReceipts = 50;

/** Certificates: what desks are told and ask for, and what an administrator decides. */
export function createCertificateRoutes(parts: ServerParts): readonly Route[] {
  const { register, receipts } = parts;
  const { assertOver, officeOrder } = createOfficeScope(parts.listOfficesBelow);
  return [
    route({
      method: 'GET',
      path: '/v1/certificates',
      summary:
        'The authority, its revocation lists, the office’s register and certificates, one’s own requests',
      answer: CertificateBook,
      handle: ({ visitor }) => register.book(visitor),
    }),
    route({
      method: 'GET',
      path: '/v1/receipts',
      summary: 'Receipts for signed files after a sequence of the office’s feed',
      query: z.object({ after: z.coerce.number().int().min(0).default(0) }),
      answer: ReceiptAnswer,
      handle: ({ visitor, query }) => receipts(visitor, query.after, mostReceipts),
    }),
    route({
      method: 'POST',
      path: '/v1/certificate-requests',
      summary: 'Asks for a certificate for a key on this desk',
      body: CertificateRequest,
      answer: RequestTaken,
      handle: async ({ visitor, body }) => ({ requestId: await register.ask(visitor, body) }),
    }),
    route({
      method: 'GET',
      path: '/v1/administration/certificates',
      summary: 'Requests, register and certificates of an office',
      query: AdministrationQuestion,
      answer: CertificateOverview,
      handle: async ({ visitor, query }) => {
        const officeId = query.officeId ?? visitor.officeId;
        await assertOver(visitor, officeId);
        return register.overview(officeId);
      },
    }),
    officeOrder({
      path: '/v1/administration/register',
      summary: 'Adds a line to the register of mediators, or changes one',
      body: RegisterOrder,
      answer: RegisterSaved,
      obey: async (order) => ({ id: await register.saveEntry(order) }),
    }),
    officeOrder({
      path: '/v1/administration/suspensions',
      summary: 'Suspends somebody in the register, or ends the suspension',
      body: SuspensionOrder,
      obey: (order) => register.suspend(order),
    }),
    officeOrder({
      path: '/v1/administration/register-revocations',
      summary: 'Takes somebody’s standing as mediator, with all certificates',
      body: RegisterRevocation,
      obey: (order, visitor) => register.revokeEntry(visitor, order),
    }),
    officeOrder({
      path: '/v1/administration/certificate-decisions',
      summary: 'Approves or refuses a request; never one’s own',
      body: RequestDecision,
      obey: (order, visitor) => register.decide(visitor, order),
    }),
    officeOrder({
      path: '/v1/administration/certificate-revocations',
      summary: 'Revokes a certificate from a moment on',
      body: CertificateRevocation,
      obey: (order, visitor) => register.revokeCertificate(visitor, order),
    }),
  ];
}
