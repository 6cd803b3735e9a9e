// `npm run build:verifier`: the checker as one HTML file that needs no line and no other file. Roots to trust from the
// start: `npm run build:verifier -- --root office-root.pem`.
import { createHash, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'rolldown';
import { ensureOwnNode, root, say } from './lib/run.mjs';

const hashOf = (text) => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
const styles = ['src-renderer/theme/tokens.css', 'src-verifier/page.css'];

/** The title and all words are set by the script, in the reader's language. */
const pageOf = ({ policy, style, roots, script }) => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title></title>
<style>${style}</style>
</head>
<body>
<div id="page"></div>
<script type="application/json" id="trusted-roots">${roots}</script>
<script type="module">${script}</script>
</body>
</html>
`;

/** The page's text, with the DER of the given root certificates inside. */
export async function buildVerifierPage(rootCertificates) {
  const bundle = await build({
    input: join(root, 'src-verifier/main.ts'),
    platform: 'browser',
    write: false,
    logLevel: 'warn',
    transform: { target: 'es2022' },
    output: { format: 'es', minify: true, codeSplitting: false, comments: false },
  });
  const chunks = bundle.output.filter((one) => one.type === 'chunk');
  if (chunks.length !== 1) throw new Error('the page must be one piece');
  // A module of its own, so that it may wait; an end tag in a text would end the script early.
  const script = `\n${chunks[0].code.replaceAll('</', '<\\/')}`;
  const style = `\n${styles.map((path) => readFileSync(join(root, path), 'utf8')).join('')}`;
  const roots = JSON.stringify(
    rootCertificates.map((one) => new X509Certificate(one).raw.toString('base64')),
  );
  const policy = `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; base-uri 'none'; form-action 'none'`;
  return pageOf({ policy, style, roots, script });
}

if (process.argv[1] === import.meta.filename) {
  ensureOwnNode();
  const given = process.argv.flatMap((one, index, all) => (one === '--root' ? [all[index + 1]] : []));
  const page = await buildVerifierPage(given.map((path) => readFileSync(path)));
  const target = join(root, 'dist/verifier.html');
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, page);
  say(`dist/verifier.html: ${Math.round(page.length / 1024)} KB, ${given.length} root certificates inside`);
}
