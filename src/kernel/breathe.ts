/**
 * Lets everything else that waits have its turn: signals, timers, other requests. A store that answers at once keeps
 * them waiting for as long as a loop over it takes, however often that loop awaits.
 */
export function breathe(): Promise<void> {
  return new Promise((go) => setImmediate(go));
}
