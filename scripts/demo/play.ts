import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseFile } from './case-file.ts';
import type { Driver } from './desk-driver.ts';

/** What the demo does beside the play, and a test in the place of its beginning. */
type Audience = {
  /** Hears what is done next. */
  readonly say?: (text: string) => void;
  /** Sees each screen that is worth a picture, by its name. */
  readonly show?: (name: string) => Promise<void>;
  /** A central server with an authority: then the agreement is also signed by certificate. */
  readonly access?: Parameters<Driver['certify']>[0] | null;
  /** Enters what is said up to the last meeting without typing, where only the end is looked at; answers the case's id. */
  readonly enter?: (file: CaseFile) => Promise<string>;
};

/** Keeps the pictures of a play in a folder, numbered in their order. */
export function takePictures(driver: Driver, folder: string): (name: string) => Promise<void> {
  mkdirSync(folder, { recursive: true });
  let picture = 0;
  return async (name) => {
    picture += 1;
    await driver.page.waitForTimeout(150);
    await driver.screenshot(join(folder, `${String(picture).padStart(2, '0')}-${name}.png`));
  };
}

/** Plays a whole case through the window, from intake to the archive; answers what the desk made of it. */
export async function playCase(
  driver: Driver,
  file: CaseFile,
  output: string,
  { say = () => {}, show = async () => {}, access = null, enter }: Audience = {},
) {
  mkdirSync(output, { recursive: true });
  say('setting up the office');
  await show('first-screen');
  await driver.setUpOffice(file);
  await driver.addMediators(file);
  await show('settings');
  const begin = enter === undefined ? typeBeginning : enterBeginning(enter);
  const { caseId, claimTotal } = await begin(driver, file, output, { say, show });
  const orders = driver.orders(file);
  await driver.writeCaucusNotes(file);
  for (const [index, meeting] of orders.meetings.entries()) {
    const view = (await driver.openedCase(caseId)).view;
    await driver.sign(file, 'minutes', view.meetings[index]?.id ?? '', meeting.signatures);
  }

  let obligationIds: string[] = [];
  // A way that was chosen ends the time limit of the other.
  let deadlinesBefore: Awaited<ReturnType<Driver['openedCase']>>['deadlines'] = [];
  let agreementTotal = '';
  const certificateSignatures: Awaited<ReturnType<Driver['signByCertificate']>> = [];
  if (file.agreement !== null) {
    say('agreement');
    obligationIds = await driver.draftAgreement(orders);
    await driver.page.locator('.paper-preview[data-pages]').waitFor();
    await show('agreement');
    agreementTotal = await driver.textOf('agreementTotal');
    await driver.finaliseAgreement();
    await driver.sign(file, 'agreement', '1', orders.agreementSignatures);
    if (access !== null) {
      say('certificates');
      await driver.certify(access);
      const { view } = await driver.openedCase(caseId);
      const documentId = view.agreements.findLast((one) => one.isFinal)?.document?.documentId ?? '';
      certificateSignatures.push(...(await driver.signByCertificate(caseId, documentId)));
    }
    await show('signed');
  }
  await driver.recordOutcome(orders);
  if (file.agreement === null) await driver.finaliseDocument('terminationNotice');
  else {
    say('performance');
    deadlinesBefore = (await driver.openedCase(caseId)).deadlines;
    await driver.recordEnforcement(orders);
    await driver.recordPaymentOrder(orders);
    await driver.recordPerformance(orders, obligationIds);
    await show('performance');
  }
  say('follow-up');
  for (const visit of orders.visits) await driver.recordVisit(visit);
  await show('visits');
  await driver.recordServices(orders, caseId);
  await driver.archive(orders);
  await driver.section('timeline');
  await show('timeline');
  await driver.goTo('today');
  await show('today');
  await driver.goTo('cases');
  await show('cases');

  say('papers');
  const { view, deadlines } = await driver.openedCase(caseId);
  const names = new Map(
    view.documents.map((document) => {
      const meeting = view.meetings.find((one) => one.id === document.subjectId);
      const visit = view.visits.find((one) => one.id === document.subjectId);
      const byForm: Record<string, string> = {
        registrationForm: 'intake',
        rightsNotice: 'rights-notice',
        acceptanceNotice: 'acceptance-notice',
        agreement: 'agreement',
        minutes: `minutes-${meeting?.number}`,
        visitRecord: `visit-${visit?.number}`,
        terminationNotice: 'termination-notice',
      };
      return [document.documentId, `${byForm[document.form] ?? document.form}.pdf`];
    }),
  );
  const documents: Record<string, string> = {};
  for (const [documentId, name] of names) {
    const pdf = await driver.readPdf(caseId, documentId);
    writeFileSync(join(output, name), pdf);
    documents[name] = createHash('sha256').update(pdf).digest('hex');
  }
  const agreement = view.agreements.findLast((one) => one.isFinal);
  const summary = {
    caseNumber: view.opened.caseNumber,
    externalNumber: view.opened.externalNumber,
    stage: view.stage,
    outcome: view.outcome?.code ?? null,
    effectiveDate: agreement?.effectiveness.effectiveDate ?? null,
    missing: agreement?.effectiveness.missing ?? [],
    certificateSignatures: certificateSignatures.map(
      ({ signerName, capacity, certificateNumber, signedAt, receiptAt }) => ({
        signerName,
        capacity,
        certificateNumber,
        signedAt,
        receiptAt,
      }),
    ),
    deadlines: deadlines.map(({ rule, triggerDate, rawDueDate, dueDate, isRolledOver, doneOn, article }) => ({
      rule,
      triggerDate,
      rawDueDate,
      dueDate,
      isRolledOver,
      doneOn,
      basis: article,
    })),
    documents,
  };
  writeFileSync(join(output, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
  return {
    caseId,
    file,
    view,
    deadlines: [...deadlinesBefore, ...deadlines],
    summary,
    claimTotal,
    agreementTotal,
  };
}

type Beginning = { readonly caseId: string; readonly claimTotal: string };

/** From the intake to the finished minutes, every word typed. */
async function typeBeginning(
  driver: Driver,
  file: CaseFile,
  output: string,
  { say, show }: Required<Pick<Audience, 'say' | 'show'>>,
): Promise<Beginning> {
  say('intake');
  const caseId = await driver.createCase(driver.orders(file));
  if (file.collective !== null) await driver.importWorkers(file, caseId, join(output, 'workers.csv'));
  const orders = driver.orders(file);
  await driver.recordIntake(orders);
  const claimTotal = await driver.textOf('claimTotal');
  await show('intake');
  await driver.recordAcceptance(file, orders);
  await show('acceptance');
  await finaliseFirstPapers(driver);
  for (const [index, meeting] of orders.meetings.entries()) {
    say(`meeting ${index + 1}: ${meeting.entries.length} entries`);
    await driver.holdMeeting(meeting);
    await show(`minutes-${index + 1}`);
    await driver.finaliseMinutes(index + 1);
  }
  await driver.addFacts(orders);
  return { caseId, claimTotal };
}

/** The same papers of a case that was entered otherwise. */
const enterBeginning =
  (enter: NonNullable<Audience['enter']>) =>
  async (driver: Driver, file: CaseFile): Promise<Beginning> => {
    const caseId = await enter(file);
    await driver.openCase(caseId);
    await driver.section('intake');
    const claimTotal = await driver.textOf('claimTotal');
    await finaliseFirstPapers(driver);
    await driver.section('minutes');
    for (const { number } of file.meetings) await driver.finaliseMinutes(number);
    return { caseId, claimTotal };
  };

async function finaliseFirstPapers(driver: Driver): Promise<void> {
  await driver.finaliseDocument('registrationForm');
  await driver.finaliseDocument('acceptanceNotice');
  await driver.finaliseDocument('rightsNotice');
}
