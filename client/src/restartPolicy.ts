import {
  CloseAction,
  ErrorAction,
  type CloseHandlerResult,
  type ErrorHandler,
  type ErrorHandlerResult,
} from 'vscode-languageclient';
import { RestartBudget } from './restartBudget.js';

const MAX_ERRORS_IN_A_ROW = 3;

/**
 * A server that dies is started again without a word; one that dies again and again is left, and the user told once.
 */
export class RestartPolicy implements ErrorHandler {
  private readonly budget = new RestartBudget();

  constructor(
    private readonly message: string,
    private readonly giveUp: () => void,
  ) {}

  error(_error: Error, _message: unknown, count: number | undefined): ErrorHandlerResult {
    return { action: (count ?? 0) <= MAX_ERRORS_IN_A_ROW ? ErrorAction.Continue : ErrorAction.Shutdown, handled: true };
  }

  closed(): CloseHandlerResult {
    if (this.budget.spend(Date.now())) return { action: CloseAction.Restart, handled: true };
    this.giveUp();
    return { action: CloseAction.DoNotRestart, message: this.message, handled: true };
  }
}
