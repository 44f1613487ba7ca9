/** Names of Node's that the web bundle finds here where a file uses them unimported. */
export { Buffer } from 'buffer';

export const process = { pid: 1, platform: 'linux', env: {}, cwd: (): string => '/' };

export const setImmediate = (task: () => void): void => {
  setTimeout(task, 0);
};
