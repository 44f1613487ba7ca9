/**
 * Milliseconds of the processor that this process has used: what a bound on effort is held to. The clock on the wall
 * would count what else the machine does.
 */
export const effort = (): number => process.cpuUsage().user / 1000;
