/**
 * Milliseconds of processor time that this process has used, for bounds on effort. A wall clock would include what else
 * the machine does.
 */
export const effort = (): number => process.cpuUsage().user / 1000;
