import assert from 'node:assert/strict';
import { analyze, contextOf } from '../../server/src/analysis/analyze.js';
import type { DocumentText } from '../../server/src/format/pieces/folder.js';
import { runDocuments } from '../../server/src/rules/runner.js';
import { FACTURE } from '../../server/src/rules/examples.js';
import { MENTIONS } from '../../server/src/format/pieces/texte/mentions.js';
import { plain } from './plain.js';
import { engine, optionsOf, textOf } from './cases.js';

/** Ids of the mentions missed, and the other findings, of invoices for the first ligne of a correct file. */
export function missed(
  texts: readonly string[],
  profile = 'MDV-LGC/solde',
  nomFichier = 'F2023-0140.pdf',
): readonly string[] {
  const example = { name: '', profile };
  const analysis = analyze(engine, textOf(example), optionsOf(example));
  const documents: readonly DocumentText[] = texts.map((text, i) => ({
    name: `${String(i + 1)}.pdf`,
    pages: text.split('\f'),
  }));
  const findings = runDocuments(
    engine.rules,
    analysis,
    ligne => (ligne.chunk === 0 ? [{ nomFichier, documents }] : undefined),
    contextOf(analysis),
  );
  return findings.flatMap(finding => {
    if (finding.messageId !== 'mentions') return [`${finding.rule.id}/${finding.messageId}`];
    const message = finding.message('fr');
    return MENTIONS.filter(({ label }) => plain(message).includes(label.fr)).map(({ id }) => id);
  });
}

export const LINES: Readonly<Record<string, string>> = {
  date: 'Date de la facture : 12/06/2023',
  numero: 'Facture n° F2023-0140',
  commande: 'Bon de commande n° BDC-2022-0001',
  siret: 'SIRET : 812 345 678 00013',
  client: 'Client : Dr Anne-Sophie Lefèvre',
  rpps: 'RPPS : 10002123452',
  prestation: 'Prestation réalisée le 09/06/2023',
  ligne: 'Prestation Ségur  358,33 €',
  ht: 'Total HT  358,33 €',
  tva: 'TVA 20 %  71,67 €',
  ttc: 'Total TTC  430,00 €',
  etat: "Montant pris en charge par l'état au titre du Ségur de la santé",
};
export const lineOf = (name: string): string => LINES[name] ?? '';

export function changed(...changes: readonly (readonly [line: string, to: string])[]): string {
  return changes.reduce((text, [name, to]) => {
    assert.ok(text.includes(lineOf(name)), name);
    return text.replace(lineOf(name), () => to);
  }, FACTURE);
}
