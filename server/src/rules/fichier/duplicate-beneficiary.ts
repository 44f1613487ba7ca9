import { defineFileRule } from '../define.js';
import { cite, keyAt } from '../shared/words.js';
import { type Ligne, perLigne } from '../../format/model/ligne.js';
import { beneficiariesOf } from '../../format/model/clients.js';
import { atFact, atValue, isSameDemande, rankOf, related } from '../shared/targets.js';
import { mayBeOneDemande, mayBeSamePublisher, placesOf, seenIn } from '../shared/reference.js';
import type { FieldRole } from '../../format/profiles/roles.js';
import { avance, type Examples, sortie } from '../examples.js';
import type { ClientFact, Fact, FileFacts, LigneFacts, Lookups, Occurrence } from '../../index/facts.js';
import type { LocatedText } from '../../format/model/located.js';
import type { KeysOf, WorkspaceSubject } from '../contract.js';
import { FUNDED_ONCE } from '../shared/citations.js';

export const rule = defineFileRule({
  meta: {
    id: 'duplicate-beneficiary',
    severity: 'error',
    theme: 'fichier',
    title: { fr: 'Bénéficiaire de deux demandes', en: 'Beneficiary of two requests' },
    explanation: {
      fr:
        "Un établissement ou un professionnel n'est financé qu'une fois par type de logiciel : l'ASP rejette la " +
        'seconde demande pour doublon. Le bénéficiaire est reconnu à son FINESS géographique, à son FINESS PMSI ' +
        "pour l'hôpital, ou à son RPPS. Une demande corrigée garde son numéro de l'éditeur : elle n'est pas un " +
        "doublon. D'un fichier à l'autre, seuls les fichiers d'un même profil sont comparés ; une avance et son " +
        "solde, la sortie du portail, les parts d'un fichier ne sont pas des doublons.",
      en:
        'An establishment or a professional is funded once per kind of software only: the ASP rejects the second ' +
        'request as a duplicate. The beneficiary is identified by its geographic FINESS, by its FINESS PMSI for ' +
        "hospitals, or by its RPPS. A corrected request keeps its publisher's number: it is not a duplicate. From " +
        'one ' +
        "file to another only files of one profile are compared; an avance and its solde, the portal's output, the " +
        'parts of a file are not duplicates.',
    },
    citations: [FUNDED_ONCE],
    remedies: [],
    needsProfile: true,
  },
  messages: {
    duplicate: {
      fr: (d: { key: string; ligne: number }) =>
        `Ce bénéficiaire (${cite(d.key)}) est déjà celui de la ligne ${String(d.ligne)}, une autre demande : il ` +
        `n'est financé qu'une fois, et la seconde demande sera rejetée pour doublon. Retirez-le de l'une des ` +
        'deux, ou corrigez son numéro.',
      en: d =>
        `This beneficiary (“${d.key}”) is already that of ligne ${String(d.ligne)}, another request: it is funded ` +
        'once only, and the second request will be rejected as a duplicate. Remove it from one of the two, or ' +
        'correct its number.',
    },
    elsewhere: {
      fr: (d: { key: string; numero: string }) =>
        `Ce bénéficiaire (${cite(d.key)}) est aussi celui de la demande ${cite(d.numero)} d'un autre fichier : il ` +
        `n'est financé qu'une fois par type de logiciel, et la seconde demande sera rejetée pour doublon. ` +
        `Retirez-le de l'une des deux. Si c'est la même demande, corrigée, elle garde son numéro de l'éditeur.`,
      en: d =>
        `This beneficiary (“${d.key}”) is also that of the request “${d.numero}” of another file: it is funded ` +
        'once only for a kind of software, and the second request will be rejected as a duplicate. Remove it from ' +
        `one of the two. If it is the same request, corrected, it keeps its publisher's number.`,
    },
  },
  reads: ['commandePour', 'rpps', 'finessGeo', 'finessPMSI', 'finessJuridique', 'numeroEditeur', 'numeroASP'],
  check(file, report, { profile }) {
    if (profile === undefined) return;
    const { keysOf, locate } = identifiersBy(profile.traits.beneficiaryKeys);
    for (const { key: id, first, others } of file.repeated(keysOf)) {
      for (const ligne of others) {
        const [here, there] = [locate(ligne, id), locate(first, id)];
        if (here === undefined || there === undefined || isSameDemande(first, ligne)) continue;
        report('duplicate', { key: here.key, ligne: rankOf(first) }, atValue(ligne, here), {
          related: [
            related(first, there, { fr: 'Le même bénéficiaire est ici.', en: 'The same beneficiary is here.' }),
          ],
        });
      }
    }
  },
  across(subject, report) {
    for (const fact of subject.ligne.beneficiaries) {
      const others = rivalsOf(subject, fact);
      const numero = others[0]?.ligne.numeroEditeur?.value;
      if (numero === undefined) continue;
      report('elsewhere', { key: keyAt(fact.place), numero }, atFact(subject.ligne.chunk, fact), {
        severity: 'warning',
        related: seenIn(others, ligne => beneficiaryIn(ligne, fact), {
          fr: 'Le même bénéficiaire est ici, dans une autre demande.',
          en: 'The same beneficiary is here, in another request.',
        }),
      });
    }
  },
});

interface Identified {
  readonly keysOf: KeysOf;
  readonly locate: (ligne: Ligne, id: string) => LocatedText | undefined;
}

/** Each profile has its own keys and so its own answers, which survive an edit. */
const KNOWN = new WeakMap<readonly FieldRole[], Identified>();

function identifiersBy(keys: readonly FieldRole[]): Identified {
  const known = KNOWN.get(keys);
  if (known !== undefined) return known;
  const beneficiaries = perLigne(ligne => beneficiariesOf(ligne, keys));
  const made: Identified = {
    keysOf: ligne => beneficiaries(ligne).map(({ id }) => id),
    locate: (ligne, id) => beneficiaries(ligne).find(identifier => identifier.id === id)?.located,
  };
  KNOWN.set(keys, made);
  return made;
}

const secondDoctor = '"RPPS": "10003456786"';

export const examples: Examples = {
  valid: [
    { name: 'des bénéficiaires différents', profile: 'MDV-LGC/avance' },
    {
      name: "l'avance, sa sortie et son solde",
      profile: 'MDV-LGC/avance',
      others: [sortie(), { name: 'solde.json', profile: 'MDV-LGC/solde' }],
    },
    {
      name: 'la même demande, corrigée et redéposée',
      profile: 'MDV-LGC/avance',
      others: [avance(['358.33', '358.34'])],
    },
  ],
  invalid: [
    {
      name: 'un médecin dans deux demandes',
      profile: 'MDV-LGC/avance',
      change: [[secondDoctor, '"RPPS": "10002123452"']],
      expect: [
        {
          message: 'duplicate',
          path: '/lignesImport/1/beneficiaires/liberal/0/RPPS',
          marks: '"10002123452"',
          severity: 'error',
          fixable: false,
        },
      ],
    },
    {
      name: 'le même, écrit avec des espaces',
      profile: 'MDV-LGC/avance',
      change: [[secondDoctor, '"RPPS": "10002 123452"']],
      expect: [{ message: 'duplicate', path: '/lignesImport/1/beneficiaires/liberal/0/RPPS', marks: '"10002 123452"' }],
      also: ['rpps'],
    },
    {
      name: "le médecin d'une autre demande, dans un autre fichier",
      profile: 'MDV-LGC/avance',
      others: [
        avance(
          ['BDC-2022-0001', 'BDC-2022-0101'],
          ['BDC-2022-0002', 'BDC-2022-0102'],
          ['BDC-2022-0003', 'BDC-2022-0103'],
          ['10003456786', '10012345673'],
          ['10004567896', '10076543213'],
          ['690012349', '690034566'],
        ),
      ],
      expect: [
        {
          message: 'elsewhere',
          path: '/lignesImport/0/beneficiaires/liberal/0/RPPS',
          marks: '"10002123452"',
          severity: 'warning',
          fixable: false,
        },
      ],
    },
  ],
};

export const beneficiaryIn = (ligne: LigneFacts, { role, value }: Fact): ClientFact | undefined =>
  ligne.beneficiaries.find(other => other.role === role && other.value === value);

/** How many a message names. */
const MAX_RIVALS = 3;

/**
 * The other requests in the workspace for a ligne's beneficiary, a few of them; those still to be deposited first.
 * Nothing is said about a request that may be the same one, nor for the portal's output, which is not deposited again.
 * If a request occurs in several files (a deposit and its correction, the parts of a file), each of them must have the
 * beneficiary.
 */
export function rivalsOf({ file, ligne, index }: WorkspaceSubject, fact: ClientFact): readonly Occurrence[] {
  if (file.portalOutput || file.profile === undefined || ligne.numeroEditeur === undefined) return [];
  const places = placesOf(index, fact.role, fact.value);
  if (
    places.length < 2 ||
    mayBeOneDemande(places, file.profile, { invoice: false }) ||
    !areAllFor(fact, ligne, file, index)
  )
    return [];
  const rivals: Occurrence[] = [];
  const outputs: Occurrence[] = [];
  for (const other of places) {
    const into = other.file.portalOutput ? outputs : rivals;
    if (into.length < MAX_RIVALS && isRival(fact, ligne, file, other, index)) into.push(other);
    if (rivals.length === MAX_RIVALS) break;
  }
  return [...rivals, ...outputs].slice(0, MAX_RIVALS);
}

const isRival = (fact: ClientFact, ligne: LigneFacts, file: FileFacts, other: Occurrence, index: Lookups): boolean =>
  other.file.id !== file.id &&
  other.file.profile === file.profile &&
  isOtherDemande(file, ligne, other) &&
  beneficiaryIn(other.ligne, fact) !== undefined &&
  areAllFor(fact, other.ligne, other.file, index) &&
  !isIn(file, other, index);

function isOtherDemande(
  file: FileFacts,
  { numeroEditeur, numeroASP }: LigneFacts,
  { file: otherFile, ligne: other }: Occurrence,
): boolean {
  if (numeroEditeur === undefined || other.numeroEditeur === undefined) return false;
  if (numeroASP !== undefined && numeroASP.value === other.numeroASP?.value) return false;
  return numeroEditeur.value !== other.numeroEditeur.value || !mayBeSamePublisher(file, otherFile);
}

/** Wherever a request of that profile stands. */
const copiesOf = ({ numeroEditeur }: LigneFacts, file: FileFacts, index: Lookups): readonly Occurrence[] =>
  (numeroEditeur === undefined ? [] : placesOf(index, 'numeroEditeur', numeroEditeur.value)).filter(
    other => other.file.profile === file.profile && mayBeSamePublisher(other.file, file),
  );

const areAllFor = (fact: ClientFact, ligne: LigneFacts, file: FileFacts, index: Lookups): boolean =>
  copiesOf(ligne, file, index).every(copy => beneficiaryIn(copy.ligne, fact) !== undefined);

/** The file has that request as well: the repetition is reported within it. */
const isIn = (file: FileFacts, other: Occurrence, index: Lookups): boolean =>
  copiesOf(other.ligne, other.file, index).some(copy => copy.file.id === file.id);
