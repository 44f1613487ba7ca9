import type { Messages } from '../../../server/src/texts/client/main.js';
import type { Lang } from '../../../server/src/texts/typeset.js';
import type { DepositChoices } from '../deposit/choices.js';
import type { ProfileChoices } from '../profiles/choices.js';
import type { Server } from '../server.js';
import type { DepotsView } from '../views/depots.js';
import type { ReportView } from '../views/report.js';
import type { StatusView } from '../views/status.js';

export interface CommandContext {
  readonly server: Server;
  readonly choices: ProfileChoices;
  readonly depots: DepotsView;
  readonly deposits: DepositChoices;
  readonly status: StatusView;
  readonly texts: Messages;
  readonly report: ReportView;
  readonly lang: Lang;
}

/** `args` are the menu's or the code action's: none, a `Uri`, or a document's URI as text. */
export type Command = (context: CommandContext, args: readonly unknown[]) => Promise<void>;
