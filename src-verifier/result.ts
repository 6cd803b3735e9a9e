import i18next from 'i18next';
import type { Sm2Answer } from '../shared/signatures/sm2.ts';
import type {
  CertificateState,
  SignatureReport,
  Verdict,
  VerificationReport,
} from '../shared/verification/report.ts';
import { element, facts, type Tone } from './elements.ts';

const text = (key: string, values: Record<string, string | number> = {}) =>
  i18next.t(`verifier.${key}`, values);
const or = (value: string) => (value === '' ? text('unknown') : value);

/** In the office's time, whatever clock the reader's machine keeps. */
export function formatInstant(instant: string | null): string {
  if (instant === null) return text('unknown');
  return new Intl.DateTimeFormat(i18next.language, {
    dateStyle: 'long',
    timeStyle: 'medium',
    timeZone: 'Asia/Shanghai',
  }).format(new Date(instant));
}

const tones: Readonly<Record<Verdict, Tone>> = {
  valid: 'good',
  unproven: 'doubt',
  untrusted: 'doubt',
  unsigned: 'doubt',
  certificateInvalid: 'bad',
  otherDocument: 'bad',
  altered: 'bad',
  unreadable: 'bad',
};
const signs: Readonly<Record<Tone, string>> = { good: '✓ ', doubt: '！ ', bad: '✗ ', '': '' };
const certificateTones: Readonly<Record<CertificateState, Tone>> = {
  good: 'good',
  endedAfterwards: 'good',
  unproven: 'doubt',
  notYetValid: 'bad',
  expired: 'bad',
  revoked: 'bad',
};

const sm2Tones: Readonly<Record<Sm2Answer, Tone>> = {
  valid: 'good',
  unknownKey: 'doubt',
  otherDocument: 'bad',
  invalid: 'bad',
  malformed: 'bad',
};

function signatureCard(report: SignatureReport, number: number): HTMLElement {
  const isTimestamp = report.kind === 'timestamp';
  const state = text(`certificate.${report.certificate}`);
  const issuer = or(report.issuer?.commonName ?? '');
  const provenAt = report.provenAt === null ? text('provenAt.none') : formatInstant(report.provenAt);
  // Without a list nothing is known about revocation, so it is not shown as good.
  const known = certificateTones[report.certificate];
  const tone = known === 'good' && !report.hasRevocationLists ? '' : known;
  const people: readonly (readonly [string, string])[] = isTimestamp
    ? []
    : [
        [text('office'), or(report.subject?.organisation ?? '')],
        [text('certificateNumber'), or(report.subject?.certificateNumber ?? '')],
        [text('reason'), or(report.reason)],
      ];
  return element('section', { className: 'card' }, [
    element('h2', {}, [isTimestamp ? text('timestamp') : text('signature', { number })]),
    facts([
      [text(isTimestamp ? 'stampedBy' : 'who'), or(report.subject?.commonName ?? '')],
      ...people,
      [text(isTimestamp ? 'stampedAt' : 'at'), formatInstant(report.at)],
      ...(isTimestamp ? [] : [[text('provenAt'), provenAt] as const]),
      [text('intact'), text(`intact.${report.isIntact}`), report.isIntact ? 'good' : 'bad'],
      [text('trusted'), text(`trusted.${report.isTrusted}`, { issuer }), report.isTrusted ? 'good' : 'doubt'],
      [text('certificate'), report.hasRevocationLists ? state : text('certificate.noLists', { state }), tone],
      [
        text('validity'),
        text('validityValue', {
          from: formatInstant(report.validFrom),
          until: formatInstant(report.validUntil),
        }),
      ],
      [text('covers'), text(`covers.${report.coversWholeFile}`, { bytes: report.coversUpTo })],
      [text('serialNumber'), or(report.serialNumber)],
      [text('fingerprint'), or(report.fingerprint)],
    ]),
  ]);
}

/** The whole answer about one file. */
export function resultOf(name: string, report: VerificationReport, checkedAt: string): HTMLElement {
  const tone = tones[report.verdict];
  const explanation =
    report.verdict === 'unreadable' ? text(`file.${report.file}`) : text(`explain.${report.verdict}`);
  const changes = report.otherChanges.length;
  let number = 0;
  return element('article', {}, [
    element('div', { className: `verdict ${tone}` }, [
      element('strong', {}, [signs[tone] + text(`verdict.${report.verdict}`)]),
      explanation,
    ]),
    element('section', { className: 'card' }, [
      element('h2', {}, [name]),
      facts([
        [text('size'), text('sizeValue', { size: report.size.toLocaleString('en') })],
        ...(report.file === 'readable'
          ? ([
              [text('finalised'), or(report.finalisedSha256 ?? '')],
              [
                text('equalsRecord'),
                text(`equalsRecord.${report.equalsRecord}`),
                report.equalsRecord === null ? '' : report.equalsRecord ? 'good' : 'bad',
              ],
              [
                text('otherChanges'),
                changes === 0 ? text('otherChanges.none') : text('otherChanges.some', { count: changes }),
                changes === 0 ? '' : 'bad',
              ],
            ] as const)
          : []),
        ...(report.sm2 === null
          ? []
          : ([[text('sm2'), text(`sm2.${report.sm2}`), sm2Tones[report.sm2]]] as const)),
        [text('checkedAt'), formatInstant(checkedAt)],
      ]),
    ]),
    ...report.signatures.map((one) => {
      if (one.kind === 'signature') number += 1;
      return signatureCard(one, number);
    }),
  ]);
}
