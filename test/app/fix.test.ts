import assert from 'node:assert/strict';
import { analyze, createEngine } from '../../server/src/analysis/analyze.js';
import { fixRequest } from '../../server/src/app/fix.js';
import { NO_CONFIG, Project, type ProjectProblem } from '../../server/src/app/project.js';
import { Refused } from '../../server/src/app/refused.js';
import type { Finding } from '../../server/src/rules/contract.js';
import { correctFile } from '../support/cases.js';

const CORRECT = correctFile('MDV-LGC/avance');
const WRONG = CORRECT.replace('81234567800013', '812 345 678 00013');
const TODAY = { today: 20230101 };

const projectWith = (problems: readonly ProjectProblem[] = []): Project =>
  new Project({ ...NO_CONFIG, engine: createEngine(), problems }, path => path);

const mend = (project: Project, text: string, options = {}) =>
  fixRequest(project, { analysis: analyze(project.engine, text, { ...TODAY, ...options }), path: undefined });

describe('app/fix', () => {
  it('mends, and tells what it did to the byte order mark', () => {
    const mended = mend(projectWith(), WRONG, { bom: true });
    assert.ok(!(mended instanceof Refused));
    assert.deepEqual([mended.text, mended.applied, mended.changed, mended.bom], [CORRECT, 2, true, false]);
  });

  it('leaves alone what could not be read', () => {
    const mended = mend(projectWith(), WRONG, { invalidBytes: true });
    assert.ok(!(mended instanceof Refused));
    assert.deepEqual([mended.text, mended.applied, mended.changed], [WRONG, 0, false]);
  });

  it('refuses where the settings say in vain what to mend, and only if there is something to mend', () => {
    const problem: ProjectProblem = {
      file: '/segur.config.json',
      place: { pointer: '' },
      message: { fr: 'x', en: 'x' },
      severity: 'error',
    };
    const broken = projectWith([problem]);
    const refused = mend(broken, WRONG);
    assert.ok(refused instanceof Refused);
    assert.equal(refused.code, 'fix-settings');
    assert.ok(!(mend(broken, CORRECT) instanceof Refused));
    const warned = projectWith([{ ...problem, severity: 'warning' }]);
    assert.ok(!(mend(warned, WRONG) instanceof Refused));
  });

  it('leaves out a fix that would break the syntax', () => {
    const project = projectWith();
    const breaking = (finding: Finding): Finding => ({
      ...finding,
      fixes: () => [
        {
          kind: 'fix',
          title: { fr: 'x', en: 'x' },
          edits: [{ chunk: finding.chunk, ...finding.span, text: '{' }],
        },
      ],
    });
    const rules = project.engine.rules.map(rule =>
      rule.scope === 'value' && rule.meta.id === 'siret'
        ? {
            ...rule,
            bind: (out: Parameters<typeof rule.bind>[0]) =>
              rule.bind(finding => {
                out(breaking(finding));
              }),
          }
        : rule,
    );
    const engine = { ...project.engine, rules };
    const mended = fixRequest(new Project({ ...NO_CONFIG, engine }, path => path), {
      analysis: analyze(engine, WRONG, TODAY),
      path: undefined,
    });
    assert.ok(!(mended instanceof Refused));
    assert.deepEqual([mended.applied, mended.changed, mended.text], [0, false, WRONG]);
  });
});
