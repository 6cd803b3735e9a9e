import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentContent } from '../../shared/documents/content.ts';
import { verifyPdf } from '../../shared/verification/verify-pdf.ts';
import { startTypesetter } from '../fixtures/typesetter.ts';
import { agreementContent, enrol, foundOffice, mark, subjectOf } from './office.ts';

const typesetter = startTypesetter();
afterAll(() => typesetter.close());

type Path = readonly (string | number)[];
/** Every text, number and truth value in the content, by its path. */
function leavesOf(value: unknown, path: Path = []): { path: Path; value: string | number | boolean }[] {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return [{ path, value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    leavesOf(one, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function changed(value: string | number | boolean): string | number | boolean {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  const digit = value.search(/[0-8](?!.*[0-8])/);
  return digit < 0
    ? `${value}改`
    : value.slice(0, digit) + (Number(value[digit]) + 1) + value.slice(digit + 1);
}

function withLeaf(content: DocumentContent, path: Path, value: unknown): DocumentContent {
  const copy = structuredClone(content);
  let at = copy as unknown as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  at[path.at(-1) ?? ''] = value;
  return copy;
}

describe('the signed agreement stands for one content only', () => {
  let signed: Uint8Array;
  let root: Uint8Array;
  let content: DocumentContent;
  const verdictFor = async (recordSha256: string) =>
    (
      await verifyPdf(
        { pdf: signed, trustedRoots: [root], revocationLists: [], recordSha256, now: new Date() },
        crypto,
      )
    ).verdict;

  beforeAll(async () => {
    const office = await foundOffice();
    const mediator = await enrol(office.open, subjectOf('王建国', '京劳调证2024第0187号'));
    content = agreementContent();
    signed = await mediator.sign((await typesetter.typeset(content, mark)).pdf);
    root = office.open.root;
  });

  it('set again from the same content, it is the record’s: same bytes, same hash', async () => {
    expect(await verdictFor((await typesetter.typeset(content, mark)).pdfSha256)).toBe('valid');
  });

  it('with any single field of the record changed, it is another document', async () => {
    const leaves = leavesOf(content);
    expect(leaves.length).toBeGreaterThan(40);
    const accepted: string[] = [];
    for (const { path, value } of leaves) {
      // The form's name chooses the template: another one is another form altogether.
      if (path.length === 1 && path[0] === 'form') continue;
      const other = await typesetter.typeset(withLeaf(content, path, changed(value)), mark);
      if ((await verdictFor(other.pdfSha256)) !== 'otherDocument') accepted.push(path.join('.'));
    }
    expect(accepted).toEqual([]);
  });
});
