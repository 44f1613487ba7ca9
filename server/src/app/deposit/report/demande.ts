import { formatTaux } from '../../../format/domain/territoire.js';
import { money } from './style.js';
import type { DepositReport, ReportedBeneficiaire, ReportedDemande, ReportedFinding, ReportedPiece } from './report.js';
import type { ReportWords } from '../../../texts/deposit/report.js';

/** All that the report says of one demande. */
export function demandeArticle(demande: ReportedDemande, { lang, avance }: DepositReport, words: ReportWords): Html {
  const { labels } = words;
  const name = demande.numeroEditeur ?? words.ligne(demande.ligne);
  const fact = (label: string, value: Html | string | null): Html =>
    when(value !== null, () => html`<dt>${label}</dt><dd>${value ?? ''}</dd>`);
  const rate = demande.tauxTVA === null ? '' : ` ${formatTaux(demande.tauxTVA, lang)}`;
  return html`
<article id="ligne-${demande.ligne}" aria-labelledby="titre-${demande.ligne}">
<header><h3 id="titre-${demande.ligne}"><bdi data-ligne="${demande.ligne}">${name}</bdi></h3><span class="discret">${words.ligne(demande.ligne)}</span></header>
<dl>
${fact(labels.beneficiaire, beneficiaires(demande.beneficiaires, words))}
${fact(labels.mandataire, demande.mandataire)}
${fact(labels.dossier, demande.numeroASP)}
${fact(labels.amount, money(demande.montantSegurHT, lang))}
${when(avance !== null, () => fact(labels.avance, money(demande.avanceHT, lang)))}
${fact(labels.regime, demande.regimeTVA === null ? null : `${demande.regimeTVA}${rate}`)}
</dl>
${demande.zip === null ? html`<p class="discret">${words.noZip}</p>` : pieces(demande.zip, demande.pieces, words)}
${when(demande.findings.length > 0, () => findingList(demande.findings, words))}
</article>`;
}

/** An order for many names a few; all of them are in the JSON. */
const SHOWN = 12;

function beneficiaires(all: readonly ReportedBeneficiaire[], words: ReportWords): Html {
  if (all.length === 0) return html`${words.noBeneficiaire}`;
  const items = all
    .slice(0, SHOWN)
    .map(
      ({ nom, identifiants }, i) =>
        html`${i === 0 ? html`` : html`<br>`}<bdi>${nom ?? words.noBeneficiaire}</bdi> <span class="discret petit">${identifiants.map(({ type, valeur }) => `${type}\u00a0${valeur}`).join(', ')}</span>`,
    );
  return html`${items}${when(all.length > SHOWN, () => html`<br>${words.others(all.length - SHOWN)}`)}`;
}

function pieces(zip: NonNullable<ReportedDemande['zip']>, all: readonly ReportedPiece[], words: ReportWords): Html {
  const { labels, captions, sizeOf } = words;
  return html`<div class="defile"><table>
<caption><a href="${encodeURIComponent(zip.name)}"><bdi>${captions.pieces(zip.name)}</bdi></a> (${sizeOf(zip.size)}) <code>${zip.sha256}</code></caption>
<thead><tr><th scope="col">${labels.file}</th><th scope="col">${labels.type}</th><th scope="col" class="nombre">${labels.pages}</th><th scope="col" class="nombre">${labels.size}</th><th scope="col">${labels.sha256}</th></tr></thead>
<tbody>${all.map(
    piece => html`
<tr><th scope="row" class="nom">${pieceName(piece)}${sources(piece, words)}</th><td>${piece.type ?? '—'}</td><td class="nombre">${piece.pages}</td><td class="nombre">${sizeOf(piece.size)}</td><td><code>${piece.sha256}</code></td></tr>`,
  )}
</tbody></table></div>`;
}

/** Whoever knows the folder of the attachments makes a link of it: the report tells no paths. */
function pieceName({ how, sources: [only], name }: ReportedPiece): Html {
  if (how !== 'file' || only === undefined) return html`<bdi>${name}</bdi>`;
  return html`<bdi data-piece="${only.name}">${name}</bdi>`;
}

function sources({ how, sources: all, name }: ReportedPiece, words: ReportWords): Html {
  const [only] = all;
  if (how === 'file') {
    if (only === undefined || (only.name.normalize('NFC') === name.normalize('NFC') && !only.signed)) return html``;
    const told = [
      ...(only.name === name ? [] : [html`← <bdi>${only.name}</bdi>`]),
      ...(only.signed ? [html`${words.signed(false)}`] : []),
    ];
    return html`<ul class="sources"><li>${told.flatMap((item, i) => (i === 0 ? [item] : [html`, `, item]))}</li></ul>`;
  }
  return html`<div class="petit discret">${words.concatenated(all.length)}</div><ul class="sources">${all.map(
    source => html`
<li><bdi>${source.name}</bdi>, ${words.counts.pages(source.pages)}, ${words.fromPage(source.start)}${source.signed ? `, ${words.signed(true)}` : ''}</li>`,
  )}</ul>`;
}

export const findingList = (findings: readonly ReportedFinding[], words: ReportWords): Html =>
  html`<ul class="constats">${findings.map(
    ({ code, severity, message, line }) => html`
<li class="${severity}"><span class="gravite">${words.labelled(words.severity[severity])}</span> ${message} <span class="discret petit">${words.line(line)}, <code>${code}</code></span></li>`,
  )}</ul>`;

/** HTML that is ready to be shown: what was put into it is escaped. */
export class Html {
  constructor(readonly text: string) {}
}

export const NOTHING = new Html('');

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters and marks of direction, which could make a name read as another, are named instead. */
const UNSEEN = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu;

const escape = (text: string): string =>
  text
    .replace(UNSEEN, char => `‹U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`)
    .replace(/[&<>"']/g, char => ENTITIES[char] ?? char);

type Value = Html | string | number | readonly Html[];

const textOf = (value: Value | undefined): string => {
  if (value instanceof Html) return value.text;
  if (typeof value === 'string' || typeof value === 'number') return escape(String(value));
  return (value ?? []).map(item => item.text).join('');
};

/** A template of HTML. Its own words are taken as they are, every text put into it is escaped. */
export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Html =>
  new Html(parts.map((part, i) => (i === 0 ? part : `${textOf(values[i - 1])}${part}`)).join(''));

export const when = (condition: boolean, content: () => Html): Html => (condition ? content() : NOTHING);
