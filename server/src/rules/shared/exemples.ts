import type { ExampleOther } from '../examples.js';

/**
 * The texts that the cases of the document rules start from: the invoice and the order of the first ligne of the
 * correct MDV files.
 */

export const FACTURE = `LGC Éditions SAS
12 rue des Lilas 69003 Lyon
SIRET : 812 345 678 00013

FACTURE
Facture n° F2023-0140
Date de la facture : 12/06/2023
Bon de commande n° BDC-2022-0001

Client : Dr Anne-Sophie Lefèvre
RPPS : 10002123452

Prestation réalisée le 09/06/2023
Alimentation du DMP et envois MSSanté mis en service

Désignation  Montant HT
Prestation Ségur  358,33 €
Total HT  358,33 €
TVA 20 %  71,67 €
Total TTC  430,00 €

Montant pris en charge par l'état au titre du Ségur de la santé
`;

export const BON_DE_COMMANDE = `LGC Éditions SAS
BON DE COMMANDE n° BDC-2022-0001
SIRET du fournisseur : 812 345 678 00013

Client : Dr Anne-Sophie Lefèvre
RPPS : 10002123452

Prestation Ségur  358,33 € HT
TVA 20 %  71,67 €
Total TTC  430,00 €

Date de signature : 03/11/2022
Signature du client
`;

const DOSSIERS = [
  ['"numeroASP": null', '"numeroASP": "FINMDV00120"'],
  ['"numeroASP": null', '"numeroASP": "FINMDV00121"'],
  ['"numeroASP": null', '"numeroASP": "FINMDV00122"'],
] as const;

/** For the cases of rules: what the portal gave back for the correct avance whose solde `mdv-lgc.solde.json` is. */
export const sortie = (...change: readonly (readonly [from: string, to: string])[]): ExampleOther => ({
  name: 'sortie-avance.json',
  profile: 'MDV-LGC/avance',
  change: [...DOSSIERS, ...change],
});

/** That avance as it was deposited. */
export const avance = (...change: readonly (readonly [from: string, to: string])[]): ExampleOther => ({
  name: 'avance.json',
  profile: 'MDV-LGC/avance',
  change,
});
