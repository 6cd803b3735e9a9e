import { languageNames } from '../app/i18n.ts';
import { useSession } from '../app/session-store.ts';
import { useChangeSettings } from '../app/useChangeSettings.ts';
import { Button } from '../ui/index.tsx';

/** The head of a screen before the PIN: who cannot read it finds the other language there. */
export function FrontHead({ title }: { readonly title: string }) {
  const language = useSession((session) => session.settings?.language);
  const change = useChangeSettings();
  const other = language === 'en' ? 'zh-CN' : 'en';
  return (
    <>
      <div className="card-head">
        <h1>{title}</h1>
        <Button
          kind="quiet"
          lang={other}
          data-action="switch-language"
          onClick={() => void change.run({ language: other })}
        >
          {languageNames[other]}
        </Button>
      </div>
      {change.failure}
    </>
  );
}
