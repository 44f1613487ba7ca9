const unsaid = (): void => undefined;
let spoken = console.warn;
let running = 0;

/** Runs a library that writes numbers of the files it reads to the console: what is in a file is nobody's business. */
export async function quietly<Value>(work: () => Promise<Value>): Promise<Value> {
  if (running++ === 0) {
    spoken = console.warn;
    console.warn = unsaid;
  }
  try {
    return await work();
  } finally {
    if (--running === 0) console.warn = spoken;
  }
}
