import { useTranslation } from 'react-i18next';
import type { FormId } from '../../shared/case/actions.ts';
import type { CaseDocument } from '../../shared/case/state.ts';
import { stages } from '../../shared/case/steps.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { getFormEntry } from '../../shared/documents/catalogue.ts';
import { countPrinted, countReprints } from '../../shared/documents/print-batch.ts';
import { listPaperSlots, mayBeMade, type PaperSlot } from '../../shared/documents/slots.ts';
import { countSigners } from '../signing/signers.ts';
import { Button } from '../ui/index.tsx';
import { todayInShanghai } from '../ui/shanghai-time.ts';
import { FinaliseAllButton, FinaliseButton } from './FinaliseButton.tsx';
import { useDetailText } from './useDetailText.ts';

/** A paper of the list with its title in the language of the window. */
export type TitledSlot = PaperSlot & { readonly label: string };

/** The finalised document of a slot, the latest, or undefined. */
export function findDocument(view: CaseView, slot: PaperSlot): CaseDocument | undefined {
  return view.documents.findLast((one) => one.form === slot.form && one.subjectId === slot.subjectId);
}

/** Every paper that the case can have today, with its title. */
export function useTitledSlots(view: CaseView): TitledSlot[] {
  const labelOf = useSlotLabel();
  return listPaperSlots(view, todayInShanghai()).map((slot) => ({ ...slot, label: labelOf(slot) }));
}

/** The title of a paper with what tells it from others of its form. */
function useSlotLabel(): (slot: PaperSlot) => string {
  const titleOf = useFormName();
  const detailOf = useDetailText();
  return ({ form, served, detail }) =>
    [titleOf(form), served === undefined ? '' : titleOf(served), detailOf(detail)].filter(Boolean).join(' ');
}

/** The name of a form in the language of the window. */
export function useFormName(): (form: FormId) => string {
  const { t, i18n } = useTranslation();
  return (form) => {
    // What stands large on a cover is the name of the file, not of the cover.
    if (form === 'fileCover') return t('form.fileCover');
    const entry = getFormEntry(form);
    return i18n.language === 'en' ? entry.englishTitle : entry.title;
  };
}

/** The title of a finalised paper in the language of the window, with what tells it from others of its form. */
export function usePaperLabel(view: CaseView): (document: CaseDocument) => string {
  const titleOf = useFormName();
  const labelOf = useSlotLabel();
  const slots = listPaperSlots(view, todayInShanghai());
  return ({ form, subjectId }) => {
    const slot = slots.find((one) => one.form === form && one.subjectId === subjectId);
    return slot === undefined ? titleOf(form) : labelOf(slot);
  };
}

/** The papers by stage: first those that are due or made; the others are opened on request. */
export function PaperList(props: {
  readonly slots: readonly TitledSlot[];
  readonly view: CaseView;
  readonly caseId: string;
  readonly onShow: (slot: TitledSlot) => void;
}) {
  const { t } = useTranslation();
  const { view, slots } = props;
  return stages.map((stage) => {
    const own = slots.filter((slot) => slot.stage === stage);
    const isShown = (slot: PaperSlot) => slot.isDue || findDocument(view, slot) !== undefined;
    const shown = own.filter(isShown);
    const others = own.filter((slot) => !isShown(slot));
    if (own.length === 0) return null;
    const many = listManyOf(own);
    const isOther = (form: FormId) => others.some((slot) => slot.form === form);
    return (
      <div key={stage} data-stage={stage}>
        <h3 style={{ marginTop: '1rem' }}>{t(`stage.${stage}`)}</h3>
        {shown.length > 0 && <Rows {...props} slots={shown} />}
        <Together {...props} slots={own} forms={many.filter((form) => !isOther(form))} />
        {others.length > 0 && (
          <details>
            <summary className="soft" style={{ cursor: 'pointer', padding: '0.5rem 0' }}>
              {t('documents.others', { count: others.length })}
            </summary>
            <Together {...props} slots={own} forms={many.filter(isOther)} />
            <Rows {...props} slots={others} />
          </details>
        )}
      </div>
    );
  });
}

/** From so many papers of one form on they can be made in one go; two or three are looked at one by one. */
const manyFrom = 4;

function listManyOf(slots: readonly PaperSlot[]): FormId[] {
  const forms = [...new Set(slots.map(({ form }) => form))];
  return forms.filter(
    (form) => !isFrozenOnceFinal(form) && slots.filter((slot) => slot.form === form).length >= manyFrom,
  );
}

/** Papers of one form about each of many: those that are still to be made, and one button for all of them. */
function Together(props: {
  readonly view: CaseView;
  readonly caseId: string;
  readonly slots: readonly PaperSlot[];
  readonly forms: readonly FormId[];
}) {
  const { t } = useTranslation();
  const titleOf = useFormName();
  const { view, caseId, slots } = props;
  return props.forms.map((form) => {
    const waiting = slots.filter((slot) => slot.form === form && findDocument(view, slot) === undefined);
    if (waiting.length === 0 || !mayBeMade(view, form)) return null;
    return (
      <div key={form} className="row" data-together={form}>
        <span className="soft">{t('finalise.waiting', { form: titleOf(form), count: waiting.length })}</span>
        <FinaliseAllButton
          caseId={caseId}
          form={form}
          subjectIds={waiting.map(({ subjectId }) => subjectId)}
        />
      </div>
    );
  });
}

function Rows(props: {
  readonly view: CaseView;
  readonly caseId: string;
  readonly slots: readonly TitledSlot[];
  readonly onShow: (slot: TitledSlot) => void;
}) {
  const { t } = useTranslation();
  return (
    <table style={{ tableLayout: 'fixed', width: '100%' }}>
      <colgroup>
        <col style={{ width: '46%' }} />
        <col style={{ width: '22%' }} />
        <col />
      </colgroup>
      <tbody>
        {props.slots.map((slot) => {
          const document = findDocument(props.view, slot);
          return (
            <tr key={`${slot.form}-${slot.subjectId}`} data-document={`${slot.form}.${slot.subjectId}`}>
              <td>{slot.label}</td>
              <td>
                <PaperState document={document} />
              </td>
              <td>
                <div className="row">
                  <Button
                    data-action={`show-${slot.form}-${slot.subjectId}`}
                    onClick={() => props.onShow(slot)}
                  >
                    {t('documents.showAndPrint')}
                  </Button>
                  {mayBeMade(props.view, slot.form) &&
                    (document === undefined ? slot.form !== 'agreement' : !isFrozenOnceFinal(slot.form)) && (
                      <FinaliseButton
                        kind="plain"
                        caseId={props.caseId}
                        form={slot.form}
                        subjectId={slot.subjectId}
                        replaced={document}
                      />
                    )}
                </div>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Minutes, agreements and visits are made final once; any other paper can be made anew and replaces the former. */
function isFrozenOnceFinal(form: FormId): boolean {
  return form === 'minutes' || form === 'agreement' || form === 'visitRecord';
}

/** Whether a paper is made, printed and signed. */
export function PaperState({ document }: { readonly document: CaseDocument | undefined }) {
  const { t } = useTranslation();
  if (document === undefined) return <span className="soft">{t('documents.notYet')}</span>;
  const { signed, refused } = countSigners(document);
  return (
    <>
      <span className="tag tag-green">{t('documents.final')}</span>
      {document.printings.length > 0 && <PrintedCount document={document} />}
      {signed > 0 && <span className="tag">{t('documents.signed', { count: signed })}</span>}
      {refused > 0 && <span className="tag tag-amber">{t('documents.refused', { count: refused })}</span>}
      {document.isLate && <span className="tag tag-amber">{t('documents.late')}</span>}
    </>
  );
}

/** Copies that came out, and how many of them are reprints beyond the rule. */
export function PrintedCount({ document }: { readonly document: CaseDocument }) {
  const { t } = useTranslation();
  const reprints = countReprints(document);
  return (
    <span className="tag">
      {t('documents.printed', { count: countPrinted(document) })}
      {reprints > 0 && t('documents.reprints', { count: reprints })}
    </span>
  );
}
