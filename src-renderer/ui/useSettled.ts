import { useEffect, useState } from 'react';

/** So that not every key asks the store, nor every passing visit. */
const usualPause = 200;

/** The value once nobody has typed for a moment. */
export function useSettled<Value>(value: Value, pause = usualPause): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), pause);
    return () => window.clearTimeout(timer);
  }, [value, pause]);
  return settled;
}

/** Whether somebody has stayed where this stands, for what a passing visit need not ask. */
export function useStayed(): boolean {
  const [hasStayed, setStayed] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setStayed(true), usualPause);
    return () => window.clearTimeout(timer);
  }, []);
  return hasStayed;
}
