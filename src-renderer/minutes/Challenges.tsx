import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointedMediator } from '../../shared/case/entities.ts';
import { isClosedTo } from '../../shared/case/step-refusals.ts';
import type { CaseView, MeetingView } from '../../shared/case/view.ts';
import { challengeDecisions, challengeGrounds, codeLabel } from '../../shared/law/codes/index.ts';
import { call, desk } from '../app/desk.ts';
import { usePartyOptions } from '../casepage/options.ts';
import { newId, savedValues, useAct } from '../casepage/useCase.ts';
import {
  ChoiceField,
  EntityFields,
  PickField,
  SaveBar,
  TextAreaField,
  TextField,
  useEditing,
} from '../editing/index.ts';
import { useMay } from '../shell/useMay.ts';
import { Button } from '../ui/index.tsx';
import { dateText, todayInShanghai } from '../ui/shanghai-time.ts';

type Props = { readonly view: CaseView; readonly caseId: string; readonly meeting: MeetingView };
type Challenge = CaseView['challenges'][number];

/** 回避: raised, then decided within three working days; a mediator who leaves is replaced in everything that follows. */
export function Challenges({ view, caseId, meeting }: Props) {
  const { t } = useTranslation();
  const [begun, setBegun] = useState<string | null>(null);
  const isReadOnly = isClosedTo(view, 'holdMeeting');
  const mediators = view.acceptance?.mediators ?? [];
  const ids = [
    ...view.challenges.map(({ id }) => id),
    ...(begun !== null && !view.challenges.some(({ id }) => id === begun) ? [begun] : []),
  ];
  return (
    <div className="stack">
      {ids.length === 0 && <p className="soft small">{t('challenge.none')}</p>}
      {ids.map((id) => (
        <ChallengeCard
          key={id}
          id={id}
          saved={view.challenges.find((one) => one.id === id) ?? null}
          view={view}
          caseId={caseId}
          meetingId={meeting.id}
          isReadOnly={isReadOnly}
        />
      ))}
      {!isReadOnly && mediators.length > 0 && (
        <div className="row">
          <Button data-action="raise-challenge" onClick={() => setBegun(newId('H'))}>
            {t('challenge.raise')}
          </Button>
        </div>
      )}
    </div>
  );
}

function ChallengeCard(props: {
  readonly id: string;
  readonly saved: Challenge | null;
  readonly view: CaseView;
  readonly caseId: string;
  readonly meetingId: string;
  readonly isReadOnly: boolean;
}) {
  const { t, i18n } = useTranslation();
  const { id, saved, view, caseId, meetingId, isReadOnly } = props;
  const { act } = useAct(caseId);
  // Whoever keeps the minutes writes down that it was raised; what comes of it is not his to say.
  const mayDecide = useMay()('mediate');
  const partyOptions = usePartyOptions();
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  const editing = useEditing(`${caseId}:challenge:${id}`, savedValues(view));
  const { data } = useQuery({ queryKey: ['mediators'], queryFn: () => call(desk.desk.mediators({})) });
  const appointed = view.acceptance?.mediators ?? [];
  const nameOf = (mediatorId: string | null | undefined) =>
    [...appointed, ...(data?.mediators ?? [])].find((one) => one.id === mediatorId)?.name ?? '';
  if (saved?.decision) {
    const replacement = saved.replacement?.name;
    return (
      <div className="card" data-challenge={id}>
        <p>
          <strong>{nameOf(saved.mediatorId)}</strong>{' '}
          <span className="tag">{codeLabel(challengeDecisions, saved.decision, locale)}</span>
        </p>
        <p className="small soft">
          {saved.raisedOn ? dateText(saved.raisedOn) : ''}
          {'　'}
          {saved.ground ? codeLabel(challengeGrounds, saved.ground, locale) : ''}　{saved.reason ?? ''}
        </p>
        <p className="small">
          {saved.decidedOn ? dateText(saved.decidedOn) : ''}　{saved.decidedBy ?? ''}
          {'　'}
          {saved.decisionReason ?? ''}
          {replacement ? `　${t('challenge.replacedBy', { name: replacement })}` : ''}
        </p>
      </div>
    );
  }
  const others = (data?.mediators ?? []).filter((one) => !appointed.some(({ id: own }) => own === one.id));
  const replacement = editing.get('challenge', id, 'replacement') as AppointedMediator | null | undefined;
  const choose = (mediatorId: string) => {
    const chosen = others.find((one) => one.id === mediatorId);
    editing.set('challenge', id, { replacement: chosen ? { ...chosen, role: 'mediator' } : null });
  };
  const isGranted = editing.get('challenge', id, 'decision') === 'granted';
  return (
    <EntityFields editing={editing} kind="challenge" id={id} isReadOnly={isReadOnly}>
      <div className="card stack" data-challenge={id}>
        <div className="grid">
          <PickField
            field="mediatorId"
            options={appointed.map((one) => ({ value: one.id, label: one.name }))}
          />
          <PickField field="raisedById" options={partyOptions(view.parties)} />
          <TextField field="raisedOn" type="date" />
          <ChoiceField field="ground" codes={challengeGrounds} />
          <TextAreaField field="reason" rows={2} />
          {saved !== null && mayDecide && (
            <>
              <ChoiceField field="decision" codes={challengeDecisions} />
              <TextField field="decidedOn" type="date" />
              <TextField field="decidedBy" />
              <TextAreaField field="decisionReason" rows={2} />
            </>
          )}
          {isGranted && (
            <div className="field">
              <label htmlFor={`replacement-${id}`}>{t('field.challenge.replacement')}</label>
              <select
                id={`replacement-${id}`}
                data-field={`challenge.${id}.replacement`}
                value={replacement?.id ?? ''}
                onChange={(event) => choose(event.target.value)}
              >
                <option value="">{t('challenge.noReplacement')}</option>
                {others.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </select>
            </div>
          )}
        </div>
        {saved !== null && (
          <p className="small soft">
            {t('challenge.decideSoon')}
            {!mayDecide && t('challenge.decidedByMediator')}
          </p>
        )}
        <SaveBar
          editing={editing}
          action={saved === null ? 'save-challenge' : 'decide-challenge'}
          label={t(saved === null || !mayDecide ? 'challenge.save' : 'challenge.decide')}
          isPlain
          onSave={(reason) =>
            act('meeting.recorded', {
              patches: editing.patches.map((patch) => ({
                ...patch,
                fields: {
                  ...(saved === null ? { meetingId, raisedOn: todayInShanghai() } : {}),
                  ...(patch.fields.decision ? { decidedOn: todayInShanghai() } : {}),
                  ...patch.fields,
                },
              })),
              ...reason,
            })
          }
        />
      </div>
    </EntityFields>
  );
}
