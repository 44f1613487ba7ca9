/** The numbers by which a shell knows what ended a program: 128 and the signal's. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
type Signal = keyof typeof SIGNALS;

const isSignal = (name: string): name is Signal => name in SIGNALS;

export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor(readonly exitCode: number) {
    super('interrupted');
  }
}

/**
 * Runs something that gives up cleanly when the user, or the system, asks for it. A second request ends the program at
 * once: what it leaves is swept by the next run.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = (name: string): void => {
    controller.abort(new Interrupted(isSignal(name) ? SIGNALS[name] : SIGNALS.SIGTERM));
  };
  const names = Object.keys(SIGNALS).filter(isSignal);
  for (const name of names) process.once(name, stop);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of names) process.off(name, stop);
  }
}
