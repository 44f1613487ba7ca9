import { broken, finess, rpps } from '../../support/identifiers.js';
import type { FieldRole } from '../../../server/src/format/profiles/roles.js';
import type { Profile } from '../../../server/src/format/profiles/profile.js';
import { always, both, has, solde, type Mutation } from './contract.js';

const FINESS: readonly FieldRole[] = ['finessGeo', 'finessJuridique', 'finessPMSI'];
const isOfKind =
  (...kinds: readonly string[]) =>
  (profile: Profile): boolean =>
    kinds.includes(profile.traits.identDMP);
const wantsAddress = (profile: Profile): boolean => profile.traits.adresseMSS !== 'none';
const MSS: readonly FieldRole[] = ['adresseMSSPro', 'adresseMSSCitoyen'];
const EMAILS: readonly FieldRole[] = ['emailClient', 'emailMandataire'];
const PHONES: readonly FieldRole[] = ['telephoneClient', 'telephoneMandataire'];
const byTwos = (text: string): string => text.replace(/(\d\d)(?=\d)/g, '$1 ');

const simple = (
  name: string,
  rule: string,
  roles: readonly FieldRole[],
  to: (value: string) => string | undefined,
  more: Partial<Mutation> = {},
): Mutation => ({ name, rule, applies: has(...roles), mutate: of => of.rewrite(roles, to), ...more });

export const IDENTIFIERS: readonly Mutation[] = [
  simple("a wrong key in the publisher's SIRET", 'siret', ['siretEditeur'], broken),
  simple("a wrong key in a client's SIRET", 'siret', ['siretClient'], broken),
  simple('a SIREN in place of a SIRET', 'siret', ['siretEditeur', 'siretClient'], value => value.slice(0, 9)),
  simple(
    'spaces in a SIRET',
    'siret',
    ['siretEditeur', 'siretClient'],
    value => value.replace(/^(\d{3})(\d{3})(\d{3})/, '$1 $2 $3 '),
    { fixable: 'safe' },
  ),
  simple('a wrong key in a FINESS géographique', 'finess', ['finessGeo'], broken),
  simple('a wrong key in a FINESS juridique', 'finess', ['finessJuridique'], broken),
  simple('a wrong key in a FINESS PMSI', 'finess', ['finessPMSI'], broken),
  simple('spaces in a FINESS', 'finess', FINESS, value => `${value.slice(0, 2)} ${value.slice(2)}`, {
    fixable: 'safe',
  }),
  simple(
    'a FINESS that lost its leading zero',
    'finess',
    FINESS,
    value => (value.startsWith('0') ? value.slice(1) : undefined),
    { fixable: 'safe' },
  ),
  simple('a Corsican FINESS in lower case', 'finess', FINESS, value => value.toLowerCase(), { fixable: 'safe' }),
  simple('a wrong key in an RPPS', 'rpps', ['rpps'], broken),
  simple('an RPPS with its national 8', 'rpps', ['rpps'], value => `8${value}`, { fixable: 'safe' }),
  simple('spaces in an RPPS', 'rpps', ['rpps'], value => `${value.slice(0, 2)} ${value.slice(2)}`, { fixable: 'safe' }),
  simple('a wrong key in an IdentDMP that is an RPPS', 'ident-dmp', ['identDMP'], broken, {
    applies: isOfKind('rpps-list'),
    mutate: of => {
      const at = of.pick(
        of.refs.filter(
          ({ path, shape, value }) =>
            /IdentDMP\/\d+$/.test(path) && shape.container === undefined && typeof value === 'string',
        ),
      );
      if (typeof at?.value !== 'string') return false;
      at.set(broken(at.value));
      return true;
    },
  }),
  simple(
    'a wrong key in an IdentDMP',
    'ident-dmp',
    ['identDMP'],
    value =>
      value.startsWith('4') ? value.slice(0, 11) + broken(value.slice(11, 12)) + value.slice(12) : broken(value),
    { applies: isOfKind('pmsi', 'ris', 'geographique') },
  ),
  simple('an IdentDMP without its prefix', 'ident-dmp', ['identDMP'], value => value.slice(1), {
    applies: isOfKind('pmsi', 'geographique'),
    fixable: 'safe',
  }),
  simple('an IdentDMP with another prefix', 'ident-dmp', ['identDMP'], value => `9${value.slice(1)}`, {
    applies: isOfKind('pmsi', 'ris', 'geographique'),
  }),
  simple('an IdentDMP cut short', 'ident-dmp', ['identDMP'], value => value.slice(0, -1), {
    applies: isOfKind('pmsi', 'ris', 'geographique'),
  }),
  {
    name: 'an IdentDMP where it is always null',
    rule: 'ident-dmp',
    applies: isOfKind('null'),
    mutate: of => {
      const at = of.pick(of.refs.filter(({ shape }) => shape.role === 'identDMP'));
      at?.set(`6${finess('75', 4321)}`);
      return at !== undefined;
    },
  },
  {
    name: 'no IdentDMP where the sending is direct',
    rule: 'ident-dmp',
    applies: isOfKind('pmsi', 'ris', 'geographique'),
    mutate: of => {
      const direct = of.refs
        .filter(({ shape, value }) => shape.role === 'directDMP' && value === true)
        .map(({ ligne }) => ligne);
      const at = of.pick(of.refs.filter(({ shape, ligne }) => shape.role === 'identDMP' && direct.includes(ligne)));
      at?.set(null);
      return at !== undefined;
    },
  },
  simple(
    "an IdentDMP of another's FINESS",
    'ident-dmp-beneficiary',
    ['identDMP'],
    value => (value.startsWith('4') ? undefined : value.slice(0, 1) + finess('75', 654321)),
    { applies: isOfKind('pmsi', 'ris', 'geographique') },
  ),
  {
    name: "an IdentDMP of another doctor's",
    rule: 'ident-dmp-beneficiary',
    applies: isOfKind('rpps-list'),
    mutate: of => {
      const liberal = of.refs
        .filter(({ shape, value }) => shape.role === 'commandePour' && value === 'LIBERAL')
        .map(({ ligne }) => ligne);
      const at = of.pick(
        of.refs.filter(
          ({ path, ligne, value }) =>
            /IdentDMP\/\d+$/.test(path) && typeof value === 'string' && liberal.includes(ligne),
        ),
      );
      at?.set(rpps(87654321));
      return at !== undefined;
    },
  },
  simple('a wrong key in IdentINSi', 'ident-insi', ['identINSi'], broken),
  simple("an IdentINSi of another's FINESS", 'ident-insi', ['identINSi'], () => finess('75', 654321)),
  simple('two FINESS in IdentINSi', 'ident-insi', ['identINSi'], value => `${value}, ${finess('75', 654321)}`),
  {
    name: 'no IdentINSi',
    rule: 'ident-insi',
    applies: has('identINSi'),
    mutate: of => of.rewrite(['identINSi'], () => null),
  },
  simple('a domain in place of an MSSanté address', 'mss-address', MSS, value => value.replace(/^.*@/, ''), {
    applies: both(solde, wantsAddress),
  }),
  simple('two MSSanté addresses', 'mss-address', MSS, value => `${value};autre@structure.mssante.fr`, {
    applies: both(solde, wantsAddress),
  }),
  simple('the test box', 'mss-address', MSS, () => 'reponse.automatique-test@patient.mssante.fr', {
    applies: both(solde, wantsAddress),
  }),
  simple('an address outside MSSanté', 'mss-domain', MSS, () => 'contact@exemple-sante.fr', {
    applies: both(solde, wantsAddress),
  }),
  simple("a patient's address", 'mss-recipient', MSS, () => '123456789012345@patient.mssante.fr', {
    applies: both(solde, wantsAddress),
  }),
  {
    name: 'no MSSanté address where the sending is direct',
    rule: 'mss-address',
    applies: both(solde, profile => profile.traits.adresseMSS === 'when-direct'),
    mutate: of => {
      const direct = of.refs
        .filter(({ shape, value }) => shape.role === 'directMSSPro' && value === true)
        .map(({ ligne }) => ligne);
      const at = of.pick(
        of.refs.filter(({ shape, ligne }) => shape.role === 'adresseMSSPro' && direct.includes(ligne)),
      );
      at?.set(null);
      return at !== undefined;
    },
  },
  simple('an e-mail without its @', 'email', EMAILS, value => value.replace('@', '.')),
  simple('an e-mail copied from a link', 'email', EMAILS, value => `mailto:${value}`, { fixable: 'safe' }),
  simple('two e-mails', 'email', EMAILS, value => `${value}, autre@exemple-sante.fr`),
  simple('a telephone cut short', 'telephone', PHONES, value => value.slice(0, -1)),
  simple('a telephone with spaces', 'telephone', PHONES, byTwos, { fixable: 'safe' }),
  simple('the name of a structure', 'client-name', ['nomClient'], () => 'Clinique des Lilas'),
  simple('a numeroASP of another form', 'numero-asp', ['numeroASP'], value => value.slice(0, -1), { applies: solde }),
  simple('a numeroASP in lower case', 'numero-asp', ['numeroASP'], value => value.toLowerCase(), {
    applies: solde,
    fixable: 'safe',
  }),
  simple('the name of a software in numeroAns', 'numero-ans', ['numeroAns'], () => 'Mon Logiciel', { applies: always }),
  {
    name: 'a FINESS juridique among the géographiques',
    rule: 'finess-same',
    applies: profile =>
      has('finessJuridique')(profile) && has('finessGeo')(profile) && !has('identDMP', 'identINSi')(profile),
    mutate: of => {
      const geo = of.textAt('finessGeo');
      const juridique = of.pick(
        of.refs.filter(
          ({ shape, ligne, path, value }) =>
            shape.role === 'finessJuridique' &&
            typeof value === 'string' &&
            ligne === geo?.ligne &&
            geo?.path.startsWith(path.replace(/[^/]*$/, '')) === true,
        ),
      );
      if (geo === undefined || typeof juridique?.value !== 'string') return false;
      geo.set(juridique.value);
      return true;
    },
  },
];
