const shortest = 6;

/** At least six characters, and none of the PINs that anybody would try first. */
export function isPinTooWeak(pin: string): boolean {
  const text = pin.normalize('NFKC');
  if (text.length < shortest) return true;
  if (/^(.)\1*$/u.test(text) || /^(..)\1+$/u.test(text) || /^(...)\1+$/u.test(text)) return true;
  return /^\d+$/.test(text) && isRun(text);
}

function isRun(digits: string): boolean {
  const steps = [...digits].slice(1).map((digit, index) => Number(digit) - Number(digits.charAt(index)));
  const wrapped = steps.map((step) => (step + 10) % 10);
  return wrapped.every((step) => step === 1) || wrapped.every((step) => step === 9);
}
