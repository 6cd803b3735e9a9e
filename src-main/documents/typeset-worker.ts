import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { TypesetAnswer, TypesetOrder, TypesetSettings } from './typeset-orders.ts';

/**
 * Typesets in a thread of its own. Data reach the template as JSON and never as Typst source, so nothing that
 * somebody wrote can change the page's layout. The time stamp is fixed: equal content gives equal bytes.
 */
const port = parentPort as MessagePort;
const { assetsFolder } = workerData as TypesetSettings;
const templates = join(assetsFolder, 'typst');
const fixedTimestamp = Date.UTC(2026, 0, 1) / 1000;
/** Typst keeps what it has compiled; older than this many documents is given back. */
const keptCompilations = 20;

const fonts = readdirSync(join(assetsFolder, 'fonts'))
  .filter((name) => /\.(ttf|otf)$/.test(name))
  .sort()
  .map((name) => readFileSync(join(assetsFolder, 'fonts', name)));
const compiler = NodeCompiler.create({ workspace: templates, fontArgs: [{ fontBlobs: fonts }] });

port.on('message', (order: TypesetOrder) => {
  port.postMessage(answer(order));
});

function answer({ id, template, content, print }: TypesetOrder): TypesetAnswer {
  const mainFilePath = join(templates, `${template}.typ`);
  const compiled = compiler.compile({ mainFilePath, inputs: { content, print } });
  try {
    const document = compiled.result;
    if (document === null) return { id, ok: false, diagnostics: diagnosticsOf(compiled.takeDiagnostics()) };
    const pdf = compiler.pdf(document, { pdfStandard: 'a-2b', creationTimestamp: fixedTimestamp });
    return { id, ok: true, pdf: new Uint8Array(pdf), pages: document.numOfPages };
  } catch (error) {
    return { id, ok: false, diagnostics: error instanceof Error ? error.message : 'unknown' };
  } finally {
    compiler.evictCache(keptCompilations);
  }
}

function diagnosticsOf(error: ReturnType<ReturnType<typeof compiler.compile>['takeDiagnostics']>): string {
  if (error === null) return 'unknown';
  return compiler
    .fetchDiagnostics(error)
    .map((one: { message?: unknown }) => String(one.message ?? ''))
    .join('; ');
}
