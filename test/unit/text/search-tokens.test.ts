import fc from 'fast-check';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { toSearchQuery, toSearchTokens } from '../../../shared/text/search-tokens.ts';

const runs = process.env.NIGHTLY ? 2_000 : 100;

/** The engine that the store uses, in memory, with the tokenizer that it uses. */
function openIndex(texts: readonly string[]) {
  const database = new Database(':memory:');
  database.exec("CREATE VIRTUAL TABLE search USING fts5(tokens, tokenize='unicode61')");
  const insert = database.prepare('INSERT INTO search(rowid, tokens) VALUES (?, ?)');
  for (const [index, text] of texts.entries()) insert.run(index + 1, toSearchTokens(text));
  const select = database.prepare('SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid');
  return (typed: string): number[] => {
    const query = toSearchQuery(typed);
    return query === null ? [] : select.all(query).map((row) => (row as { rowid: number }).rowid);
  };
}

const find = openIndex([
  '王梅梅 11010519491231002X 13800004171 京朝柳劳调字〔2026〕第A031号',
  '北京禾柳香餐饮管理有限公司 91110105MA7H2K4X66 010-55500606',
  '阿卜杜拉·买买提 13700004213 京通工劳调字〔2026〕第018号',
  '单雄信 王小梅',
  '吕建华 𬎆𠮷 劳动报酬 加班',
  'John Smith E12345678 iPhone专卖店',
  '梅王梅 5550 0131',
]);

describe('the case search finds', () => {
  it.each([
    ['王梅梅', [1]],
    ['梅梅', [1]],
    ['王梅', [1, 7]],
    ['王', [1, 4, 7]],
    ['梅', [1, 4, 7]],
    ['加班', [5]],
    ['班', [5]],
  ])('names and words by any part, in that order: %s', (typed, rows) => {
    expect(find(typed)).toEqual(rows);
  });

  it.each([
    ['禾柳香', [2]],
    ['餐饮管理', [2]],
    ['hlx', [2]],
    ['bjhlx', [2]],
    ['heliuxiang', [2]],
    ['heliux', [2]],
    ['beijingheliuxiangcanyinguanliyouxiangongsi', [2]],
  ])('an employer: %s', (typed, rows) => {
    expect(find(typed)).toEqual(rows);
  });

  it.each([
    ['11010519491231002X', [1]],
    ['11010519491231002x', [1]],
    ['110105', [1]],
    ['002x', [1]],
    ['13800004171', [1]],
    ['138 0000 4171', [1]],
    ['+86 138-0000-4171', [1]],
    ['4171', [1]],
    ['１３８００００', [1]],
    ['010-55500606', [2]],
    ['01055500606', [2]],
    ['55500606', [2]],
    ['55500131', [7]],
    ['91110105MA7H', [2]],
    ['E1234', [6]],
  ])('numbers by their beginning or usual ending: %s', (typed, rows) => {
    expect(find(typed)).toEqual(rows);
  });

  it.each([
    ['京朝柳劳调字〔2026〕第A031号', [1]],
    ['京朝柳劳调字(2026)第A031号', [1]],
    ['A031', [1]],
    ['a031', [1]],
    ['031', [1]],
    ['31', [1]],
    ['2026 018', [3]],
    ['18', [3]],
    ['2026', [1, 3]],
  ])('case numbers: %s', (typed, rows) => {
    expect(find(typed)).toEqual(rows);
  });

  it.each([
    ['wmm', [1]],
    ['WMM', [1]],
    ['wangmeimei', [1]],
    ['wangm', [1, 7]],
    ['meimei', [1]],
    ['wang mm', [1]],
    ['sxx', [4]],
    ['shanxiongxin', [4]],
    ['danxiong', [4]],
    ['lvjianhua', [5]],
    ['lüjianhua', [5]],
    ['lujianhua', [5]],
    ['ljh', [5]],
    ['maimaiti', [3]],
    ['abdlmmt', [3]],
  ])('pinyin and initials, surnames read as surnames: %s', (typed, rows) => {
    expect(find(typed)).toEqual(rows);
  });

  it.each([
    ['阿卜杜拉·买买提', [3]],
    ['阿卜杜拉买买提', [3]],
    ['阿卜杜拉•买买提', [3]],
    ['买买提', [3]],
    ['𬎆', [5]],
    ['𬎆𠮷', [5]],
    ['john smith', [6]],
    ['SMITH', [6]],
    ['iphone专卖', [6]],
    ['单雄信 小梅', [4]],
  ])('minority, rare and foreign names, and several words together: %s', (typed, rows) => {
    expect(find(typed)).toEqual(rows);
  });

  it.each([['王小美'], ['梅王小'], ['138 9999'], ['xyz'], ['单雄信 王梅梅'], ['2025']])(
    'nothing for %s',
    (typed) => {
      expect(find(typed)).toEqual([]);
    },
  );
});

describe('the query', () => {
  it('is null when nothing searchable was typed', () => {
    for (const typed of ['', '   ', '〔〕', '"*()', '——']) expect(toSearchQuery(typed)).toBeNull();
  });

  it('is always valid FTS5 whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.string(),
          fc.constantFrom('AND', 'NEAR(', '"', 'a*b', "';--"),
        ),
        (typed) => {
          expect(() => find(typed)).not.toThrow();
        },
      ),
      { numRuns: runs * 5 },
    );
  });

  it('finds every name by any of its substrings, as FTS5 itself sees the tokens', () => {
    const character = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code));
    const rare = fc.constantFrom('𠮷', '𬎆', '㛃', '𰻝');
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 9, arbitrary: character }, { weight: 1, arbitrary: rare }), {
          minLength: 1,
          maxLength: 12,
        }),
        fc.nat(),
        fc.nat(),
        (characters, from, length) => {
          const start = from % characters.length;
          const part = characters.slice(start, start + 1 + (length % (characters.length - start)));
          expect(openIndex([characters.join('')])(part.join(''))).toEqual([1]);
        },
      ),
      { numRuns: runs },
    );
  });

  it('writes only ASCII letters and digits into the index', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(toSearchTokens(text)).toMatch(/^([cpiw][a-z0-9]+( |$))*$/);
      }),
      { numRuns: runs * 5 },
    );
  });
});
