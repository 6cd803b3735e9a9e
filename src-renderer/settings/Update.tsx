import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfferedUpdate, TakenUpdate } from '../../shared/contract/desk.ts';
import { call, desk } from '../app/desk.ts';
import { Button, Notice, Section, useOrder } from '../ui/index.tsx';
import { dateText } from '../ui/shanghai-time.ts';

/** A newer program from a folder or stick: looked at, taken, and then started by the person alone. */
export function Update() {
  const { t } = useTranslation();
  const [offered, setOffered] = useState<OfferedUpdate | null>(null);
  const [taken, setTaken] = useState<TakenUpdate | null>(null);
  const find = useOrder(async () => {
    setOffered(null);
    setTaken(null);
    setOffered((await call(desk.desk.findUpdate({}))).offered);
  });
  const take = useOrder(async () => setTaken(await call(desk.desk.takeUpdate({}))));
  const show = useOrder(() => call(desk.desk.showUpdate({})));
  return (
    <Section title={t('settings.update')}>
      <p className="soft small">{t('settings.updateHint')}</p>
      <Button data-action="find-update" disabled={find.isBusy} onClick={() => void find.run()}>
        {t('settings.findUpdate')}
      </Button>
      {find.failure}
      {offered !== null && taken === null && (
        <>
          <p>
            {t('settings.updateOffered', {
              version: offered.version,
              publishedOn: dateText(offered.publishedOn),
              installed: offered.installedVersion,
            })}
          </p>
          <p>{t('settings.updateWhatHappens')}</p>
          <Button data-action="take-update" disabled={take.isBusy} onClick={() => void take.run()}>
            {t('settings.takeUpdate')}
          </Button>
        </>
      )}
      {take.failure}
      {taken !== null && (
        <>
          <Notice tone="good">{t('settings.updateTaken', { file: taken.file, folder: taken.folder })}</Notice>
          <p>{t(`settings.updateStart.${taken.kind}`)}</p>
          <Button data-action="show-update" disabled={show.isBusy} onClick={() => void show.run()}>
            {t('settings.showUpdate')}
          </Button>
          {show.failure}
        </>
      )}
    </Section>
  );
}
