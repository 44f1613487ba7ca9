/** Mocha's usual report, and which tests had to be tried again, with what failed: CI tells them at its end. */
import mocha from 'mocha';

export default class Reporter extends mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.on('retry', (test, error) => {
      console.log(`tried again: ${test.fullTitle()}: ${error.message.split('\n', 1)[0]}`);
    });
  }
}
