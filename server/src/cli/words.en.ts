import type { ReadFailure } from '../node/read.js';
import { plural } from './french.js';
import { ranges, type AfterFix, type Counts, type UsageProblem, type Words } from './words.js';

const megabytes = (size: number): string => `${(size / 1e6).toFixed(1)} MB`;
const near = (word: string | undefined): string => (word === undefined ? '' : ` Did you mean “${word}”?`);

export const ENGLISH: Words = {
  severity: { error: 'error', warning: 'warning', info: 'info' },
  theme: {
    fichier: 'file',
    structure: 'structure',
    identifiants: 'identifiers',
    montants: 'amounts and dates',
    beneficiaires: 'beneficiaries',
    pieces: 'supporting documents',
    documents: 'text of the PDFs',
    scenario: 'scenario',
    'avance-solde': 'avance and solde',
  },
  remedy: {
    fix: 'Safe fix: “segur-json fix” applies it, it only changes the form.',
    preferred: 'Fix offered first in the editor: it replaces a value, so read it again.',
    suggest: 'Suggestion in the editor, one of several possible.',
    command: 'Command of the editor.',
  },
  headings: {},
  help: {
    program:
      'Checks and mends the JSON files of Ségur funding requests before they are deposited on the portal of the ASP.',
    check: 'Check request files.',
    fix: 'Apply the safe fixes, which only change the form.',
    rules: 'List the rules.',
    explain: 'Explain a rule and cite its sources.',
    files: 'files, folders or patterns (“**/*.json”); “-” reads the standard input',
    fileNames: 'files',
    ruleName: 'rule',
    commandName: 'command',
    rule: 'id of a rule, such as siret',
    format: 'presentation: stylish or json (default: stylish)',
    profile: 'profile of all files, such as MDV-LGC/avance (default: told by the name or the content)',
    date: 'reference date, YYYY-MM-DD: turns the calendar rules on too',
    lang: 'language of the messages: fr or en',
    color: 'force colours',
    noColor: 'no colours',
    config: 'settings of all files (default: the segur.config.json nearest to each, in its folder or above)',
    noConfig: 'read no segur.config.json',
    plafonds: 'calculation file, CSV or XLSX: checks the amounts; goes before the one of the settings',
    adopt: "Adopt the agency's model JSON of a profile, in place of ours.",
    model: 'model of the agency, JSON; “-” reads the standard input',
    modelName: 'model',
    adoptProfile: 'profile of this model, such as MDV-LGC/solde',
    adoptConfig: 'settings to enter it in (default: the nearest segur.config.json, created where there is none)',
    match: 'key of the model and the key of Ségur JSON that says the same, such as identifiantsDMP=IdentDMP',
    output: 'file to write (default: segur.models/<profile>.schema.json beside the settings)',
    force: 'replace a model that was adopted before',
    adoptDryRun: 'show what would be adopted, write nothing',
    quiet: 'show errors only',
    maxWarnings: 'exit with 1 above N warnings',
    pieces: 'attachments folder: checks as well that they are there, and what they say',
    stdout: 'write the mended file to the standard output, leave the original alone',
    dryRun: 'show the fixes as a diff, write nothing',
    help: 'show this help',
    helpCommand: 'Show the help of a command.',
    version: 'show the version',
    after: 'Exit code: 0 no error, 1 errors, 2 wrong usage or unreadable file.',
  },
  usage,
  seeHelp: command => `See “${command} --help”.`,
  unreadable: (path, failure) => `${path}: ${unreadable(failure)}`,
  noFileMatches: pattern => `${pattern}: no file matches this pattern.`,
  noRequest: (argument, kind) =>
    kind === 'folder'
      ? `${argument}: no JSON file of a Ségur request in this folder (it needs the key “lignesImport”).`
      : `${argument}: none of the files of this pattern is a Ségur request (it needs the key “lignesImport”).`,
  unknownRule: (rule, close) => `Unknown rule: “${rule}”.${near(close)} “segur-json rules” lists them all.`,
  notWritten: (path, why, code) =>
    `${path}: not written, ${
      {
        changed: 'the file was changed meanwhile. Run the command again.',
        broken: 'the fix would have broken its syntax. This is a defect of segur-json: please report it.',
        settings: 'its settings can not be read in full (see above). Mend them, or give “--no-config”.',
        denied: 'you have no right to change it, or to write in its folder.',
        missing: 'the file vanished meanwhile.',
        other: `the system refused (${code}).`,
      }[why]
    }`,
  tooManyWarnings: (count, limit) =>
    `${plural(count, 'warning')}, ${limit === 0 ? 'none' : `at most ${String(limit)}`} allowed (--max-warnings).`,
  setting: (path, { place, message }) => {
    const at =
      'row' in place
        ? `, row ${String(place.row)}${place.column === undefined ? '' : `, column ${place.column}`}`
        : place.pointer === ''
          ? ''
          : `, ${place.pointer}`;
    return `${path}${at}: ${message.en}`;
  },
  unusedSuppression: (path, { rule, numeroEditeur, file }) => {
    const of = [
      ...(numeroEditeur === undefined ? [] : [`numeroEditeur ${numeroEditeur}`]),
      ...(file === undefined ? [] : [file]),
    ];
    return (
      `${path}: the suppression of “${rule}”${of.length === 0 ? '' : ` (${of.join(', ')})`} silences nothing any ` +
      'more. Remove it.'
    );
  },
  internalError: (kind, path) =>
    `${path ?? 'segur-json'}: internal error (${kind}). Please report it; SEGUR_DEBUG=1 shows the details.`,
  outputError: code => `segur-json: cannot write the result (${code}).`,
  unknownProfileNote: 'profile not recognised',
  fixable: 'fixable',
  seeAlso: (at, message) => `see ${at}: ${message}`,
  others: (count, lignes) => {
    const many = `and ${plural(count, 'other')}`;
    if (lignes.length === 0) return `${many} in this file`;
    return `${many} in ${lignes.length === 1 ? 'ligne' : 'lignes'} ${ranges(lignes, ' to ')} of “lignesImport”`;
  },
  summary,
  fixableCount: count => `  ${count === 1 ? '1 can' : `${String(count)} can`} be fixed safely: “segur-json fix”.`,
  whereWritten: 'Where it is written:',
  nothing: files => `No problem in ${plural(files, 'file')}.`,
  fixed: (corrections, files, written) =>
    `${plural(corrections, 'fix', 'fixes')} ${written ? 'applied' : 'to apply'} in ` +
    `${plural(files, 'file')}${written ? '' : '; nothing was written'}.`,
  sources: 'Sources',
  remedies: 'What to do',
  noRemedy: 'No automatic fix: only you know the right value.',
  ruleCount: count => `${plural(count, 'rule')}. “segur-json explain RULE” explains one.`,
};

function summary({ files, errors, warnings, infos }: Counts, after: AfterFix): string {
  const parts = [
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
    ...(infos > 0 ? [plural(infos, 'info')] : []),
  ];
  const last = parts.pop() ?? '';
  const list = parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
  return `${list} ${{ none: '', done: 'left ', planned: 'would be left ' }[after]}in ${plural(files, 'file')}.`;
}

function unreadable(failure: ReadFailure): string {
  switch (failure.reason) {
    case 'missing':
      return 'there is no such file.';
    case 'vanished':
      return 'this file vanished while it was read.';
    case 'denied':
      return 'you have no right to read it.';
    case 'directory':
      return 'this is a folder.';
    case 'not-regular':
      return 'this is no regular file. To read a pipe, give “-” and the standard input.';
    case 'loop':
      return 'this link goes round in circles.';
    case 'too-large':
      return (
        `too large (${megabytes(failure.size)}), the limit is 50 MB. 200 lignes make about 0.4: this is probably no ` +
        'request.'
      );
    case 'other':
      return `cannot be read (${failure.code}).`;
  }
}

const missing = {
  rule: 'The id of a rule is missing.',
  files: 'A file, folder or pattern is missing (“-” for the standard input).',
  model: 'The model of the agency is missing, a JSON file (“-” for the standard input).',
  table: 'The table is missing, a CSV or an XLSX workbook (“-” for the standard input).',
};

function usage(problem: UsageProblem): string {
  switch (problem.kind) {
    case 'unknown-option':
      return `Unknown option: “${problem.name}”.${near(problem.near)}`;
    case 'unknown-command':
      return `Unknown command: “${problem.name}”.${near(problem.near)}`;
    case 'not-a-command':
      return `The command is missing. Did you mean “segur-json check ${problem.name}”?`;
    case 'missing-value':
      return `The option “${problem.name}” wants a value.`;
    case 'missing-argument':
      return missing[problem.what];
    case 'missing-option':
      return `The option “${problem.option}” is missing.`;
    case 'excess-arguments':
      return 'Too many arguments.';
    case 'bad-choice':
      return `“${problem.value}” is not allowed for “${problem.option}”. Allowed: ${problem.choices.join(', ')}.`;
    case 'bad-date':
      return `“${problem.value}” is no date: “${problem.option}” wants a day of the calendar, YYYY-MM-DD.`;
    case 'bad-number':
      return `“${problem.value}” is no whole number, as “${problem.option}” wants one.`;
    case 'bad-pair':
      return `“${problem.value}”: “${problem.option}” wants two keys, “key of the model=key of Ségur JSON”.`;
    case 'conflict':
      return `“${problem.option}” does not go with “${problem.other}”.`;
    case 'one-file':
      return '“--stdout” wants one file only, or “-”.';
    case 'stdin-alone':
      return '“fix -” writes to the standard output: give “-” alone.';
    case 'other':
      return problem.name;
  }
}
