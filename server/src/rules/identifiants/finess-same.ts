import { repairFiness } from '../../format/domain/numeros.js';
import { type Entry, isText, type Located } from '../../format/model/located.js';
import { defineLigneRule } from '../define.js';
import type { Examples } from '../examples.js';
import { cite } from '../shared/words.js';

export const rule = defineLigneRule({
  meta: {
    id: 'finess-same',
    severity: 'info',
    theme: 'identifiants',
    title: { fr: 'Même FINESS juridique et géographique', en: 'Same legal and geographic FINESS' },
    explanation: {
      fr:
        "Le FINESS juridique désigne l'entité juridique, le FINESS géographique l'établissement : le répertoire " +
        'leur donne deux numéros. Le même numéro aux deux places est le plus souvent une recopie. Il est normal, en ' +
        "revanche, qu'un FINESS PMSI soit l'un des deux.",
      en:
        'The legal FINESS names the legal entity, the geographic FINESS the establishment: the directory gives them ' +
        'two numbers. The same number in both places is mostly a copy. That a FINESS PMSI is one of the two, ' +
        'however, is normal.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question:
          "La Base FINESS de l'ASP n'est pas synchronisée avec le fichier de l'ANS, ce qui constitue une source " +
          "d'erreur. Pourquoi les éléments, pourtant cohérents dans le fichier de l'ANS, aboutissent-ils à des " +
          'rejets ?',
        quote:
          "l'ASP contrôle, sur une demande, l'existence du bénéficiaire (à savoir son FINESS géographique et son " +
          'FINESS juridique)',
      },
      { document: 'norme', question: 'Répertoire FINESS' },
    ],
    remedies: [],
    needsProfile: true,
  },
  messages: {
    same: {
      fr: (d: { key: string; other: string }) =>
        `${cite(d.key)} et ${cite(d.other)} portent le même numéro : l'entité juridique et l'établissement ont ` +
        `d'ordinaire chacun le leur. Vérifiez-les dans le répertoire FINESS.`,
      en: d =>
        `“${d.key}” and “${d.other}” show the same number: the legal entity and the establishment usually have ` +
        'one each. Check them in the FINESS directory.',
    },
  },
  check(ligne, report) {
    for (const entry of ligne.entries('client')) {
      const juridique = entry.text('finessJuridique');
      const number = repairFiness(juridique?.value ?? '');
      if (juridique === undefined || number === undefined) continue;
      const twin = twinOf(entry, number);
      if (twin === undefined) continue;
      report(
        'same',
        { key: twin.key, other: juridique.key },
        { chunk: ligne.chunk, span: twin.node, place: twin.place },
        {
          related: [
            {
              chunk: ligne.chunk,
              span: juridique.node,
              message: { fr: 'Le même numéro est ici.', en: 'The same number is here.' },
            },
          ],
        },
      );
    }
  },
});

/** The establishment of the same number. */
function twinOf({ fields }: Entry, number: string): Located | undefined {
  for (const field of fields)
    if (field.role === 'finessGeo' && isText(field) && repairFiness(field.value) === number) return field;
  return undefined;
}

export const examples: Examples = {
  valid: [
    { name: 'deux numéros différents', profile: 'MDV-LGC/avance' },
    {
      name: 'deux établissements de la même entité',
      profile: 'MDV-LGC/avance',
      change: [['"690012349"', '"690012349", "060785011"']],
    },
  ],
  invalid: [
    {
      name: 'le FINESS juridique recopié',
      profile: 'MDV-LGC/avance',
      change: [['"690012349"', '"130045677"']],
      expect: [
        {
          message: 'same',
          path: '/lignesImport/2/beneficiaires/structure/FINESSGeo/0',
          marks: '"130045677"',
          severity: 'info',
          fixable: false,
        },
      ],
    },
  ],
};
