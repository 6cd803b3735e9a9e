import law from '../../shared/text/locales/en/law.json';
import verifier from '../../shared/text/locales/en/verifier.json';
import window from '../../shared/text/locales/en/window.json';

export const english = { ...law, ...verifier, ...window };
