import { useTranslation } from 'react-i18next';
import { currentSectionOf, sectionIds } from '../casepage/section-ids.ts';
import { useShownCase } from '../casepage/useCase.ts';
import { Button } from '../ui/index.tsx';
import { useFocusBack } from '../ui/useFocusBack.ts';
import { useEscape } from './escape.ts';
import { useHelp } from './help-store.ts';
import { useRoutes } from './routes.ts';
import { shortcuts } from './shortcuts.ts';
import { places } from './usePlaces.ts';

const screens = [...places, 'exchange', 'check', 'wording', ...sectionIds.map((id) => `section.${id}`)];

/** The name of the screen that is shown, as its help is called. */
function useScreen(): string {
  const page = useRoutes((routes) => routes.page);
  const opened = useShownCase();
  if (page.name === 'risk') return 'risks';
  if (page.name !== 'case') return page.name;
  return `section.${currentSectionOf(page.section, opened?.view.nextStep ?? null)}`;
}

/** F1: what this screen is for and what comes next, then every shortcut. It stands beside the work, not over it. */
export function HelpPanel() {
  const isOpen = useHelp((help) => help.isOpen);
  return isOpen ? <OpenHelp /> : null;
}

function OpenHelp() {
  const { t } = useTranslation();
  const close = useHelp((help) => help.close);
  const screen = useScreen();
  useFocusBack();
  useEscape(true, close);
  return (
    <aside className="help" aria-label={t('help.title')} data-help={screen}>
      <div className="card-head">
        <h2>{t('help.title')}</h2>
        <Button autoFocus data-action="close-help" onClick={close}>
          {t('common.close')}
        </Button>
      </div>
      <p>{t(`help.${screen}`)}</p>
      <h3>{t('help.shortcuts')}</h3>
      <table>
        <tbody>
          {shortcuts.map(({ id, keys, place }) => (
            <tr key={id}>
              <th scope="row">
                <kbd>{keys}</kbd>
              </th>
              <td>
                {t(`shortcut.${id}`)}
                {place !== 'everywhere' && <span className="soft">　{t(`shortcut.place.${place}`)}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </aside>
  );
}

/** The first time a screen is used it explains itself, until somebody has read it. */
export function FirstExplanation() {
  const { t } = useTranslation();
  const { explained, markExplained, isOpen } = useHelp();
  const screen = useScreen();
  if (isOpen || explained.includes(screen)) return null;
  return (
    <div className="first-use" role="note" data-first-use={screen}>
      <p>{t(`help.${screen}`)}</p>
      <div className="row">
        <Button kind="quiet" data-action="explained" onClick={() => markExplained([screen])}>
          {t('help.understood')}
        </Button>
        <Button kind="quiet" data-action="explained-all" onClick={() => markExplained(screens)}>
          {t('help.understoodAll')}
        </Button>
        <span className="soft small">{t('help.later')}</span>
      </div>
    </div>
  );
}
