/** Node's globals, for files that use them unimported; the web bundle finds them here. */
export { Buffer } from 'buffer';

export const process = { pid: 1, platform: 'linux', env: {}, cwd: (): string => '/' };

export const setImmediate = (task: () => void): void => {
  setTimeout(task, 0);
};
