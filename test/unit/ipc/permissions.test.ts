import fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { caseActionTypes } from '../../../shared/case/actions.ts';
import { channelNames } from '../../../shared/contract/channel-names.ts';
import { Role } from '../../../shared/contract/sync.ts';
import {
  actionPermissions,
  channelPermissions,
  hasPermission,
  type Permission,
  permissions,
  permissionToWrite,
  routePermissions,
} from '../../../shared/directory/permissions.ts';
import { addGuard } from '../../../src-server/http/guard.ts';

describe('the permission table', () => {
  it('names every channel of the window, and no other', () => {
    const channels = Object.entries(channelNames).flatMap(([area, names]) =>
      names.map((name) => `${area}.${name}`),
    );
    expect(Object.keys(channelPermissions).sort()).toEqual(channels.sort());
  });

  it('names every type of action', () => {
    expect(Object.keys(actionPermissions).sort()).toEqual([...caseActionTypes].sort());
  });

  it('leaves open only enrolment, challenges, sign-in and what an operator watches', () => {
    const open = Object.entries(routePermissions).filter(([, permission]) => permission === 'anyone');
    expect(open.map(([route]) => route).sort()).toEqual([
      'GET /healthz',
      'GET /metrics',
      'GET /readyz',
      'POST /v1/challenges',
      'POST /v1/enrolments',
      'POST /v1/sessions',
      'POST /v1/sign-ins',
    ]);
  });

  it('keeps a route that it does not name from being added to the server', () => {
    const app = fastify({ exposeHeadRoutes: false });
    addGuard(app, {} as never);
    app.get('/v1/directory', async () => ({}));
    expect(() => app.get('/v1/unlisted', async () => ({}))).toThrow('server.permissionMissing');
    expect(() => app.delete('/v1/actions', async () => ({}))).toThrow('server.permissionMissing');
  });

  // Written out once more: who compares the server with the table takes whatever stands there for right.
  it.each([
    ['registrar', 'belong keepRisks readCases recordPaper registerCases signByCertificate'],
    [
      'mediator',
      'archive belong keepRisks mediate readCases recordPaper registerCases signByCertificate writeCaucusNotes',
    ],
    [
      'officeHead',
      'archive belong handOver keepRecoveryKey keepRisks keepTables mediate readCases readFigures recordPaper ' +
        'registerCases replaceWording signByCertificate',
    ],
    ['archivist', 'archive belong readCases recordPaper'],
    ['statistician', 'belong readFigures'],
    ['supervisor', 'belong readFigures'],
    ['administrator', 'administer belong keepTables readFigures replaceWording'],
  ] as const)('gives %s this and nothing else: %s', (role, given) => {
    const found = (Object.keys(permissions) as Permission[]).filter((one) => hasPermission([role], one));
    expect(found.sort().join(' ')).toBe(given);
  });

  it('asks the same of every route about case files, and of every route about the office', () => {
    const group = (routes: Readonly<Record<string, Permission | 'anyone'>>) =>
      Object.fromEntries(
        [...Map.groupBy(Object.entries(routes), ([, permission]) => permission)].map(([permission, of]) => [
          permission,
          of.map(([name]) => name).sort(),
        ]),
      );
    const { anyone: _open, administer = [], ...others } = group(routePermissions);
    expect(administer.every((route) => route.includes(' /v1/administration'))).toBe(true);
    expect(others).toEqual({
      belong: ['GET /v1/certificates', 'GET /v1/directory', 'GET /v1/live', 'POST /v1/actions'],
      readCases: [
        'GET /v1/actions',
        'GET /v1/blobs/:sha256',
        'GET /v1/receipts',
        'GET /v1/records/:recordId',
        'GET /v1/summaries',
        'HEAD /v1/blobs/:sha256',
        'POST /v1/digests',
      ],
      readFigures: ['GET /v1/figures'],
      recordPaper: ['PUT /v1/blobs/:sha256'],
      signByCertificate: ['POST /v1/certificate-requests'],
    });
    const { registerCases: _most, ...narrower } = group(actionPermissions);
    expect(narrower).toEqual({
      archive: ['case.archived'],
      handOver: ['case.handedOver'],
      mediate: [
        'acceptance.corrected',
        'action.withdrawn',
        'agreement.drafted',
        'case.reopened',
        'extension.agreed',
        'outcome.recorded',
      ],
      recordPaper: ['document.printed', 'document.signed', 'pack.exported', 'scan.recorded'],
      signByCertificate: ['document.signedByCertificate'],
    });
  });

  it('gives supervisors and statisticians figures and no case file', () => {
    for (const role of ['supervisor', 'statistician'] as const) {
      expect(hasPermission([role], 'readFigures')).toBe(true);
      for (const permission of [
        'readCases',
        'registerCases',
        'keepRisks',
        'mediate',
        'recordPaper',
        'archive',
        'writeCaucusNotes',
      ] as const) {
        expect(hasPermission([role], permission)).toBe(false);
      }
    }
  });

  it.each([
    ['registrar', true, true],
    ['mediator', true, true],
    ['officeHead', true, true],
    ['archivist', true, false],
    ['statistician', false, false],
    ['supervisor', false, false],
    ['administrator', false, false],
  ] as const)('the register of risks: %s reads it: %s, writes in it: %s', (role, reads, writes) => {
    for (const name of channelNames.risks) {
      const permission = channelPermissions[`risks.${name}`];
      if (permission === undefined || permission === 'anyone') throw new Error('open to anybody');
      const isReading = name === 'list' || name === 'open';
      expect([name, hasPermission([role], permission)]).toEqual([name, isReading ? reads : writes]);
    }
  });

  it('lets a registrar who keeps the seal sign by its certificate, and mediate nothing', () => {
    expect(channelPermissions['documents.signWithCertificate']).toBe('signByCertificate');
    expect(actionPermissions['document.signedByCertificate']).toBe('signByCertificate');
    expect(hasPermission(['registrar'], 'signByCertificate')).toBe(true);
    expect(hasPermission(['registrar'], 'mediate')).toBe(false);
    expect(
      hasPermission(['archivist', 'statistician', 'supervisor', 'administrator'], 'signByCertificate'),
    ).toBe(false);
  });

  it('takes as much to settle the terms of an agreement as to draft them', () => {
    const settling = (...kinds: readonly string[]) =>
      permissionToWrite('conflict.settled', {
        patches: kinds.map((kind) => ({ kind, id: '1', fields: {} })),
      });
    expect(settling('party', 'meeting')).toBe('registerCases');
    for (const kind of ['agreementTerms', 'obligation', 'enforcement'])
      expect(settling('party', kind)).toBe(actionPermissions['agreement.drafted']);
    expect(permissionToWrite('conflict.settled', 'nothing of this shape')).toBe('registerCases');
  });

  it('takes as much to fix an agreement as to draft it, and other papers only what registering takes', () => {
    expect(permissionToWrite('document.finalised', { form: 'agreement' })).toBe(
      actionPermissions['agreement.drafted'],
    );
    for (const form of ['acceptanceNotice', 'minutes', 'registrationForm'])
      expect(permissionToWrite('document.finalised', { form })).toBe('registerCases');
  });

  it('leaves who mediates to those who mediate: a decision put right, a challenge decided', () => {
    const writing = (type: 'meeting.recorded' | 'conflict.settled', fields: Record<string, unknown>) =>
      permissionToWrite(type, { patches: [{ kind: 'challenge', id: 'H1', fields }] });
    expect(permissionToWrite('acceptance.corrected', {})).toBe('mediate');
    for (const type of ['meeting.recorded', 'conflict.settled'] as const) {
      expect(writing(type, { raisedOn: '2026-04-20', reason: 'r', decision: null })).toBe('registerCases');
      expect(writing(type, { decision: 'granted' })).toBe('mediate');
      expect(writing(type, { replacement: { id: 'M2', name: '乙', role: 'mediator' } })).toBe('mediate');
    }
  });

  it('gives every role something, and administration to administrators alone', () => {
    for (const role of Role.options) {
      expect(hasPermission([role], 'belong')).toBe(true);
      expect(hasPermission([role], 'administer')).toBe(role === 'administrator');
    }
  });
});
