import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { buildDocument } from '../../shared/documents/build.ts';
import { formatChineseDate } from '../../shared/text/dates.ts';
import { formatMoneyWithCapitals } from '../../shared/text/money.ts';
import { caseNames, foldCase } from '../fixtures/fold-case.ts';
import { startTypesetter } from '../fixtures/typesetter.ts';

const typesetter = startTypesetter();
const mark = { documentId: 'D1', copies: 3 };
const facts = { mediationEndsOn: '2026-05-06', today: '2026-06-01' };
const folder = mkdtempSync(join(tmpdir(), 'documents-'));
afterAll(async () => {
  await typesetter.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The text of a PDF as Debian's pdftotext reads it. */
function readText(pdf: Uint8Array): string {
  const path = join(folder, 'read.pdf');
  writeFileSync(path, pdf);
  return execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' });
}

/** Its words without spaces and line ends; page feet left out. */
function textOf(pdf: Uint8Array): string {
  const isFoot = (line: string) =>
    /第\d+页共\d+页|内容校验码[0-9a-f]{12}|核对人（逐页签名）/.test(line.replace(/\s/g, '')) ||
    /^\f?(文书\d+.*|：)$/.test(line.trim());
  return readText(pdf)
    .split('\n')
    .filter((line) => !isFoot(line))
    .join('')
    .replace(/[\s\f]/g, '');
}
const plain = (text: string) => text.replace(/\s/g, '');

describe.each(caseNames)('the papers of %s say what the case file says', (name) => {
  const { file, view } = foldCase(name);
  const set = (form: Parameters<typeof buildDocument>[1], subjectId: string) =>
    typesetter.typeset(buildDocument(view, form, subjectId, facts), mark);

  it('registration form, field by field', async () => {
    const text = textOf((await set('registrationForm', 'application')).pdf);
    for (const party of file.parties) {
      for (const value of [
        party.name,
        party.idNumber,
        party.unifiedSocialCreditCode,
        party.phone,
        party.registeredAddress,
        party.deliveryAddress,
      ]) {
        if (value) expect(text).toContain(plain(value));
      }
    }
    for (const claim of file.claims) {
      expect(text).toContain(plain(claim.text));
      if (claim.amount && claim.inScope) expect(text).toContain(plain(formatMoneyWithCapitals(claim.amount)));
    }
    expect(text).toContain(plain(file.factsAndReasons));
    for (const { label } of file.disputeTypes.others) expect(text).toContain(plain(label));
    const { externalDocument, note } = file.caseSource;
    if (externalDocument) expect(text).toContain(plain(formatChineseDate(externalDocument.date)));
    if (note) expect(text).toContain(plain(note));
  });

  it('acceptance notice, with the claims that are not accepted', async () => {
    const text = textOf((await set('acceptanceNotice', 'application')).pdf);
    for (const claim of file.claims)
      expect(text.includes(plain(`其中“${claim.title}”的请求不属于本组织受理范围`))).toBe(!claim.inScope);
  });

  it('minutes, entry by entry', async () => {
    for (const [index, meeting] of file.meetings.entries()) {
      const text = textOf((await set('minutes', view.meetings[index]?.id ?? '')).pdf);
      for (const entry of meeting.minutes) expect(text).toContain(plain(entry.text));
    }
  });

  it.runIf(file.agreement !== null)('agreement, clause by clause, with figures and capitals', async () => {
    const text = textOf((await set('agreement', '1')).pdf);
    for (const obligation of file.agreement?.obligations ?? [])
      expect(text).toContain(plain(obligation.text));
    expect(text).toContain(plain(formatMoneyWithCapitals(file.agreement?.total.amount ?? '0.00')));
    expect(text).toContain(plain(file.agreement?.effectivenessClause ?? ''));
  });

  it('no caucus sentence stands in any of them', async () => {
    const forms = [
      ['registrationForm', 'application'],
      ['rightsNotice', 'application'],
      ['acceptanceNotice', 'application'],
      ...view.meetings.map((one) => ['minutes', one.id] as const),
      ...view.agreements.map((one) => ['agreement', one.version] as const),
    ] as const;
    for (const [form, subjectId] of forms) {
      const text = textOf((await set(form, subjectId)).pdf);
      for (const note of file.caucusNotes) {
        if (note.mustNeverBeExported) expect(text).not.toContain(plain(note.mustNeverBeExported));
      }
    }
  });
});

describe('the typesetter', () => {
  const { view } = foldCase('01-restaurant-wage-arrears');
  const content = buildDocument(view, 'agreement', '1', facts);

  it('gives the same bytes for the same content, in another process too', async () => {
    const again = startTypesetter();
    expect((await again.typeset(content, mark)).pdfSha256).toBe(
      (await typesetter.typeset(content, mark)).pdfSha256,
    );
    await again.close();
  });

  it('says at the foot of each page which content it is of, and at the end how many copies there are (CRITERIA D2)', async () => {
    const { pdf, pages, contentSha256 } = await typesetter.typeset(content, mark);
    const text = plain(readText(pdf));
    const said = [...text.matchAll(/内容校验码([0-9a-f]{12})/g)].map(([, hash]) => hash);
    expect(pages).toBeGreaterThan(1);
    expect(said).toEqual(Array(pages).fill(contentSha256.slice(0, 12)));
    for (let page = 1; page <= pages; page += 1) expect(text).toContain(`第${page}页共${pages}页`);
    expect(text).toContain(`本文书一式${mark.copies}份，本件为第`);
    const alone = await typesetter.typeset(content, { ...mark, copies: 1 });
    expect(plain(readText(alone.pdf))).toContain('本文书一式1份。');
  });

  it('changes the hash on the page with any change of the content', async () => {
    const other = await typesetter.typeset({ ...content, number: `${content.number}x` }, mark);
    expect(other.contentSha256).not.toBe((await typesetter.typeset(content, mark)).contentSha256);
  });

  it('shows what people wrote as it is, never as markup', async () => {
    const wild = '#pagebreak() $x^2$ *粗* _斜_ @标 \\换 `码` <签> // 注释 #"引" [括]';
    const { pdf, pages } = await typesetter.typeset({ ...content, title: wild }, mark);
    expect(textOf(pdf)).toContain(plain(wild));
    expect(pages).toBeLessThan(6);
  });

  it('stops with the character’s name where no shipped font has it', async () => {
    await expect(
      typesetter.typeset({ ...content, office: '某\u{2A6D6}\u{E000}' }, mark),
    ).rejects.toMatchObject({
      code: 'document.glyphMissing',
      details: { characters: expect.arrayContaining(['\u{E000}']) },
    });
  });

  it('reads the fonts again after they could not be read once', async () => {
    const assets = join(import.meta.dirname, '../../assets');
    const own = join(folder, 'assets');
    mkdirSync(join(own, 'fonts'), { recursive: true });
    symlinkSync(join(assets, 'typst'), join(own, 'typst'));
    for (const name of readdirSync(join(assets, 'fonts')).filter((one) => one.endsWith('.ttf')))
      symlinkSync(join(assets, 'fonts', name), join(own, 'fonts', name));
    const disturbed = startTypesetter(own);
    try {
      const rare = { ...content, office: '某\u{2A6D6}' };
      await expect(disturbed.typeset(rare, mark)).rejects.toMatchObject({ code: 'ENOENT' });
      symlinkSync(join(assets, 'fonts/rare'), join(own, 'fonts/rare'));
      expect((await disturbed.typeset(rare, mark)).pages).toBeGreaterThan(0);
    } finally {
      await disturbed.close();
    }
  });
});
