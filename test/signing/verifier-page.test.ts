import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildVerifierPage } from '../../scripts/build-verifier.mjs';
import en from '../../shared/text/locales/en/verifier.json';
import zh from '../../shared/text/locales/zh-CN/verifier.json';
import { makeBadFiles, workSince } from '../fixtures/bad-files.ts';
import { openPageWithoutBrowser } from '../fixtures/page-without-browser.ts';
import { enrol, foundOffice, subjectOf, typesetAgreement } from './office.ts';

let page: string;
let office: Awaited<ReturnType<typeof foundOffice>>;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'verifier-page-'));
  office = await foundOffice();
  page = await buildVerifierPage([office.open.root]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
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
        'givenRoot',
        'unproven',
        'untrusted',
        'certificateInvalid',
        'unsigned',
        'otherDocument',
        'altered',
        'unreadable',
      ],
      file: [
        'notPdf',
        'truncated',
        'encrypted',
        'unsupported',
        'malformed',
        'tooLarge',
        'foreign',
        'notRead',
      ],
      sm2: ['valid', 'unknownKey', 'otherDocument', 'invalid', 'malformed'],
      certificate: ['good', 'notYetValid', 'expired', 'revoked', 'endedAfterwards', 'unproven'],
    };
    for (const [group, codes] of Object.entries(said))
      for (const code of codes) expect(zh).toHaveProperty([`verifier.${group}.${code}`]);
  });
});

describe('the script of the page', () => {
  it('names the signer of a document, and says of every bad file what it is within five seconds', async () => {
    const mediator = await enrol(office.open, subjectOf('王建国', '京劳调证2024第0187号'));
    const signed = await mediator.sign((await typesetAgreement()).pdf);
    const opened = await openPageWithoutBrowser(page, join(folder, 'page.mjs'));
    const good = await opened.drop(new File([new Uint8Array(signed)], 'agreement.pdf'));
    expect(good).toContain(zh['verifier.verdict.valid']);
    expect(good).toContain('王建国');
    for (const { name, file, states } of await makeBadFiles(folder, signed)) {
      const start = process.cpuUsage();
      const said = await opened.drop(new File([file], name));
      expect(workSince(start), name).toBeLessThan(5_000);
      expect(said, name).toContain(`${file.size.toLocaleString('en')} 字节`);
      const words: Readonly<Record<string, string>> = zh;
      const sentences = states.map((state) =>
        state === 'readable' ? zh['verifier.verdict.unsigned'] : (words[`verifier.file.${state}`] ?? state),
      );
      expect(
        sentences.some((sentence) => said.includes(sentence)),
        `${name}: ${said}`,
      ).toBe(true);
    }
  });
});
