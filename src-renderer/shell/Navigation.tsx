import { useTranslation } from 'react-i18next';
import { useRoutes } from './routes.ts';
import { usePlaces } from './usePlaces.ts';

export function Navigation() {
  const { t } = useTranslation();
  const { page, go } = useRoutes();
  const places = usePlaces();
  return (
    <nav className="shell-nav" aria-label={t('shell.navigation')}>
      {places.map((name) => (
        <button
          key={name}
          type="button"
          className="nav-item"
          data-nav={name}
          aria-current={page.name === name ? 'page' : undefined}
          onClick={() => go({ name })}
        >
          {t(`nav.${name}`)}
        </button>
      ))}
    </nav>
  );
}
