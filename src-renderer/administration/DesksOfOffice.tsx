import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  AdministeredDesk,
  AdministrationOverview,
  CodeMade,
} from '../../shared/contract/administration.ts';
import { contactLevel, mostRestarts } from '../../shared/directory/desk-contact.ts';
import { isWorkingDay } from '../../shared/law/working-days.ts';
import { toShanghaiDate } from '../../shared/text/dates.ts';
import { call, desk } from '../app/desk.ts';
import { useLawTables } from '../calculators/useLawTables.ts';
import { Button, Notice, Section } from '../ui/index.tsx';
import { listText } from '../ui/list-text.ts';
import { instantText } from '../ui/shanghai-time.ts';
import { Revoking } from './Revoking.tsx';
import { useAdministrationOrder } from './useAdministrationOrder.ts';

/** The desks of an office by their letters, and the code with which another one joins. */
export function DesksOfOffice({ overview }: { readonly overview: AdministrationOverview }) {
  const { t } = useTranslation();
  const { officeId, desks, people } = overview;
  const [revoking, setRevoking] = useState<string | null>(null);
  const revoke = useAdministrationOrder(async (deskId: string) => {
    await call(desk.administration.revoke({ officeId, deskId }));
    setRevoking(null);
  });
  const usersOf = ({ personIds }: AdministeredDesk) =>
    people.filter(({ id }) => personIds.includes(id)).map(({ name }) => name);
  return (
    <Section title={t('administration.desks')}>
      {desks.length === 0 && <p className="soft">{t('administration.noDesks')}</p>}
      {desks.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>{t('administration.letter')}</th>
              <th>{t('administration.deskUsers')}</th>
              <th>{t('administration.contact')}</th>
              <th>{t('administration.change')}</th>
            </tr>
          </thead>
          <tbody>
            {desks.map((one) => (
              <Fragment key={one.id}>
                <tr data-desk={one.letter}>
                  <td>{one.letter}</td>
                  <td>{listText(usersOf(one)) || t('administration.nobodySignedIn')}</td>
                  <td>
                    <Contact of={one} />
                  </td>
                  <td>
                    {one.isRevoked ? (
                      <span className="tag tag-red">{t('administration.revoked')}</span>
                    ) : (
                      <Button
                        kind="quiet"
                        data-action="revoke-desk"
                        aria-expanded={revoking === one.id}
                        onClick={() => setRevoking(one.id)}
                      >
                        {t('administration.revokeNow.desk', { name: one.letter })}
                      </Button>
                    )}
                  </td>
                </tr>
                {revoking === one.id && (
                  <tr>
                    <td colSpan={4}>
                      {revoke.failure}
                      <Revoking
                        of="desk"
                        name={one.letter}
                        isBusy={revoke.isBusy}
                        onRevoke={() => void revoke.run(one.id)}
                        onCancel={() => setRevoking(null)}
                      />
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      )}
      <EnrolmentCode officeId={officeId} />
    </Section>
  );
}

/** When the centre last heard of a desk, with a word where somebody should look after it. */
function Contact({ of }: { readonly of: AdministeredDesk }) {
  const { t } = useTranslation();
  const calendar = useLawTables()?.calendar;
  const { heardAt, restarts = 0 } = of;
  if (of.isRevoked || heardAt === undefined || calendar === undefined) return null;
  const now = new Date().toISOString();
  const working = isWorkingDay(toShanghaiDate(now), calendar);
  const level = contactLevel({ heardAt, restarts }, now, working.ok && working.value);
  return (
    <span data-contact={level}>
      {heardAt === null ? t('administration.neverHeard') : instantText(heardAt)}{' '}
      {level !== 'fine' && (
        <span className={`tag ${level === 'alarm' ? 'tag-red' : 'tag-amber'}`}>
          {t(restarts > mostRestarts ? 'administration.restless' : 'administration.silent', {
            count: restarts,
          })}
        </span>
      )}
    </span>
  );
}

/** Shown until the page is left and never again: the centre keeps only the code's digest. */
function EnrolmentCode({ officeId }: { readonly officeId: string }) {
  const { t } = useTranslation();
  const [made, setMade] = useState<CodeMade | null>(null);
  const make = useAdministrationOrder(async () =>
    setMade(await call(desk.administration.makeCode({ officeId }))),
  );
  return (
    <div className="stack">
      <h3>{t('administration.codeTitle')}</h3>
      <p className="soft">{t('administration.codeHint')}</p>
      {make.failure}
      {made && (
        <>
          <div className="recovery-key" data-value="enrolmentCode">
            {made.code}
          </div>
          <Notice tone="info">{t('administration.codeOnce', { until: instantText(made.expiresAt) })}</Notice>
        </>
      )}
      <div>
        <Button data-action="make-code" disabled={make.isBusy} onClick={() => void make.run()}>
          {t(made ? 'administration.makeAnotherCode' : 'administration.makeCode')}
        </Button>
      </div>
    </div>
  );
}
