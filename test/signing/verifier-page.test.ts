import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildVerifierPage } from '../../scripts/build-verifier.mjs';
import en from '../../shared/text/locales/en/verifier.json';
import zh from '../../shared/text/locales/zh-CN/verifier.json';
import { foundOffice } from './office.ts';

let page: string;
beforeAll(async () => {
  page = await buildVerifierPage([(await foundOffice()).open.root]);
});
const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

describe('the checker as one file', () => {
  it('refers to no other file and may open no line', () => {
    expect(page).not.toMatch(/<(script|link|img|iframe)[^>]+(src|href)=/);

    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/connect-src|unsafe/);
    expect(page.length).toBeLessThan(1_000_000);
  });

  it('runs only the very script and style that were built in', () => {
    const script = /<script type="module">([\s\S]*?)<\/script>/.exec(page)?.[1] ?? '';
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
    expect(script.length).toBeGreaterThan(100_000);
    expect(page).toContain(`script-src ${hashOf(script)};`);
    expect(page).toContain(`style-src ${hashOf(style)};`);
  });

  it('has words in both languages for everything it can say', () => {
    expect(Object.keys(en)).toEqual(Object.keys(zh));
    const said = {
      verdict: [
        'valid',
        'unproven',
        'untrusted',
        'certificateInvalid',
        'unsigned',
        'otherDocument',
        'altered',
        'unreadable',
      ],
      file: ['notPdf', 'truncated', 'encrypted', 'unsupported', 'malformed', 'tooLarge', 'foreign'],
      sm2: ['valid', 'unknownKey', 'otherDocument', 'invalid', 'malformed'],
      certificate: ['good', 'notYetValid', 'expired', 'revoked', 'endedAfterwards', 'unproven'],
    };
    for (const [group, codes] of Object.entries(said))
      for (const code of codes) expect(zh).toHaveProperty([`verifier.${group}.${code}`]);
  });
});
