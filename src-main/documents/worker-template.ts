import writeExcelFile from 'write-excel-file/universal';
import { workerColumns, workerHeadings } from '../../shared/case/worker-columns.ts';

/** An empty sheet with the headings; every cell of text is text, so that ID and account numbers stay whole. */
export async function createWorkerTemplate(): Promise<Uint8Array> {
  const head = workerColumns.map((column) => ({
    value: workerHeadings[column],
    fontWeight: 'bold' as const,
  }));
  const blank = workerColumns.map(() => ({ value: '', type: String, format: '@' }));
  const blob = await writeExcelFile([head, ...Array.from({ length: 200 }, () => blank)], {
    columns: workerColumns.map((column) => ({
      width: column === 'bank' ? 32 : column === 'idNumber' || column === 'accountNumber' ? 24 : 14,
    })),
  }).toBlob();
  return new Uint8Array(await blob.arrayBuffer());
}
