import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import {
  checkWorkerCell,
  findWorkerColumn,
  workerColumns,
  workerHeadings,
} from '../../../shared/case/worker-columns.ts';
import {
  findDifferingTotals,
  importWorkers,
  isImportable,
  mendWorkers,
  type RawCell,
  totalsOfWorkers,
} from '../../../shared/case/worker-import.ts';
import { createWorkerTemplate } from '../../../src-main/documents/worker-template.ts';
import { readSheetFile } from '../../../src-renderer/collective/read-sheet.ts';

const today = '2026-06-03';
const file = JSON.parse(
  readFileSync(
    new URL('../../fixtures/cases/02-construction-collective-wages.json', import.meta.url),
    'utf8',
  ),
);
const headings = workerColumns.map((column) => workerHeadings[column]);
/** The twelve workers of the case as lines of text, in the template's columns. */
const lines: string[][] = file.collective.table.map((row: Record<string, never>, index: number) => {
  const party = file.parties[index];
  const { claimedDays, payee } = row as unknown as {
    claimedDays: { total: string };
    payee: Record<string, string>;
  };
  return [
    party.name,
    party.idNumber,
    party.phone,
    row.job,
    party.entryDate,
    row.dayRate,
    claimedDays.total,
    row.confirmedDays,
    row.advancePaid,
    row.claimAmount,
    row.agreedAmount,
    payee.accountName,
    payee.bank,
    payee.accountNumber,
  ].map(String);
});
const read = (sheet: readonly (readonly RawCell[])[]) => {
  const result = importWorkers(sheet, today);
  if (result.kind === 'refused') throw new Error(result.code);
  return result;
};
const xlsx = async (rows: readonly (readonly (string | number | Date | null)[])[]) =>
  new Uint8Array(
    await writeExcelFile(
      rows.map((row) =>
        row.map((value) =>
          value instanceof Date
            ? { value, type: Date, format: 'yyyy-mm-dd' }
            : value === null
              ? null
              : { value },
        ),
      ),
    ).toBuffer(),
  );
const expectCase = (rows: ReturnType<typeof read>['rows']) => {
  expect(rows.every(isImportable)).toBe(true);
  expect(totalsOfWorkers(rows.map((row) => row.cells))).toEqual({
    count: 12,
    claimedDays: file.collective.tableTotals.claimedDays,
    confirmedDays: file.collective.tableTotals.confirmedDays,
    advancePaid: file.collective.tableTotals.advancePaid,
    claimAmount: file.collective.tableTotals.claimAmount,
    agreedAmount: file.collective.tableTotals.agreedAmount,
  });
};

describe('a sheet of workers', () => {
  it('comes whole from xlsx, with title, blank lines, numbers, dates and a total line', async () => {
    const typed = lines.map((line) =>
      line.map((cell, place) =>
        place === 4 ? new Date(`${cell}T00:00:00Z`) : place >= 5 && place <= 10 ? Number(cell) : cell,
      ),
    );
    const sheet = await readSheetFile(
      await xlsx([
        ['工人工资表'],
        ['序号', ...headings, '备注'],
        ...typed.map((line, index) => [index + 1, ...line, '']),
        [null],
        ['合计', '', '', '', '', null, null, 767, 754.5, 47500, 252030, 247155],
      ]),
    );
    const result = read(sheet);
    expectCase(result.rows);
    expect(result.rows[0]?.line).toBe(3);
    expect(result.rows[0]?.cells.entryDate).toBe('2026-03-01');
    expect(result.ignoredHeadings).toEqual(['备注']);
    expect(result.statedTotals).toEqual({
      claimedDays: '767',
      confirmedDays: '754.5',
      advancePaid: '47500.00',
      claimAmount: '252030.00',
      agreedAmount: '247155.00',
    });
  });

  it('comes whole from csv in UTF-8, with a BOM, and in GB18030', async () => {
    const text = [headings, ...lines].map((line) => line.map((cell) => `"${cell}"`).join(',')).join('\r\n');
    const utf8 = new TextEncoder().encode(text);
    const bom = new Uint8Array([0xef, 0xbb, 0xbf, ...utf8]);
    for (const bytes of [utf8, bom, encodeGb18030(text)]) {
      const { rows } = read(await readSheetFile(bytes));
      expectCase(rows);
      expect(rows[2]?.cells.name).toBe('陈有田');
    }
  });

  it('names every wrong cell by line and column, keeps the good rows, and takes the mended one', () => {
    const wrong = lines.map((line, index) =>
      index === 5
        ? line.map((cell, place) => (place === 9 ? '两万多' : place === 4 ? '2026-02-30' : cell))
        : line,
    );
    const { rows } = read([headings, ...wrong]);
    expect(rows.filter(isImportable)).toHaveLength(11);
    expect(rows[5]).toMatchObject({
      line: 7,
      findings: [
        { column: 'entryDate', severity: 'error', code: 'date' },
        { column: 'claimAmount', severity: 'error', code: 'money' },
      ],
    });
    const once = mendWorkers(rows, 7, 'claimAmount', lines[5]?.[9] ?? '', today);
    expectCase(mendWorkers(once, 7, 'entryDate', '2026年3月1日', today));
  });

  it('names the line of the same ID number, and warns of one whose check fails', () => {
    const [first = [], second = []] = lines;
    const twice = read([headings, first, first.with(0, '刘长江'), second.with(1, '341226197108222171')]);
    expect(twice.rows[1]?.findings).toContainEqual({
      column: 'idNumber',
      severity: 'error',
      code: 'duplicate',
      params: { line: 2 },
    });
    expect(twice.rows[2]?.findings).toMatchObject([{ severity: 'warning', code: 'residentId.checkDigit' }]);
    expect(isImportable(twice.rows[2] ?? twice.rows[1] ?? never())).toBe(true);
  });

  it('says when a number cell has lost the last digits of an ID or account', () => {
    const { rows } = read([
      ['姓名', '身份证号码', '银行卡号'],
      ['刘长河', 410928197603143100, 6217000000202606000],
    ]);
    expect(rows[0]?.findings.map(({ column, code }) => [column, code])).toEqual([
      ['idNumber', 'digitsLost'],
      ['accountNumber', 'digitsLost'],
    ]);
  });

  it('knows the headings that a foreman writes over his list', () => {
    const known = ['姓名', '身份证', '手机', '工种', '日工资', '工日数', '欠薪', '开户行', '银行卡号'];
    expect(known.map(findWorkerColumn)).toEqual([
      'name',
      'idNumber',
      'phone',
      'job',
      'dayRate',
      'claimedDays',
      'claimAmount',
      'bank',
      'accountNumber',
    ]);
  });

  it('refuses macros, old and broken files, and a sheet without headings, each in its own words', async () => {
    const macro = zipSync({ 'xl/workbook.xml': strToU8('<a/>'), 'xl/vbaProject.bin': strToU8('x') });
    const refusal = (bytes: Uint8Array<ArrayBuffer>) =>
      readSheetFile(bytes).then(
        () => 'read',
        (error: { code: string }) => error.code,
      );
    expect(await refusal(macro)).toBe('macros');
    expect(await refusal(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2]))).toBe('oldFormat');
    expect(await refusal((await xlsx([headings])).slice(0, 900))).toBe('broken');
    expect(await refusal(zipSync({ 'word/document.xml': strToU8('<a/>') }))).toBe('unknownFormat');
    expect(await refusal(new Uint8Array(6_000_000))).toBe('tooLarge');
    expect(await refusal(zipSync({ 'xl/workbook.xml': new Uint8Array(61 * 1024 * 1024) }))).toBe('tooLarge');
    expect(await refusal(new Uint8Array([0x89, 0x50, 0, 1]))).toBe('unknownFormat');
    expect(await refusal(new Uint8Array())).toBe('empty');
    expect(importWorkers([['甲', '乙']], today)).toEqual({ kind: 'refused', code: 'headingMissing' });
    expect(importWorkers([headings], today)).toEqual({ kind: 'refused', code: 'empty' });
  });

  it.each([
    ['in the last corner of the sheet', 'XFD1048576', 'tooLarge'],
    ['beyond every sheet', 'A99999999999', 'broken'],
  ])('refuses a cell %s before it takes all memory', async (_where, place, code) => {
    const parts = unzipSync(await xlsx([['姓名'], ['张三']]));
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    const row = `<row r="${place.replace(/[A-Z]/g, '')}"><c r="${place}"><v>1</v></c></row>`;
    const far = strToU8(sheet.replace('</sheetData>', `${row}</sheetData>`));
    await expect(readSheetFile(zipSync({ ...parts, 'xl/worksheets/sheet1.xml': far }))).rejects.toThrow(code);
  });

  it('refuses a file that calls up the same bytes under many names', async () => {
    const packed = zipSync({ a: new Uint8Array(1_000_000) });
    const { buffer } = packed;
    const end = new DataView(buffer, packed.length - 22);
    const directory = packed.subarray(end.getUint32(16, true), packed.length - 22);
    const many = 2_000;
    end.setUint16(8, many, true);
    end.setUint16(10, many, true);
    end.setUint32(12, many * directory.length, true);
    const copies = Array.from({ length: many }, () => directory);
    const bomb = Buffer.concat([packed.subarray(0, -22), ...copies.slice(1), packed.subarray(-22)]);
    await expect(readSheetFile(new Uint8Array(bomb))).rejects.toThrow('broken');
  });

  it('has a template whose headings are all known', async () => {
    const [head = []] = await readSheetFile(new Uint8Array(await createWorkerTemplate()));
    expect(head).toEqual(headings);
  });

  it('never throws, accounts for every line once and gives the same for what it gave', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.boolean(),
      fc.date(),
      fc.constant(null),
      fc.constantFrom(...lines.flat()),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 15 }), { maxLength: 8 }), (cells) => {
        const result = importWorkers([headings, ...cells], today);
        if (result.kind === 'refused') return;
        expect(new Set(result.rows.map((row) => row.line)).size).toBe(result.rows.length);
        for (const row of result.rows.filter(isImportable)) {
          for (const column of workerColumns)
            expect(checkWorkerCell(column, row.cells[column], today).value).toBe(row.cells[column]);
        }
      }),
      { numRuns: process.env.NIGHTLY ? 10_000 : 300 },
    );
  });
});

it('the sums of a sheet are held against all its rows, those that were mended among them', () => {
  const read = importWorkers(
    [
      ['姓名', '工日', '请求金额'],
      ['张三', '10', '1000'],
      ['李四', '20', '两千'],
      ['合计', '30', '3000'],
    ],
    today,
  );
  if (read.kind === 'refused') throw new Error(read.code);
  const mended = mendWorkers(read.rows, 3, 'claimAmount', '2000', today).map((row) => row.cells);
  expect(findDifferingTotals(read, mended)).toEqual([]);
  const wrong = mendWorkers(read.rows, 3, 'claimAmount', '2500', today).map((row) => row.cells);
  expect(findDifferingTotals(read, wrong)).toEqual([
    { column: 'claimAmount', stated: '3000.00', sum: '3500.00' },
  ]);
});

function never(): never {
  throw new Error('No such row.');
}

/** Only the way back is in the platform: the table of two-byte characters is made by decoding them all. */
function encodeGb18030(text: string): Uint8Array<ArrayBuffer> {
  const decoder = new TextDecoder('gb18030');
  const table = new Map<string, readonly [number, number]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const character = decoder.decode(new Uint8Array([lead, trail]));
      if (trail !== 0x7f && [...character].length === 1) table.set(character, [lead, trail]);
    }
  }
  return new Uint8Array(
    [...text].flatMap((one) => (one < '\u0080' ? [one.charCodeAt(0)] : [...(table.get(one) ?? never())])),
  );
}
