import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { z } from 'zod';
import { type FontShelf, fontFolders } from './glyphs.ts';
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
/** Of a longer paper a sheet more or less is not worth setting it twice. */
const sparedUpTo = 8;

const fontsOf = (shelf: FontShelf): Buffer[] => {
  const folder = join(assetsFolder, fontFolders[shelf]);
  return readdirSync(folder)
    .filter((name) => /\.(ttf|otf)$/.test(name))
    .sort()
    .map((name) => readFileSync(join(folder, name)));
};
const createCompiler = (fonts: Buffer[]) =>
  NodeCompiler.create({ workspace: templates, fontArgs: [{ fontBlobs: fonts }] });
const common = createCompiler(fontsOf('common'));
let withRareFonts: NodeCompiler | null = null;
/** Thirty megabytes more, taken into memory when the first rare name comes. */
const compilerFor = (rareFonts: readonly string[]): NodeCompiler => {
  if (rareFonts.length === 0) return common;
  withRareFonts ??= createCompiler([...fontsOf('common'), ...fontsOf('rare')]);
  return withRareFonts;
};

port.on('message', (order: TypesetOrder) => {
  port.postMessage(answer(order));
});

function answer({ id, template, rareFonts, content, print }: TypesetOrder): TypesetAnswer {
  const compiler = compilerFor(rareFonts);
  const mainFilePath = join(templates, `${template}.typ`);
  const compileWith = (lines: 'close' | 'tight') =>
    compiler.compile({ mainFilePath, inputs: { content, print, lines } });
  const compiled = compileWith('close');
  try {
    const asUsual = compiled.result;
    if (asUsual === null)
      return { id, ok: false, diagnostics: diagnosticsOf(compiler, compiled.takeDiagnostics()) };
    // Tight lines only where they spare a sheet: that of a few last words, or one left half empty before the places to sign.
    const mayBeSpared = asUsual.numOfPages > 1 && asUsual.numOfPages <= sparedUpTo;
    const tight = mayBeSpared ? compileWith('tight').result : null;
    const document = tight !== null && tight.numOfPages < asUsual.numOfPages ? tight : asUsual;
    const pdf = compiler.pdf(document, { pdfStandard: 'a-2b', creationTimestamp: fixedTimestamp });
    return { id, ok: true, pdf: new Uint8Array(pdf), pages: document.numOfPages };
  } catch (error) {
    return { id, ok: false, diagnostics: error instanceof Error ? error.message : 'unknown' };
  } finally {
    compiler.evictCache(keptCompilations);
  }
}

const Diagnostic = z.object({
  message: z.string(),
  path: z.string(),
  range: z.object({ start: z.object({ line: z.number() }) }).nullable(),
});

/** 'paper.typ:12: unknown variable: x', the fault first and then where it was called from. */
function diagnosticsOf(
  compiler: NodeCompiler,
  error: ReturnType<ReturnType<NodeCompiler['compile']>['takeDiagnostics']>,
): string {
  if (error === null) return 'unknown';
  return compiler
    .fetchDiagnostics(error)
    .map((one: unknown) => {
      const { message, path, range } = Diagnostic.parse(one);
      return `${basename(path)}:${range === null ? '?' : range.start.line + 1}: ${message}`;
    })
    .join('; ');
}
