import { findOnPath, HostUnavailable, Interrupted, isExecutable, messageOf, runCommand } from './process.js';

const BROWSER_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
/** Without fonts the workbench draws boxes, and screenshots are part of the result. */
const DEBIAN_PACKAGES = ['chromium', 'fonts-dejavu-core', 'fonts-liberation'];

/** Returns the path of a Chromium, installing Debian's if possible. */
export async function ensureChromium(log: (line: string) => void): Promise<string> {
  const chosen = process.env['CHROME_PATH'];
  if (chosen !== undefined && chosen !== '') {
    if (isExecutable(chosen)) return chosen;
    throw new HostUnavailable(`CHROME_PATH names ${chosen}, which cannot be run`);
  }
  const found = findBrowser();
  if (found !== undefined) return found;
  return installDebianChromium(log);
}

function findBrowser(): string | undefined {
  return BROWSER_NAMES.map(findOnPath).find(file => file !== undefined);
}

async function installDebianChromium(log: (line: string) => void): Promise<string> {
  if (process.getuid?.() !== 0 || findOnPath('apt-get') === undefined) {
    throw new HostUnavailable(
      'no Chromium: install one or set CHROME_PATH (it is installed on its own only as root, with apt-get)',
    );
  }
  log('installing Debian’s Chromium (about a minute, once per machine)');
  // Another session may hold the package lock: wait for it rather than fail.
  const apt = ['-q', '-o', 'DPkg::Lock::Timeout=300'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    // A new machine's package lists are empty or old until updated.
    await runCommand('apt-get', [...apt, 'update'], { env, nice: true });
    await runCommand('apt-get', [...apt, 'install', '-y', '--no-install-recommends', ...DEBIAN_PACKAGES], {
      env,
      nice: true,
    });
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    throw new HostUnavailable(`no Chromium, and apt-get could not install it: ${messageOf(error)}`);
  }
  const installed = findBrowser();
  if (installed === undefined) throw new HostUnavailable('apt-get installed Chromium, but none is on the PATH');
  return installed;
}
