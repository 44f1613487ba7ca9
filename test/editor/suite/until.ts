const DEFAULT_TIMEOUT_MS = 30_000;
const INTERVAL_MS = 50;

/**
 * Polls until `probe` gives something other than undefined or false, and returns it. Providers register at
 * their own pace when an editor starts: a first empty answer says nothing, so tests wait for what they expect.
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined | false> | T | undefined | false,
  timeoutMs = DEFAULT_TIMEOUT_MS,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const value = await probe();
    if (value !== undefined && value !== false) return value;
    if (performance.now() >= deadline) throw new Error(`${what}: not within ${String(timeoutMs / 1000)} s`);
    await new Promise(resolve => setTimeout(resolve, INTERVAL_MS));
  }
}
