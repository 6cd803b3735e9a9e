import { describe } from 'vitest';
import { describeEntitlement } from './entitlement-suite.ts';
import { describeHandover } from './handover-suite.ts';
import { startServer } from './parties.ts';
import { describeRiskAttacks } from './risk-attacks-suite.ts';
import { describeServer } from './suite.ts';

describe('the central server on its embedded database', () => {
  describeServer(() => startServer());
  describe('who may do what with whose things', () => describeEntitlement(() => startServer()));
  describe('a file that is handed over', () => describeHandover(() => startServer()));
  describe('the register of risks, attacked', () => describeRiskAttacks(() => startServer()));
});
