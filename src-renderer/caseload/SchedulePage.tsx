import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScheduleEntry } from '../../shared/contract/cases.ts';
import { deadlineLabel } from '../../shared/law/deadline-labels.ts';
import { addDays, eachDay, weekdayOf } from '../../shared/text/dates.ts';
import { call, desk } from '../app/desk.ts';
import type { SectionId } from '../casepage/section-ids.ts';
import { Button, Section } from '../ui/index.tsx';
import { dateText, dateTextWithWeekday, todayInShanghai } from '../ui/shanghai-time.ts';
import { CaseLine } from './CaseLine.tsx';

const sectionOf = {
  meeting: 'minutes',
  deadline: '',
  payment: 'performance',
  visit: 'visits',
} as const satisfies Record<ScheduleEntry['kind'], SectionId | ''>;

/** 日程: one week, day by day: meetings by the hour, limits, payments that fall due, visits. */
export function SchedulePage() {
  const { t } = useTranslation();
  const today = todayInShanghai();
  const thisWeek = addDays(today, 1 - weekdayOf(today));
  const [monday, setMonday] = useState(thisWeek);
  const sunday = addDays(monday, 6);
  const { data } = useQuery({
    queryKey: ['cases', 'schedule', monday],
    queryFn: () => call(desk.cases.schedule({ from: monday, until: sunday })),
    placeholderData: (before) => before,
  });
  if (data === undefined) return null;
  const days = [...eachDay(monday, sunday)].map((date) => ({
    date,
    entries: data.entries.filter((entry) => entry.date === date),
  }));
  return (
    <>
      <div className="case-head">
        <div>
          <h1>{t('nav.schedule')}</h1>
          <p className="soft">{t('schedule.week', { from: dateText(monday), until: dateText(sunday) })}</p>
        </div>
        <div className="row">
          <Button data-action="week-before" onClick={() => setMonday(addDays(monday, -7))}>
            {t('schedule.weekBefore')}
          </Button>
          <Button
            data-action="this-week"
            aria-pressed={monday === thisWeek}
            onClick={() => setMonday(thisWeek)}
          >
            {t('schedule.thisWeek')}
          </Button>
          <Button data-action="week-after" onClick={() => setMonday(addDays(monday, 7))}>
            {t('schedule.weekAfter')}
          </Button>
        </div>
      </div>
      {days.map(({ date, entries }) => (
        <div key={date} data-day={date}>
          {entries.length === 0 ? (
            <p className="row soft">
              {dateTextWithWeekday(date)}
              <span className="small">{t('schedule.nothing')}</span>
              {date === today && <span className="tag">{t('nav.today')}</span>}
            </p>
          ) : (
            <Section
              title={dateTextWithWeekday(date)}
              aside={date === today && <span className="tag">{t('nav.today')}</span>}
            >
              <ul className="lines">
                {entries.map((entry) => (
                  <Entry key={keyOf(entry)} entry={entry} />
                ))}
              </ul>
            </Section>
          )}
        </div>
      ))}
    </>
  );
}

function Entry({ entry }: { readonly entry: ScheduleEntry }) {
  const { t, i18n } = useTranslation();
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  const hours = entry.kind === 'meeting' ? [entry.plan.startTime, entry.plan.endTime].filter(Boolean) : [];
  const detail =
    entry.kind === 'meeting'
      ? [entry.plan.place, entry.plan.room].filter(Boolean).join(' ')
      : entry.kind === 'deadline'
        ? deadlineLabel(entry.rule, locale)
        : undefined;
  return (
    <CaseLine
      row={entry.caseItem}
      section={sectionOf[entry.kind]}
      before={hours.length > 0 && <strong>{hours.join('–')}</strong>}
      after={detail}
      tag={
        <span className={`tag ${entry.kind === 'deadline' ? 'tag-amber' : ''}`}>
          {t(`schedule.kind.${entry.kind}`)}
        </span>
      }
    />
  );
}

function keyOf(entry: ScheduleEntry): string {
  const own = entry.kind === 'meeting' ? entry.plan.meetingId : entry.kind === 'deadline' ? entry.rule : '';
  return `${entry.kind} ${entry.caseItem.id} ${own}`;
}
