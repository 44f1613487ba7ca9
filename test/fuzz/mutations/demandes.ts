import type { Profile } from '../../../server/src/format/profiles/profile.js';
import { finess } from '../../support/identifiers.js';
import { isObject, withContainer, withRole, type Json, type JsonObject } from '../../support/refs.js';
import { always, avance, container, entries, has, solde, type Mutation, type Subject } from './contract.js';

const several = { min: 2, max: 3 };
const vaOrMom = (profile: Profile): boolean => profile.phase === 'solde' && profile.traits.attestation === 'VA-or-MOM';
const severalClients = (profile: Profile): boolean => !profile.traits.singleBeneficiary;
const hospital = has('finessPMSI');
const SENDINGS = [
  ['directDMP', 'pfiDMP'],
  ['directMSSPro', 'pfiMSSPro'],
  ['directMSSCitoyen', 'pfiMSSCitoyen'],
] as const;

const clientsOf = (of: Subject): Json[] | undefined =>
  of.pick(
    withContainer(of.refs, 'clients')
      .map(({ value }) => value)
      .filter(Array.isArray),
  );

/** Sets both flags of one sending; only if the attachments stay right: another sending is not direct. */
const sending =
  (value: boolean) =>
  (of: Subject): boolean => {
    const i = of.pick([0, 1, 2]) ?? 0;
    const ligne = of.pick(of.lignes.map((_, at) => at)) ?? 0;
    const flags = withRole(of.in(ligne), ...(SENDINGS[i] ?? []));
    const others = withRole(of.in(ligne), ...SENDINGS.flatMap((pair, at) => (at === i ? [] : [pair[0]])));
    const addressed = of
      .in(ligne)
      .filter(
        ({ shape }) =>
          shape.role === 'identDMP' || shape.role === 'adresseMSSPro' || shape.role === 'adresseMSSCitoyen',
      );
    if (flags.length !== 2 || others.every(ref => ref.value === true) || addressed.some(ref => ref.value === null))
      return false;
    for (const flag of flags) flag.set(value);
    return true;
  };

const piece =
  (types: readonly string[], change: (piece: JsonObject, of: Subject) => void) =>
  (of: Subject): boolean => {
    const type = of.pick(types.filter(name => of.piece(name) !== undefined));
    const found = type === undefined ? undefined : of.piece(type);
    if (found !== undefined) change(found, of);
    return found !== undefined;
  };

const PIECES = ['BON_COMMANDE', 'FACTURE', 'VA', 'MOM'] as const;

export const DEMANDES: readonly Mutation[] = [
  {
    name: 'mandataire: true, nobody named',
    rule: 'mandataire',
    applies: always,
    mutate: of => setFlag(of, 'isMandataire', false, true),
  },
  {
    name: 'mandataire: false, somebody named',
    rule: 'mandataire',
    applies: always,
    mutate: of => setFlag(of, 'isMandataire', true, false),
  },
  {
    name: 'client unique: true, several',
    rule: 'client-unique',
    applies: profile => severalClients(profile) && !hospital(profile),
    mutate: of => setFlag(of, 'isClientUnique', false, true),
  },
  {
    name: 'client unique: false, one only',
    rule: 'client-unique',
    applies: always,
    mutate: of =>
      withContainer(of.refs, 'listeFinessGeo').every(({ value }) => Array.isArray(value) && value.length <= 1) &&
      setFlag(of, 'isClientUnique', true, false),
  },
  {
    name: 'LIBERAL in place of STRUCTURE, or the other way round',
    rule: 'commande-pour',
    applies: has('commandePour'),
    mutate: of => of.rewrite(['commandePour'], value => (value === 'LIBERAL' ? 'STRUCTURE' : 'LIBERAL')),
  },
  {
    name: 'no client',
    rule: 'beneficiary-required',
    applies: profile => !has('commandePour')(profile),
    mutate: of => {
      const clients = clientsOf(of);
      clients?.splice(0);
      return clients !== undefined;
    },
  },
  {
    name: 'a FINESS géographique twice in a list',
    rule: 'beneficiary-repeated',
    applies: profile => has('finessGeo')(profile) && profile.couloir !== 'PHA',
    mutate: of => {
      const list = of.pick(
        withContainer(of.refs, 'listeFinessGeo')
          .map(({ value }) => value)
          .filter(value => Array.isArray(value) && value.length > 0),
      );
      const [first] = Array.isArray(list) ? list : [];
      if (!Array.isArray(list) || first === undefined) return false;
      list.push(first);
      return true;
    },
  },
  {
    name: 'a whole client twice',
    rule: 'beneficiary-repeated',
    fixable: 'safe',
    applies: profile => severalClients(profile) && !has('siretClient')(profile),
    mutate: of => {
      const list = of.pick(
        [...withContainer(of.refs, 'clients'), ...withContainer(of.refs, 'liberal')]
          .map(({ value }) => value)
          .filter(value => Array.isArray(value) && value.length > 0),
      );
      const [first] = Array.isArray(list) ? list : [];
      if (!Array.isArray(list) || first === undefined) return false;
      list.push(structuredClone(first));
      return true;
    },
  },
  {
    name: 'the same beneficiaries in two demandes',
    rule: 'duplicate-beneficiary',
    lignes: several,
    applies: profile => profile.traits.beneficiaryKeys.length > 0,
    mutate: of => {
      const [from, to] = of.lignes;
      if (from === undefined || to === undefined) return false;
      // Whatever depends on the beneficiaries is removed with them.
      for (const role of ['beneficiaires', 'bloc', 'scenario'] as const) {
        const key = withContainer(of.refs, role)[0]?.property?.key;
        if (key !== undefined && from[key] !== undefined) to[key] = structuredClone(from[key]);
      }
      const attestation = ['VA', 'MOM'].find(type => of.piece(type, 0) !== undefined);
      const other = ['VA', 'MOM'].map(type => of.piece(type, 1)).find(found => found !== undefined);
      if (attestation !== undefined && other !== undefined) other[of.keyOf('typeFichier')] = attestation;
      return true;
    },
  },
  {
    name: 'two FINESS PMSI in one order',
    rule: 'hop-one-pmsi',
    applies: hospital,
    mutate: of => {
      const clients = clientsOf(of);
      const [first] = clients ?? [];
      if (!isObject(first) || clients === undefined) return false;
      const territory = String(first['FINESSPMSI']).slice(0, String(first['FINESSPMSI']).startsWith('97') ? 4 : 2);
      clients.push({
        ...first,
        FINESSPMSI: finess(territory, 7001),
        FINESSJuridique: finess(territory, 7002),
        FINESSGeo: [finess(territory, 7003)],
      });
      for (const ref of of.refs) if (ref.shape.role === 'isClientUnique' && of.lignes.length === 1) ref.set(false);
      return of.lignes.length === 1;
    },
    lignes: { min: 1, max: 1 },
  },
  {
    name: 'two instances of LOINC in one order',
    rule: 'beneficiary-required',
    applies: profile => profile.traits.singleBeneficiary,
    lignes: { min: 1, max: 1 },
    mutate: of => {
      const clients = clientsOf(of);
      const [first] = clients ?? [];
      if (!isObject(first) || clients === undefined) return false;
      const territory = String(first['FINESSJuridique']).slice(
        0,
        String(first['FINESSJuridique']).startsWith('97') ? 4 : 2,
      );
      clients.push({ ...first, FINESSJuridique: finess(territory, 7002), FINESSGeo: [finess(territory, 7003)] });
      for (const ref of of.refs) if (ref.shape.role === 'isClientUnique') ref.set(false);
      return true;
    },
  },
  {
    name: 'a pièce is dropped',
    rule: 'piece-required',
    applies: always,
    gap: true,
    fixable: 'safe',
    mutate: of => {
      const i = of.pick(of.lignes.map((_, at) => at)) ?? 0;
      const list = container(of, 'pieces', i);
      const due = entries(of, 'piece', i).findIndex(
        one => !Object.values(one).includes(of.profile.traits.attestationTVA),
      );
      if (list === undefined || due < 0) return false;
      list.splice(due, 1);
      return true;
    },
  },
  {
    name: 'a pièce of Word',
    rule: 'piece-name',
    applies: always,
    mutate: piece(PIECES, (one, of) => {
      const key = of.keyOf('nomFichier');
      one[key] = String(one[key]).replace(/\.pdf$/, '.docx');
    }),
  },
  {
    name: 'a pièce without an extension',
    rule: 'piece-name',
    applies: always,
    fixable: 'safe',
    mutate: piece(PIECES, (one, of) => {
      const key = of.keyOf('nomFichier');
      one[key] = String(one[key]).replace(/\.pdf$/, '');
    }),
  },
  {
    name: 'a folder in the name of a pièce',
    rule: 'piece-name',
    applies: always,
    mutate: piece(PIECES, (one, of) => {
      const key = of.keyOf('nomFichier');
      one[key] = `pieces/${String(one[key])}`;
    }),
  },
  {
    name: 'a character that Windows refuses',
    rule: 'piece-name',
    applies: always,
    mutate: piece(PIECES, (one, of) => {
      const key = of.keyOf('nomFichier');
      one[key] = String(one[key]).replace('-', ':');
    }),
  },
  {
    name: 'two pièces of one type',
    rule: 'piece-type-repeated',
    applies: always,
    mutate: of => {
      const i = of.pick(of.lignes.map((_, at) => at)) ?? 0;
      const list = container(of, 'pieces', i);
      const [first] = entries(of, 'piece', i);
      const key = of.keyOf('nomFichier');
      if (list === undefined || first === undefined) return false;
      list.push({ ...first, [key]: String(first[key]).replace('.pdf', '-2.pdf') });
      return true;
    },
  },
  {
    name: 'a MOM where a VA is due',
    rule: 'va-or-mom',
    applies: solde,
    mutate: piece(['VA'], (one, of) => {
      one[of.keyOf('typeFichier')] = 'MOM';
    }),
  },
  {
    name: 'a VA where a MOM would do',
    rule: 'va-or-mom',
    applies: vaOrMom,
    mutate: piece(['MOM'], (one, of) => {
      one[of.keyOf('typeFichier')] = 'VA';
    }),
  },
  {
    name: 'a MOM whose name says nothing',
    rule: 'mom-name',
    applies: vaOrMom,
    lignes: { min: 1, max: 1 },
    mutate: piece(['MOM'], (one, of) => {
      one[of.keyOf('nomFichier')] = 'mise en ordre de marche.pdf';
    }),
  },
  {
    name: 'one bon de commande for two demandes',
    rule: 'piece-shared',
    applies: avance,
    lignes: several,
    mutate: of => {
      const [first, second] = [of.piece('BON_COMMANDE', 0), of.piece('BON_COMMANDE', 1)];
      const key = of.keyOf('nomFichier');
      if (first === undefined || second === undefined) return false;
      second[key] = first[key] ?? null;
      return true;
    },
  },
  { name: 'direct and through the PFI at once', rule: 'scenario', applies: has('directDMP'), mutate: sending(true) },
  { name: 'neither direct nor through the PFI', rule: 'scenario', applies: has('directDMP'), mutate: sending(false) },
  {
    name: 'the name of an operator',
    rule: 'operateur-messagerie',
    applies: has('operateurMessagerie'),
    mutate: of => of.rewrite(['operateurMessagerie'], () => 'Messagerie du Grand Est'),
  },
  {
    name: 'a case of its own',
    rule: 'deploiement-mss',
    applies: has('deploiementMSS'),
    mutate: of => of.rewrite(['deploiementMSS'], () => 'Cas 3'),
  },
  {
    name: 'a case in lower case',
    rule: 'deploiement-mss',
    applies: has('deploiementMSS'),
    fixable: 'safe',
    mutate: of => of.rewrite(['deploiementMSS'], value => value.toLowerCase()),
  },
  {
    name: 'a territory of another VAT rate',
    rule: 'mixed-tva-rate',
    lignes: several,
    applies: profile => has('finessGeo', 'finessPMSI')(profile),
    mutate: of => {
      const ligne = of.lignes.at(-1);
      const mine = withRole(of.in(of.lignes.length - 1), 'finessGeo', 'finessJuridique', 'finessPMSI')
        .map(({ value }) => value)
        .filter(value => typeof value === 'string');
      const others = withRole(of.in(0), 'finessGeo', 'finessPMSI').filter(({ value }) => typeof value === 'string');
      const key = withContainer(of.refs, 'lignes')[0]?.property?.key;
      if (of.refs.some(({ shape, value }) => shape.role === 'regimeTVA' && value === 'HT')) return false;
      if (ligne === undefined || key === undefined || mine.length === 0 || others.length === 0) return false;
      const to = mine.some(value => value.startsWith('97') || value.startsWith('98')) ? '75' : '9702';
      let text = JSON.stringify(ligne);
      [...new Set(mine)].forEach((value, i) => {
        text = text.replaceAll(value, finess(to, 8000 + i));
      });
      const lignes = of.file[key];
      const moved: Json = JSON.parse(text);
      if (Array.isArray(lignes)) lignes[lignes.length - 1] = moved;
      return true;
    },
  },
  {
    name: 'one numeroEditeur for two demandes',
    rule: 'numero-editeur-unique',
    applies: always,
    lignes: several,
    mutate: of => copyFirst(of, 'numeroEditeur'),
    also: { 'mom-name': 'the MOM keeps the name of the demande that it belonged to' },
  },
  {
    name: 'two soldes for one dossier',
    rule: 'solde-repeated',
    applies: solde,
    lignes: several,
    mutate: of => copyFirst(of, 'numeroASP'),
  },
  {
    name: 'lignes numbered from 0',
    rule: 'num-ligne',
    applies: always,
    fixable: 'safe',
    mutate: of => {
      withRole(of.refs, 'numLigne').forEach((ref, i) => ref.set(i));
      return true;
    },
  },
  {
    name: 'a number that is missing',
    rule: 'num-ligne',
    applies: always,
    lignes: several,
    fixable: 'safe',
    mutate: of => {
      withRole(of.refs, 'numLigne').at(-1)?.set(9);
      return true;
    },
  },
  {
    name: '201 lignes',
    rule: 'ligne-count',
    applies: always,
    lignes: { min: 201, max: 201 },
    runs: 1,
    mutate: () => true,
  },
  {
    name: 'no ligne',
    rule: 'empty-import',
    applies: always,
    mutate: of => {
      container(of, 'lignes')?.splice(0);
      return true;
    },
  },
];

function setFlag(of: Subject, role: 'isMandataire' | 'isClientUnique', from: boolean, to: boolean): boolean {
  const at = of.pick(withRole(of.refs, role).filter(({ value }) => value === from));
  at?.set(to);
  return at !== undefined;
}

function copyFirst(of: Subject, role: 'numeroEditeur' | 'numeroASP'): boolean {
  const [first, second] = withRole(of.refs, role);
  if (first === undefined || second === undefined) return false;
  second.set(first.value);
  return true;
}
