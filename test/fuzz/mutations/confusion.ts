import type { Mutation } from './contract.js';

interface Row {
  readonly mutation: Mutation;
  cases: number;
  readonly fired: Map<string, number>;
}

/** Which rules reported which mistake: the diagonal, and everything beside it. */
export class Confusion {
  private readonly rows = new Map<string, Row>();

  add(mutation: Mutation, rules: ReadonlySet<string>): void {
    const row = this.rows.get(mutation.name) ?? { mutation, cases: 0, fired: new Map<string, number>() };
    this.rows.set(mutation.name, row);
    row.cases++;
    for (const rule of rules) row.fired.set(rule, (row.fired.get(rule) ?? 0) + 1);
  }

  /** The whole matrix, a row for each mistake. */
  table(): string {
    const lines = [...this.rows.values()].map(({ mutation, cases, fired }) => {
      const beside = [...fired]
        .filter(([rule]) => rule !== mutation.rule)
        .map(([rule, count]) => `\`${rule}\` ${String(count)}`);
      const why = Object.entries(mutation.also ?? {}).map(([rule, reason]) => `\`${rule}\`: ${reason}`);
      return (
        '| ' +
        `${[mutation.name, `\`${mutation.rule}\``, String(cases), String(fired.get(mutation.rule) ?? 0), beside.join(', '), why.join('; ')].join(' | ')} ` +
        '|'
      );
    });
    return (
      '# Confusion matrix\n\nEach row is one mistake, made in correct files of every profile that it concerns.\n\n| ' +
      'mistake | rule | cases | told | also told | why |\n| --- | --- | --- | --- | --- | --- ' +
      `|\n${lines.join('\n')}\n`
    );
  }

  /** The same in a few lines. */
  short(): string {
    const rows = [...this.rows.values()];
    const sum = (of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0);
    const beside = rows.flatMap(({ mutation, fired }) =>
      [...fired]
        .filter(([rule]) => rule !== mutation.rule)
        .map(([rule, count]) => `      ${mutation.name}: ${mutation.rule}, and ${rule} ${String(count)} times`),
    );
    return [
      `      ${String(rows.length)} mistakes, ${String(sum(({ cases }) => cases))} files; the rule told of ` +
        String(sum(({ mutation, fired }) => fired.get(mutation.rule) ?? 0)),
      beside.length === 0 ? '      no other rule spoke' : '      other rules that spoke:',
      ...beside,
    ].join('\n');
  }
}
