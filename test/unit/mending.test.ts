import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { entitySchemas } from '../../shared/case/entities.ts';
import { findMendingPlace } from '../../src-renderer/agreement/mending.ts';
import { sectionIds } from '../../src-renderer/casepage/section-ids.ts';

const folder = join(import.meta.dirname, '../../shared/law/agreement-checks');
const source = readdirSync(folder)
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n');

describe('a finding of the agreement checks', () => {
  it('has a way to the screen that mends it, whatever it is about', () => {
    const kinds = ['party', 'agent', 'claim', 'collective', 'agreementTerms', 'obligation', 'mediator'];
    for (const kind of kinds) {
      const place = findMendingPlace({ rule: 'any', path: { kind, id: 'x', field: 'name' } });
      expect(sectionIds, kind).toContain(place?.section);
    }
    for (const [, kind = ''] of source.matchAll(/kind: '(\w+)', id/g))
      expect([...kinds, 'party']).toContain(kind);
  });

  it('names a field that the entity has', () => {
    for (const [, kind = '', field = ''] of source.matchAll(/at\('(\w+)', [^,]+, '(\w+)'\)/g)) {
      if (kind === 'mediator') continue;
      expect(Object.keys(entitySchemas[kind as keyof typeof entitySchemas].shape), kind).toContain(field);
    }
  });

  it('about something that is not there leads to the button that begins it', () => {
    // Without signatures these are all the rules that name no field.
    const rules = [...source.matchAll(/finding\(\s*'(\w+)',\s*'\w+',\s*[^,]+,\s*null/g)].map(
      ([, rule = '']) => rule,
    );
    const afterSigning = [
      'partyNotSigned',
      'thirdPartyNotSigned',
      'mediatorNotSigned',
      'organisationSealMissing',
    ];
    for (const rule of [...rules, 'applicantMissing', 'respondentMissing'])
      if (!afterSigning.includes(rule)) expect(findMendingPlace({ rule, path: null }), rule).not.toBeNull();
    expect(rules).toContain('claimMissing');
  });

  it('about special powers leads to the powers that are ticked', () => {
    const path = { kind: 'agent', id: 'A1', field: 'hasSpecialPowers' };
    expect(findMendingPlace({ rule: 'agentMayNotSign', path })).toEqual({
      section: 'intake',
      at: 'agent.A1.powers',
    });
  });
});
