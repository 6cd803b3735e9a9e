import type { Page } from '@playwright/test';
import type { EntityPatch } from '../../shared/case/actions.ts';
import type { OpenedCase } from '../../shared/contract/cases.ts';
import type { DeskApi } from '../../shared/contract/desk-api.ts';
import { getFormEntry } from '../../shared/documents/catalogue.ts';
import { listUnservedPapers } from '../../shared/documents/service.ts';
import { toShanghaiDate, toShanghaiTime } from '../../shared/text/dates.ts';
import type { CaseFile } from './case-file.ts';
import { type Hands, mouseHands } from './hands.ts';
import { type CaseOrders, ordersOfCase, recorderOf, type SignatureOrder } from './orders.ts';
import { workerTableOf, writeWorkerSheet } from './workers-sheet.ts';

/** The PIN of the office that a demo or a test sets up. It protects nothing but invented cases. */
export const playPin = '246813';

declare const window: { readonly desk: DeskApi };

/** Works the real window as a person would: by its fields and buttons. Reading back goes through `window.desk`. */
export function createDriver(page: Page, hands: Hands = mouseHands) {
  const field = (path: string) => page.locator(`[data-field="${path}"]`).first();
  const press = (action: string) => hands.press(page.locator(`[data-action="${action}"]`).first());
  /** Presses what saves, and waits until it is saved; fails with what the window says instead. */
  const pressAndWait = async (action: string) => {
    const before = await countActions();
    await press(action);
    await awaitSaved(action, before);
  };
  /** Asks again and again inside the page: Playwright's `waitForFunction` takes an unanswered promise for a yes. */
  const awaitSaved = async (step: string, before: number): Promise<void> => {
    const problem = await page.evaluate(async (known) => {
      const end = Date.now() + 60_000;
      for (;;) {
        const answer = await window.desk.desk.safety({});
        const isSaved = answer.ok && answer.value.savedActions > known;
        const error = [...document.querySelectorAll<HTMLElement>('.notice-error[role="alert"]')].find(
          (one) => one.closest('li') === null && one.checkVisibility(),
        );
        if (error !== undefined) return error.innerText;
        if (isSaved) return null;
        if (Date.now() > end) return 'nothing was saved';
        await new Promise((done) => setTimeout(done, 30));
      }
    }, before);
    if (problem !== null) throw new Error(`${step}: ${problem}`);
  };
  const countActions = () =>
    page.evaluate(async () => {
      const answer = await window.desk.desk.safety({});
      return answer.ok ? answer.value.savedActions : 0;
    });
  const goTo = (name: string) => hands.press(page.locator(`[data-nav="${name}"]`));
  const section = (id: string) => hands.press(page.locator(`[data-section="${id}"]`));

  /** What the desk called the parties, agents, claims and evidence of the case file. */
  const deskIds = new Map<string, string>();
  const idOf = (id: string): string => deskIds.get(id) ?? id;
  /** The same orders with the desk's own ids. */
  const own = <Orders>(orders: Orders): Orders =>
    JSON.parse(JSON.stringify(orders), (_, value: unknown) =>
      typeof value === 'string' ? idOf(value) : value,
    ) as Orders;
  /** Begins a card by its button; answers the id that the desk gave it. */
  const beginCard = async (kind: string, action: string): Promise<string> => {
    const listIds = async () =>
      (
        await page
          .locator(`[data-field^="${kind}."]`)
          .evaluateAll((fields) => fields.map((one) => one.getAttribute('data-field') ?? ''))
      ).map((path) => path.split('.')[1] ?? '');
    const known = new Set(await listIds());
    await press(action);
    for (;;) {
      const begun = (await listIds()).find((id) => !known.has(id));
      if (begun !== undefined) return begun;
      await page.waitForTimeout(20);
    }
  };

  /** What stands under this path, once it is there. One question to the page: a locator asks ten for the same. */
  const findKind = async (path: string): Promise<string> => {
    const kind = await page.evaluate(async (selector) => {
      const end = Date.now() + 30_000;
      for (;;) {
        const element = document.querySelector(selector);
        if (element !== null) return `${element.tagName}.${element.getAttribute('type') ?? ''}`;
        if (Date.now() > end) return null;
        await new Promise((done) => setTimeout(done, 20));
      }
    }, `[data-field="${path}"]`);
    if (kind === null) throw new Error(`No field ${path}`);
    return kind;
  };
  const fill = async (path: string, value: unknown): Promise<void> => {
    const target = field(path);
    const kind = await findKind(path);
    if (kind === 'SELECT.') await hands.choose(target, String(value));
    else if (kind === 'INPUT.checkbox') await hands.tick(target, value === true);
    else await hands.write(target, String(value));
  };
  /** Sets the chips of a list to exactly these values. */
  const chooseMany = async (path: string, values: readonly string[]): Promise<void> => {
    const chips = await page.locator(`[data-field^="${path}."]`).evaluateAll((all) =>
      all.map((chip) => ({
        name: chip.getAttribute('data-field') ?? '',
        isPressed: chip.getAttribute('aria-pressed') === 'true',
      })),
    );
    for (const { name, isPressed } of chips) {
      if (isPressed !== values.includes(name.slice(path.length + 1))) await hands.press(field(name));
    }
  };
  /** From the top of the screen down, as somebody goes who has no mouse. What is not there yet comes last. */
  const inScreenOrder = async <Value>(
    path: string,
    given: readonly (readonly [string, Value])[],
  ): Promise<(readonly [string, Value])[]> => {
    const places = await page
      .locator('[data-field]')
      .evaluateAll((fields) => fields.map((one) => one.getAttribute('data-field') ?? ''));
    const placeOf = (name: string) => {
      const at = places.findIndex((one) => one === `${path}.${name}` || one.startsWith(`${path}.${name}.`));
      return at < 0 ? places.length : at;
    };
    return [...given].sort(([left], [right]) => placeOf(left) - placeOf(right));
  };
  const fillPatch = async (
    { kind, id, fields }: EntityPatch,
    skipped: readonly string[] = [],
  ): Promise<void> => {
    const given = Object.entries(fields).filter(([name]) => !skipped.includes(name));
    for (const [name, value] of hands.isInScreenOrder ? await inScreenOrder(`${kind}.${id}`, given) : given) {
      const path = `${kind}.${id}.${name}`;
      if (name === 'receivedAt')
        await fill(path, `${toShanghaiDate(String(value))}T${toShanghaiTime(String(value))}`);
      else if (name === 'externalDocument') {
        for (const [part, text] of Object.entries(value as Record<string, string>))
          await fill(`${path}.${part}`, text);
      } else if (Array.isArray(value)) await chooseMany(path, value as string[]);
      else if (name !== 'electronicServiceAccount' || fields.isElectronicServiceAgreed === true)
        await fill(path, value);
    }
  };
  const openedCase = (caseId: string): Promise<OpenedCase> =>
    page.evaluate(async (id) => {
      const answer = await window.desk.cases.open({ caseId: id });
      if (!answer.ok) throw new Error(answer.code);
      return answer.value;
    }, caseId);
  /** The id of the service that was just begun. */
  const begunService = async (): Promise<string> => {
    const path = await page.locator('[data-field$=".servedOn"]').first().getAttribute('data-field');
    return path?.split('.')[1] ?? '';
  };
  /** Pastes into the field that has the focus, as from another program. */
  const paste = (text: string) =>
    page.evaluate((block) => {
      const data = new DataTransfer();
      data.setData('text/plain', block);
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, text);
  return {
    page,
    /** From the top, where it says which case it is and how far it has come. */
    screenshot: async (path: string): Promise<void> => {
      await page.evaluate(() => document.querySelector('.shell-main')?.scrollTo(0, 0));
      await page.screenshot({ path });
    },
    section,
    goTo,
    press,
    field,
    /** What the window says under this name. */
    textOf: (value: string) => page.locator(`[data-value="${value}"]`).first().innerText(),

    /** First run: the case's own office and its first mediator. */
    setUpOffice: async (file: CaseFile): Promise<string> => {
      const { office } = file;
      const [mediator] = file.mediators;
      if (mediator === undefined) throw new Error('The case names no mediator.');
      await press('set-up-own');
      const values = {
        officeName: office.name,
        shortName: office.shortName,
        district: office.district,
        address: office.address,
        phone: office.phone,
        officeHead: office.officeHead,
        arbitrationCommission: office.arbitrationCommission,
        court: office.court,
        deskLetter: 'A',
        name: mediator.name,
        certificateNumber: mediator.certificateNumber,
        validFrom: mediator.validFrom,
        validTo: mediator.validTo,
        pin: playPin,
        pinAgain: playPin,
      };
      for (const [id, value] of Object.entries(values)) await hands.write(page.locator(`#${id}`), value);
      await press('finish-set-up');
      const key = await page.locator('.recovery-key').innerText();
      await hands.tick(field('isRecoveryKeyKept'), true);
      await press('recovery-key-kept');
      await page.waitForSelector('.shell');
      return key;
    },

    unlock: async (pin: string = playPin): Promise<void> => {
      await hands.write(field('pin'), pin);
      await press('unlock');
      await page.waitForSelector('.shell');
    },

    addMediators: async (file: CaseFile): Promise<void> => {
      await goTo('settings');
      for (const mediator of file.mediators.slice(1)) {
        await fill('person.name', mediator.name);
        await fill('person.certificateNumber', mediator.certificateNumber);
        await fill('person.validFrom', mediator.validFrom);
        await fill('person.validTo', mediator.validTo);
        await press('add-person');
        await page.locator('td', { hasText: mediator.certificateNumber }).waitFor();
      }
    },

    createCase: async (orders: CaseOrders): Promise<string> => {
      await goTo('cases');
      await press('new-case');
      await fill('openedOn', orders.openedOn);
      await fill('externalNumber', orders.externalNumber);
      await press('create-case');
      await page.waitForSelector('[data-action="save-intake"]');
      return page.evaluate(async () => {
        const answer = await window.desk.cases.list({ order: 'changed' });
        return answer.ok ? (answer.value.rows[0]?.id ?? '') : '';
      });
    },

    /** From the list, as whoever comes back to a case does. */
    openCase: async (caseId: string): Promise<void> => {
      await goTo('cases');
      await hands.press(page.locator(`main [data-case="${caseId}"]`).first());
    },

    /**
     * 集体争议: the workers come from a sheet, their instalments by paste as from a spreadsheet, then the election.
     */
    importWorkers: async (file: CaseFile, caseId: string, sheetPath: string): Promise<void> => {
      const [collective] = ordersOfCase(file).intake.filter(({ kind }) => kind === 'collective');
      const { rows, dueDates } = workerTableOf(file);
      await fill('application.application.workerCount', rows.length);
      await fill('application.application.isCollective', true);
      await pressAndWait('save-intake');
      writeWorkerSheet(file, sheetPath);
      await field('workers.file').setInputFiles(sheetPath);
      await press('take-workers');
      await press('workers-instalments');
      for (const [index, dueDate] of dueDates.entries()) {
        await press('add-worker-instalment');
        await fill(`worker.dueDate.${index + 1}`, dueDate);
      }
      await field('worker.1.instalment1').focus();
      await paste(rows.map(({ instalments }) => instalments.join('\t')).join('\r\n'));
      const { representativeIds, electedOn, consentSignedOn, representativePowers } =
        collective?.fields ?? {};
      const nameOf = (id: unknown) => file.parties.find((party) => party.id === id)?.name ?? '';
      for (const id of representativeIds as readonly string[])
        await hands.press(page.locator('#collective .chip', { hasText: nameOf(id) }));
      await fill('collective.collective.electedOn', electedOn);
      await fill('collective.collective.consentSignedOn', consentSignedOn);
      await fill('collective.collective.representativePowers', representativePowers);
      await pressAndWait('save-workers');
      const { view } = await openedCase(caseId);
      for (const { id, name, idNumber } of file.parties) {
        const worker = view.parties.find((one) => one.idNumber === idNumber && one.name === name);
        if (worker !== undefined) deskIds.set(id, worker.id);
      }
    },

    recordIntake: async (orders: CaseOrders): Promise<void> => {
      const ofKind = (kind: string) => orders.intake.filter((patch) => patch.kind === kind);
      await hands.openFolds(page);
      for (const patch of ofKind('application')) await fillPatch(patch);
      for (const patch of ofKind('party')) {
        const { side, kind } = patch.fields;
        // A worker who came from the sheet already has a card; the address is what the sheet does not say.
        if (deskIds.has(patch.id)) {
          await fill(`party.${idOf(patch.id)}.deliveryAddress`, patch.fields.deliveryAddress);
          continue;
        }
        const action = side === 'thirdParty' ? 'add-third-party' : `add-${side}-${kind}`;
        deskIds.set(patch.id, await beginCard('party', action));
        await hands.openFolds(page);
        await fillPatch(own(patch), ['side', 'kind']);
      }
      for (const patch of ofKind('agent')) {
        const id = await beginCard('agent', 'add-agent');
        deskIds.set(patch.id, id);
        await fillPatch(own(patch), ['role', 'powers', 'hasSpecialPowers']);
        for (const power of (patch.fields.powers ?? []) as readonly { text: string; special: boolean }[]) {
          const listed = page
            .locator('.card', { has: field(`agent.${id}.name`) })
            .getByLabel(power.text, { exact: true });
          if ((await listed.count()) > 0) await hands.tick(listed.first(), true);
          else {
            await fill(`agent.${id}.otherPower`, power.text);
            await press(`add-${power.special ? 'special-' : ''}power-${id}`);
          }
        }
      }
      for (const patch of ofKind('claim')) {
        deskIds.set(patch.id, await beginCard('claim', 'add-claim'));
        await fillPatch(own(patch), ['claimantIds']);
      }
      for (const patch of ofKind('evidence')) {
        deskIds.set(patch.id, await beginCard('evidence', 'add-evidence'));
        await fillPatch(own(patch));
      }
      await pressAndWait('save-intake');
    },

    recordAcceptance: async (file: CaseFile, given: CaseOrders): Promise<void> => {
      const orders = own(given);
      await section('acceptance');
      for (const patch of orders.responses) await fillPatch(patch, ['partyId']);
      if (orders.responses.length > 0) await pressAndWait('save-responses');
      await fill('acceptance.decision', String(orders.acceptance.decision));
      await fill('acceptance.decidedOn', file.acceptance.decidedOn);
      await fill('acceptance.reason', file.acceptance.reason);
      await fill('acceptance.approvedBy', file.acceptance.approvedBy);
      await fill('acceptance.recorder', recorderOf(file));
      for (const mediator of file.mediators) {
        const chip = page.locator(`[data-mediator="${mediator.name}"]`);
        // The only mediator of the office is proposed already.
        if ((await chip.getAttribute('aria-pressed')) !== 'true') await hands.press(chip);
      }
      const open = page.locator('[data-field^="overrule."]');
      for (let index = 0; index < (await open.count()); index += 1) {
        await hands.write(open.nth(index), '已当面核实，双方均无异议。');
      }
      await pressAndWait('decide-acceptance');
      for (const extension of orders.extensions) {
        await fill('extension.toDueDate', extension.toDueDate);
        await fill('extension.reason', extension.reason);
        const consents = extension.consents as CaseFile['extensions'][number]['consents'];
        for (const row of await page.locator('[data-consent]').all()) {
          const id = (await row.getAttribute('data-consent')) ?? '';
          const consent = consents.find(({ partyIds }) => partyIds.includes(id));
          await fill(`extension.consent.${id}.on`, consent?.on);
          await fill(`extension.consent.${id}.manner`, consent?.manner);
        }
        await pressAndWait('agree-extension');
      }
    },

    holdMeeting: async (order: CaseOrders['meetings'][number]): Promise<void> => {
      await section('minutes');
      await pressAndWait('begin-meeting');
      const number = Number(order.meeting.fields.number);
      await hands.press(page.locator(`[data-meeting="${number}"]`));
      const id = (await page.locator('[data-composer]').getAttribute('data-composer')) ?? '';
      const speakers = new Set(
        await page
          .locator('[data-speaker]')
          .evaluateAll((chips) => chips.map((chip) => chip.getAttribute('data-speaker') ?? '')),
      );
      const attendees = order.meeting.fields.attendees as readonly { name: string; role: string }[];
      const named = order.entries.flatMap(([entry]) => ({
        name: String(entry?.fields.speaker),
        role: String(entry?.fields.speakerRole),
      }));
      for (const one of [...attendees, ...named]) {
        if (speakers.has(one.name)) continue;
        speakers.add(one.name);
        await fill('attendee.name', one.name);
        await fill('attendee.role', one.role);
        await press('add-attendee');
      }
      await fillPatch({ ...order.meeting, id }, ['number', 'attendees', 'adjournments']);
      for (const [index, row] of (
        order.meeting.fields.adjournments as readonly Record<string, string>[]
      ).entries()) {
        await press('add-adjournment');
        for (const [part, text] of Object.entries(row)) await fill(`adjournment.${index}.${part}`, text);
      }
      await pressAndWait('save-meeting');
      for (const patches of order.entries) {
        const [entry, offer] = patches;
        if (entry === undefined) continue;
        await hands.press(page.locator(`[data-speaker="${String(entry.fields.speaker)}"]`).first());
        await fill('entry.kind', entry.fields.kind);
        await fill('entry.time', entry.fields.time);
        if (offer) {
          if (offer.fields.amount) await fill('entry.amount', offer.fields.amount);
          await fill('entry.terms', offer.fields.terms);
        }
        await hands.write(field('entry.text'), String(entry.fields.text));
        await pressAndWait('write-entry');
      }
    },

    addFacts: async (orders: CaseOrders): Promise<void> => {
      for (const fact of orders.undisputedFacts) {
        await fill('fact.text', fact.fields.text);
        await pressAndWait('add-fact');
      }
    },

    writeCaucusNotes: async (file: CaseFile): Promise<void> => {
      for (const note of file.caucusNotes) {
        await hands.press(page.locator(`[data-meeting="${note.meetingNumber}"]`));
        const attendees = file.meetings.find(({ number }) => number === note.meetingNumber)?.attendees ?? [];
        const name = attendees.find(({ personId }) => personId === note.withId)?.name ?? '';
        const partner = field('caucus.withId').locator('option', { hasText: name }).first();
        if (file.mediators.length > 1) {
          const holder = file.mediators.find(({ id }) => id === note.mediatorId)?.name ?? '';
          const held = field('caucus.heldById').locator('option', { hasText: holder }).first();
          await fill('caucus.heldById', await held.getAttribute('value'));
        }
        await fill('caucus.withId', await partner.getAttribute('value'));
        await fill('caucus.time', toShanghaiTime(note.at));
        await fill('caucus.text', note.text);
        await pressAndWait('write-caucus');
      }
    },

    finaliseMinutes: async (number: number): Promise<void> => {
      await hands.press(page.locator(`[data-meeting="${number}"]`));
      await pressAndWait('finalise-minutes');
    },

    /** Answers the desk's ids of the case's obligations, in their order. */
    draftAgreement: async (given: CaseOrders): Promise<string[]> => {
      const orders = own(given);
      await section('agreement');
      await pressAndWait('draft-empty');
      const ids: string[] = [];
      for (const patch of orders.agreement.filter((one) => one.kind === 'obligation')) {
        await press(patch.fields.isMonetary ? 'add-money' : 'add-duty');
        const card = page.locator('[data-obligation]').nth(ids.length);
        const id = (await card.getAttribute('data-obligation')) ?? '';
        ids.push(id);
        const { debtorIds, creditorIds, claimIds } = patch.fields;
        await chooseMany(`obligation.${id}.debtorIds`, debtorIds as string[]);
        await chooseMany(`obligation.${id}.creditorIds`, creditorIds as string[]);
        await chooseMany(`obligation.${id}.claimIds`, claimIds as string[]);
        await fillPatch({ ...patch, id }, [
          'agreementVersion',
          'order',
          'isMonetary',
          'claimIds',
          'debtorIds',
          'creditorIds',
          'instalments',
        ]);
        // What the workers of a group settled for stands in their table: it is not typed again.
        const isInTable = (await page.locator(`[data-action="use-table-of-workers-${id}"]`).count()) > 0;
        if (isInTable) await press(`use-table-of-workers-${id}`);
        const rows = (isInTable ? [] : (patch.fields.instalments ?? [])) as readonly {
          dueDate: string;
          amount: string;
        }[];
        for (const [index, row] of rows.entries()) {
          await press(`add-instalment-${id}`);
          await fill(`obligation.${id}.instalments.${index}.dueDate`, row.dueDate);
          await fill(`obligation.${id}.instalments.${index}.amount`, row.amount);
        }
      }
      const [terms] = orders.agreement.filter((one) => one.kind === 'agreementTerms');
      if (terms) await fillPatch(terms, ['openItems', 'copyHolders']);
      await pressAndWait('save-agreement');
      return ids;
    },

    finaliseAgreement: async (): Promise<void> => {
      const open = page.locator('[data-field^="overrule."]');
      for (let index = 0; index < (await open.count()); index += 1) {
        await hands.write(open.nth(index), '双方当事人已当面确认，维持原文。');
      }
      await pressAndWait('finalise-agreement');
    },

    finaliseDocument: async (form: string, subjectId = 'application'): Promise<void> => {
      await section('documents');
      const before = await countActions();
      await hands.press(
        page.locator(`[data-document="${form}.${subjectId}"] [data-action="finalise-${form}"]`),
      );
      await awaitSaved(`finalise ${form}`, before);
    },

    /** Signs a document for those who have a row in the table; others (a legal representative) sign for their party. */
    sign: async (
      given: CaseFile,
      form: string,
      subjectId: string,
      orders: readonly SignatureOrder[],
    ): Promise<void> => {
      const [file, signatures] = [own(given), own(orders)];
      await section('documents');
      const mediators = await page.evaluate(async () => {
        const answer = await window.desk.desk.mediators({});
        return answer.ok ? answer.value.mediators : [];
      });
      const workers = (file.collective?.table ?? []).map(({ partyId }) => partyId);
      const registered = new Set<string>();
      for (const signature of signatures) {
        const isLike = (one: SignatureOrder) =>
          one.manner === signature.manner && one.date === signature.date && one.note === signature.note;
        const employer = file.parties.find((party) => party.legalRepresentative?.id === signature.signerId);
        const signerId =
          signature.capacity === 'mediator'
            ? (mediators.find((one) => one.name === signature.signerName)?.id ?? '')
            : signature.capacity === 'recorder'
              ? 'recorder'
              : (employer?.id ?? signature.signerId);
        if (registered.has(signerId)) continue;
        await hands.press(page.locator(`[data-sign="${form}.${subjectId}.${signerId}"]`));
        await fill('sign.manner', signature.manner);
        await fill('sign.date', signature.date);
        await fill('sign.note', signature.note);
        // Workers of a group who sign at one table are registered together.
        const together = workers.includes(signerId)
          ? workers.filter((id) => signatures.some((one) => one.signerId === id && isLike(one)))
          : [];
        if (together.length > 1 && together.length === workers.length) {
          await fill('sign.isForGroup', true);
          await press('sign');
          await field('sign.manner').waitFor({ state: 'detached' });
          for (const id of together) registered.add(id);
        } else await pressAndWait('sign');
      }
    },

    /** Joins the desk to a central server and gets the certificates of its person, as an administrator would approve. */
    certify: async (access: {
      readonly address: string;
      readonly code: string;
      readonly account: string;
      readonly password: string;
    }): Promise<void> => {
      await page.evaluate(
        async ([{ address, code, account, password }, pin]) => {
          const { sync, certificates } = window.desk;
          const holdings = async () => {
            const answer = await certificates.standing({});
            return answer.ok ? answer.value : { authority: 'notEnrolled', holdings: [] };
          };
          const until = async (holds: () => Promise<boolean>) => {
            while (!(await holds())) await new Promise((done) => setTimeout(done, 100));
          };
          for (const answer of [
            await sync.enrol({ address, code }),
            await sync.signIn({ account, password }),
          ]) {
            if (!answer.ok) throw new Error(answer.code);
          }
          await until(async () => (await holdings()).authority === 'founded');
          for (const capacity of ['mediator', 'organisation'] as const) {
            const asked = await certificates.request({ capacity, pin });
            if (!asked.ok) throw new Error(asked.code);
            await until(async () =>
              (await holdings()).holdings.some((one) => one.capacity === capacity && one.state === 'inForce'),
            );
          }
        },
        [access, playPin] as const,
      );
    },

    /** Signs by certificate, as mediator and with the seal, and waits for the server's receipts. */
    signByCertificate: (caseId: string, documentId: string) =>
      page.evaluate(
        async ([paper, pin]) => {
          const { documents } = window.desk;
          for (const capacity of ['mediator', 'organisation'] as const) {
            const answer = await documents.signWithCertificate({ ...paper, capacity, pin });
            if (!answer.ok) throw new Error(answer.code);
          }
          for (;;) {
            const answer = await documents.certificateState(paper);
            if (!answer.ok) throw new Error(answer.code);
            const { signatures } = answer.value;
            if (signatures.every((one) => one.receiptAt !== null)) return signatures;
            await new Promise((done) => setTimeout(done, 100));
          }
        },
        [{ caseId, documentId }, playPin] as const,
      ),

    /** 仲裁审查, and what became of it. */
    recordEnforcement: async ({ enforcement }: CaseOrders): Promise<void> => {
      if (enforcement === null) return;
      await section('agreement');
      await pressAndWait('choose-arbitrationReview');
      await fillPatch(enforcement);
      await pressAndWait('save-enforcement');
    },

    /** 支付令, once something is late: the filing and its days. */
    recordPaymentOrder: async (orders: CaseOrders): Promise<void> => {
      const { paymentOrder } = own(orders);
      if (paymentOrder === null) return;
      await section('performance');
      await press('add-payment-order');
      const course = page.locator('[data-payment-order-course]').last();
      const id = (await course.getAttribute('data-payment-order-course')) ?? '';
      await fillPatch({ ...paymentOrder, id });
      await pressAndWait('save-payment-orders');
    },

    recordPerformance: async (orders: CaseOrders, obligationIds: readonly string[]): Promise<void> => {
      await section('performance');
      const own = orders.agreement.filter((one) => one.kind === 'obligation');
      for (const patch of orders.performances) {
        const { obligationId, instalmentNumber, doneOn, amount, method, proof } = patch.fields;
        const index = own.findIndex((one) => one.id === obligationId);
        // The desk counts the instalments of each obligation; a case file may count those of the whole schedule.
        const instalments = (own[index]?.fields.instalments ?? []) as readonly { readonly number: number }[];
        const number = instalments.findIndex((one) => one.number === instalmentNumber) + 1;
        const name = `${obligationIds[index]}.${number}`;
        await fill(`performance.${name}.doneOn`, doneOn);
        if (amount) await fill(`performance.${name}.amount`, amount);
        if (method) await fill(`performance.${name}.method`, method);
        await fill(`performance.${name}.proof`, proof ?? '');
        await pressAndWait(`record-performance-${name}`);
      }
    },

    recordVisit: async (patch: EntityPatch): Promise<string> => {
      await section('visits');
      await press('add-visit');
      const last = page.locator('[data-visit]').last();
      const path = (await last.locator('[data-field$=".findings"]').getAttribute('data-field')) ?? '';
      const id = path.split('.')[1] ?? '';
      await fillPatch({ ...own(patch), id }, ['number']);
      await pressAndWait('record-visit');
      await pressAndWait('finalise-visitRecord');
      return id;
    },

    /** Who received which of the papers that were made, and what went to other bodies; what this file has no paper of is left out. */
    recordServices: async ({ services }: CaseOrders, caseId: string): Promise<void> => {
      await section('documents');
      for (const { partyId, papers, note, ...fields } of own(services)) {
        const { view } = await openedCase(caseId);
        if (partyId === null) {
          await press('add-service-body');
          const { receivedBy, ...told } = fields;
          const sent = { recipient: receivedBy, otherPapers: papers.join('、'), ...told };
          await fillPatch({
            kind: 'service',
            id: await begunService(),
            fields: { ...sent, ...(note ? { note } : {}) },
          });
          await pressAndWait('save-services');
          continue;
        }
        const party = view.parties.find(({ id }) => id === partyId);
        const served = (party ? listUnservedPapers(view, party) : []).filter(({ form }) =>
          papers.some((one) => getFormEntry(form).title.endsWith(one)),
        );
        if (served.length === 0) continue;
        await press(`add-service-${partyId}`);
        const id = await begunService();
        await chooseMany(
          `service.${id}.documentIds`,
          served.map(({ documentId }) => documentId),
        );
        await fillPatch({ kind: 'service', id, fields: { ...fields, ...(note ? { note } : {}) } });
        await pressAndWait('save-services');
      }
    },

    recordOutcome: async (orders: CaseOrders): Promise<void> => {
      await section('closing');
      await fill('outcome.code', orders.outcome.code);
      await fill('outcome.closedOn', orders.outcome.closedOn);
      await fill('outcome.note', orders.outcome.note);
      await pressAndWait('record-outcome');
    },

    archive: async (orders: CaseOrders): Promise<void> => {
      await section('closing');
      for (const name of ['archiveNumber', 'filedBy', 'checkedBy', 'filedOn', 'retentionClass', 'note']) {
        await fill(`archive.${name}`, orders.archive[name]);
      }
      // What only the paper can show, the archivist has looked up in the paper.
      const onPaper = page.locator('[data-action^="on-paper-"]');
      while ((await onPaper.count()) > 0) await hands.press(onPaper.first());
      await pressAndWait('archive');
    },

    openedCase,
    idOf,
    beginCard,

    readPdf: async (caseId: string, documentId: string): Promise<Buffer> =>
      Buffer.from(
        await page.evaluate(
          async ([id, document_]) => {
            const answer = await window.desk.documents.readSigned({ caseId: id, documentId: document_ });
            if (!answer.ok) throw new Error(answer.code);
            return answer.value.pdf;
          },
          [caseId, documentId] as const,
        ),
        'base64',
      ),

    orders: ordersOfCase,
  };
}
export type Driver = ReturnType<typeof createDriver>;
