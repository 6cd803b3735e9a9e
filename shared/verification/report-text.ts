import type { Sm2Answer } from '../signatures/sm2.ts';
import type { CertificateState, SignatureReport, Verdict, VerificationReport } from './report.ts';

/** What a value means for trust; it never stands alone for its meaning. */
export type Tone = 'good' | 'doubt' | 'bad' | '';
export type Fact = { readonly name: string; readonly value: string; readonly tone: Tone };
export type FactCard = { readonly id: string; readonly title: string; readonly facts: readonly Fact[] };

/** A report in words: the one sentence, why, and a card for the file and for each signature. */
export type ReportText = {
  readonly tone: Tone;
  /** '✓', '！' or '✗', for where the tone has no sign of its own. */
  readonly mark: string;
  readonly verdict: string;
  readonly explanation: string;
  readonly cards: readonly FactCard[];
};

export type ReportQuestion = {
  /** The file's name, as the reader knows it. */
  readonly name: string;
  readonly report: VerificationReport;
  /** ISO-8601. */
  readonly checkedAt: string;
  /** The page compares with a typed hash; the desk looks the document up in its case files. */
  readonly comparedWith: 'typedHash' | 'caseFiles';
  /** BCP 47. */
  readonly language: string;
  /** Words of verifier.json, by key without its prefix. */
  readonly words: (key: string, values?: Readonly<Record<string, string | number>>) => string;
};

const tones: Readonly<Record<Verdict, Tone>> = {
  valid: 'good',
  givenRoot: 'doubt',
  unproven: 'doubt',
  untrusted: 'doubt',
  unsigned: 'doubt',
  certificateInvalid: 'bad',
  otherDocument: 'bad',
  altered: 'bad',
  unreadable: 'bad',
};
const marks: Readonly<Record<Tone, string>> = { good: '✓', doubt: '！', bad: '✗', '': '' };
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

/** The whole answer about one file, the same on the desk and on the checker page. */
export function describeReport(question: ReportQuestion): ReportText {
  const { report, words } = question;
  const tone = tones[report.verdict];
  let number = 0;
  return {
    tone,
    mark: marks[tone],
    verdict: words(`verdict.${report.verdict}`),
    explanation: explain(question),
    cards: [
      { id: 'file', title: question.name, facts: describeFile(question) },
      ...report.signatures.map((one, index): FactCard => {
        const id = `signature-${index}`;
        if (one.kind === 'timestamp')
          return { id, title: words('timestamp'), facts: describe(one, question) };
        number += 1;
        return { id, title: words('signature', { number }), facts: describe(one, question) };
      }),
    ],
  };
}

function explain({ report, comparedWith, words }: ReportQuestion): string {
  if (report.verdict === 'unreadable') return words(`file.${report.file}`);
  if (report.verdict === 'otherDocument') return words(`explain.otherDocument.${comparedWith}`);
  return words(`explain.${report.verdict}`);
}

const fact = (name: string, value: string, tone: Tone = ''): Fact => ({ name, value, tone });

function describeFile(question: ReportQuestion): Fact[] {
  const { report, comparedWith, words } = question;
  const { equalsRecord } = report;
  const changes = report.otherChanges.length;
  const equality =
    equalsRecord === null ? words(`equalsRecord.${comparedWith}`) : words(`equalsRecord.${equalsRecord}`);
  return [
    fact(words('size'), words('sizeValue', { size: report.size.toLocaleString('en') })),
    ...(report.file === 'readable'
      ? [
          fact(words('finalised'), report.finalisedSha256 ?? words('unknown')),
          fact(words('equalsRecord'), equality, equalsRecord === null ? '' : equalsRecord ? 'good' : 'bad'),
          changes === 0
            ? fact(words('otherChanges'), words('otherChanges.none'))
            : fact(words('otherChanges'), words('otherChanges.some', { count: changes }), 'bad'),
        ]
      : []),
    ...(report.sm2 === null ? [] : [fact(words('sm2'), words(`sm2.${report.sm2}`), sm2Tones[report.sm2])]),
    fact(words('checkedAt'), formatInstant(question.checkedAt, question)),
  ];
}

function describe(report: SignatureReport, question: ReportQuestion): Fact[] {
  const { words } = question;
  const or = (value: string | undefined) => (value ? value : words('unknown'));
  const instant = (value: string | null) => formatInstant(value, question);
  const isTimestamp = report.kind === 'timestamp';
  const state = words(`certificate.${report.certificate}`);
  const issuer = or(report.issuer?.commonName);
  // Without a list nothing is known about revocation, so it is not shown as good.
  const known = certificateTones[report.certificate];
  const tone = known === 'good' && !report.hasRevocationLists ? '' : known;
  return [
    fact(words(isTimestamp ? 'stampedBy' : 'who'), or(report.subject?.commonName)),
    ...(isTimestamp
      ? []
      : [
          fact(words('office'), or(report.subject?.organisation)),
          fact(words('certificateNumber'), or(report.subject?.certificateNumber)),
          fact(words('reason'), or(report.reason)),
        ]),
    fact(words(isTimestamp ? 'stampedAt' : 'at'), instant(report.at)),
    ...(isTimestamp
      ? []
      : [
          fact(
            words('provenAt'),
            report.provenAt === null ? words('provenAt.none') : instant(report.provenAt),
          ),
        ]),
    fact(words('intact'), words(`intact.${report.isIntact}`), report.isIntact ? 'good' : 'bad'),
    fact(
      words('trusted'),
      words(report.isRootGiven ? 'trusted.given' : `trusted.${report.isTrusted}`, { issuer }),
      report.isTrusted && !report.isRootGiven ? 'good' : 'doubt',
    ),
    fact(
      words('certificate'),
      report.hasRevocationLists ? state : words('certificate.noLists', { state }),
      tone,
    ),
    fact(
      words('validity'),
      words('validityValue', { from: instant(report.validFrom), until: instant(report.validUntil) }),
    ),
    fact(words('covers'), words(`covers.${report.coversWholeFile}`, { bytes: report.coversUpTo })),
    fact(words('serialNumber'), or(report.serialNumber)),
    fact(words('fingerprint'), or(report.fingerprint)),
  ];
}

/** In the office's time, whatever clock the reader's machine keeps. */
function formatInstant(
  instant: string | null,
  { language, words }: Pick<ReportQuestion, 'language' | 'words'>,
): string {
  if (instant === null) return words('unknown');
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeStyle: 'medium',
    timeZone: 'Asia/Shanghai',
  }).format(new Date(instant));
}
