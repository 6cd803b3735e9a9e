import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormId } from '../../shared/case/actions.ts';
import type { CaseDocument } from '../../shared/case/state.ts';
import { findRefusal } from '../../shared/case/step-refusals.ts';
import { permissionToWrite } from '../../shared/directory/permissions.ts';
import { call, desk } from '../app/desk.ts';
import { useAct, useOpenedCase } from '../casepage/useCase.ts';
import { useMay } from '../shell/useMay.ts';
import { Button, Notice, useOrder } from '../ui/index.tsx';

/**
 * 定稿: says what becomes fixed; what was set aside goes with its reason. Not there where no such paper can be made. What
 * somebody has signed is asked about first: its signatures do not go over to the paper that takes its place.
 */
export function FinaliseButton(props: {
  readonly caseId: string;
  readonly form: FormId;
  readonly subjectId: string;
  readonly isDisabled?: boolean;
  /** In a list of papers none is the one next step. */
  readonly kind?: 'primary' | 'plain';
  /** Made final before: it would take the place of that one. */
  readonly replaced?: CaseDocument | undefined;
  readonly overruled?: readonly { readonly rule: string; readonly reason: string }[];
}) {
  const { t } = useTranslation();
  const { caseId, form, subjectId, isDisabled = false, kind = 'primary', replaced, overruled = [] } = props;
  const mayMake = useMayMake(caseId, form);
  const make = useFinalising(caseId);
  const [isAsked, setAsked] = useState(false);
  const finalise = useOrder(async () => {
    await make(form, subjectId, overruled);
    setAsked(false);
  });
  const signatures = replaced?.signatures.length ?? 0;
  if (!mayMake) return null;
  return (
    <>
      {finalise.failure}
      <Button
        kind={kind}
        data-action={`finalise-${form}`}
        disabled={isDisabled || finalise.isBusy}
        // It comes where another button stood: the second half of a double click there makes nothing final.
        onClick={({ detail }) => {
          if (detail >= 2) return;
          if (signatures > 0) setAsked(true);
          else void finalise.run();
        }}
      >
        {replaced ? t('finalise.again') : t(`finalise.${form}`, { defaultValue: t('finalise.any') })}
      </Button>
      {isAsked && (
        <Notice tone="warning">
          <p>{t('finalise.signed', { count: signatures })}</p>
          <div className="row">
            <Button
              data-action={`finalise-signed-${form}`}
              disabled={finalise.isBusy}
              onClick={() => void finalise.run()}
            >
              {t('finalise.againAnyway')}
            </Button>
            <Button data-action="leave-signed" onClick={() => setAsked(false)}>
              {t('finalise.leave')}
            </Button>
          </div>
        </Notice>
      )}
    </>
  );
}

/** The papers of one form about each of many, made final in one go: twelve workers, twelve papers. */
export function FinaliseAllButton(props: {
  readonly caseId: string;
  readonly form: FormId;
  readonly subjectIds: readonly string[];
}) {
  const { t } = useTranslation();
  const { caseId, form, subjectIds } = props;
  const mayMake = useMayMake(caseId, form);
  const make = useFinalising(caseId);
  const finalise = useOrder(async () => {
    // One after the other: should one fail, those before it are made, and the next try goes on with the others.
    for (const subjectId of subjectIds) await make(form, subjectId, []);
  });
  if (!mayMake) return null;
  return (
    <>
      {finalise.failure}
      <Button
        data-action={`finalise-all-${form}`}
        disabled={finalise.isBusy}
        onClick={() => void finalise.run()}
      >
        {t(finalise.isBusy ? 'finalise.allRunning' : 'finalise.all')}
      </Button>
    </>
  );
}

/** Neither for whose role makes no such paper nor while another office has the case. */
function useMayMake(caseId: string, form: FormId): boolean {
  const may = useMay();
  const { data: opened } = useOpenedCase(caseId);
  const isRefused = opened !== undefined && findRefusal(opened.view, 'finaliseDocument') !== null;
  return !isRefused && may(permissionToWrite('document.finalised', { form }));
}

function useFinalising(caseId: string) {
  const { show } = useAct(caseId);
  return async (
    form: FormId,
    subjectId: string,
    overruled: readonly { readonly rule: string; readonly reason: string }[],
  ) => {
    const order = { caseId, form, subjectId, overruled: [...overruled] };
    const { opened } = await call(desk.documents.finalise(order));
    show(opened);
  };
}
