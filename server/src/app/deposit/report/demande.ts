import { floorCents, formatEuros } from '../../../format/domain/montant.js';
import { formatTaux } from '../../../format/domain/territoire.js';
import type { ReportWords } from '../../../texts/deposit/report.js';
import { escapeHtml, type Lang } from '../../../texts/typeset.js';
import type { DepositReport, ReportedBeneficiaire, ReportedDemande, ReportedFinding, ReportedPiece } from './report.js';

/**
 * All of the report's styling: no file beside it, readable on paper, by day and by night. The webview overrides the
 * custom properties.
 */
export const STYLE = `
:root{--fond:#fff;--texte:#1b1f24;--discret:#57606a;--trait:#d0d7de;--carte:#f6f8fa;--accent:#0b4f9e;
--erreur:#b3261e;--attention:#7a4b00;--succes:#1a6334;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--fond:#14171a;--texte:#e6e8ea;--discret:#a3abb3;
--trait:#3a4148;--carte:#1d2125;--accent:#8ab8ff;
--erreur:#ff9b93;--attention:#f0c56b;--succes:#7fd19b}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:64rem;padding:2rem 1.25rem 3rem;background:var(--fond);color:var(--texte);
font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans","DejaVu Sans",sans-serif;
font-variant-numeric:tabular-nums;overflow-wrap:break-word}
h1,h2,h3{line-height:1.25;margin:0}
h1{font-size:1.75rem}
h2{font-size:1.3rem;margin:2.5rem 0 .75rem;padding-bottom:.35rem;border-bottom:1px solid var(--trait)}
h3{font-size:1.05rem}
p{margin:.4rem 0}
a{color:var(--accent)}
.discret{color:var(--discret)}
.petit{font-size:.875rem}
.nombre{text-align:right;white-space:nowrap}
.sans-coupure{white-space:nowrap}
.chiffres{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.75rem;margin:1.5rem 0 0}
.chiffres div{background:var(--carte);border:1px solid var(--trait);border-radius:.5rem;padding:.7rem .9rem}
.chiffres dt{color:var(--discret);font-size:.875rem}
.chiffres dd{margin:.1rem 0 0;font-size:1.25rem;font-weight:600}
.chiffres dd span{display:block;font-size:.8125rem;font-weight:400;color:var(--discret)}
.avis{border:1px solid var(--trait);border-left:.3rem solid var(--attention);border-radius:.25rem;
background:var(--carte);padding:.6rem .9rem;margin:1rem 0 0}
.avis.erreur{border-left-color:var(--erreur)}
ol.etapes{padding-left:1.6rem;margin:1rem 0 0}
ol.etapes>li{margin:0 0 1rem;padding-left:.3rem}
ol.etapes>li::marker{font-weight:600;color:var(--accent)}
ol.etapes strong{display:block}
.source{color:var(--discret);font-size:.8125rem}
.defile{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9375rem}
caption{text-align:left;color:var(--discret);font-size:.875rem;padding:0 0 .4rem}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid var(--trait)}
th:first-child,td:first-child{padding-left:0}
th:last-child,td:last-child{padding-right:0}
thead th{font-size:.8125rem;font-weight:600;color:var(--discret);border-bottom-width:2px}
tbody th{font-weight:600}
th.nombre,td.nombre{text-align:right}
tfoot th,tfoot td{font-weight:600;border-bottom:0;border-top:2px solid var(--trait)}
.nom{overflow-wrap:anywhere}
article .nom{min-width:11rem}
code{font:.75rem/1.5 ui-monospace,"Cascadia Mono","DejaVu Sans Mono","Liberation Mono",monospace;overflow-wrap:anywhere}
article{border:1px solid var(--trait);border-radius:.5rem;padding:1rem 1.1rem;margin:0 0 1rem}
article>header{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;justify-content:space-between;margin-bottom:.5rem}
article dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:.25rem 0 .75rem;font-size:.9375rem}
article dt{color:var(--discret)}
article dd{margin:0}
ul.sources,th .petit{font-weight:400}
ul.sources{margin:.25rem 0 0;padding-left:1.1rem;color:var(--discret);font-size:.875rem}
ul.constats{list-style:none;margin:.75rem 0 0;padding:0;font-size:.9375rem}
ul.constats li{padding:.35rem 0 .35rem .75rem;border-left:.2rem solid var(--trait);margin:.35rem 0}
ul.constats li.error{border-color:var(--erreur)}
ul.constats li.warning{border-color:var(--attention)}
ul.constats .gravite{font-weight:600}
.error .gravite{color:var(--erreur)}
.warning .gravite{color:var(--attention)}
.info .gravite{color:var(--discret)}
.succes{color:var(--succes)}
footer{margin-top:2.5rem;padding-top:.75rem;border-top:1px solid var(--trait);color:var(--discret);font-size:.8125rem}
@media (max-width:40rem){article dl{grid-template-columns:1fr}article dd{margin-bottom:.35rem}}
@media print{
:root{--fond:#fff;--texte:#000;--discret:#444;--trait:#999;--carte:#fff;--accent:#000;
--erreur:#8c1d18;--attention:#5c3800;--succes:#0f4a24;color-scheme:light}
@page{size:A4;margin:16mm 14mm}
body{max-width:none;padding:0;font-size:10pt}
h1{font-size:17pt}
h2{font-size:13pt;break-after:avoid}
h3{font-size:11pt}
.chiffres{grid-template-columns:repeat(auto-fit,minmax(27mm,1fr));gap:2mm}
.chiffres div{padding:2mm}
.chiffres dd{font-size:12pt}
.source,code{font-size:7.5pt}
.defile{overflow:visible}
table{font-size:9pt}
thead{display:table-header-group}
tfoot{display:table-row-group}
tr,.chiffres div,ol.etapes>li,ul.constats li,.avis{break-inside:avoid}
article{break-inside:auto;border-radius:0}
article>header,article dl{break-after:avoid}
a{color:inherit;text-decoration:none}
}
`.trim();

/** An amount as the report shows it; a dash if unknown. */
export function money(amount: string | null, lang: Lang): string {
  const cents = amount === null ? undefined : floorCents(amount);
  return cents === undefined ? '—' : formatEuros(cents, lang);
}

/** Everything the report says about one request. */
export function demandeArticle(demande: ReportedDemande, { lang, avance }: DepositReport, words: ReportWords): Html {
  const { labels } = words;
  const name = demande.numeroEditeur ?? words.ligne(demande.ligne);
  const fact = (label: string, value: Html | string | null): Html =>
    when(value !== null, () => html`<dt>${label}</dt><dd>${value ?? ''}</dd>`);
  const rate = demande.tauxTVA === null ? '' : ` ${formatTaux(demande.tauxTVA, lang)}`;
  return html`
<article id="ligne-${demande.ligne}" aria-labelledby="titre-${demande.ligne}">
<header><h3 id="titre-${demande.ligne}"><bdi data-ligne="${demande.ligne}">${name}</bdi></h3>
<span class="discret">${words.ligne(demande.ligne)}</span></header>
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

/** An order for many clients names only a few; the JSON has them all. */
const SHOWN = 12;

function beneficiaires(all: readonly ReportedBeneficiaire[], words: ReportWords): Html {
  if (all.length === 0) return html`${words.noBeneficiaire}`;
  const items = all.slice(0, SHOWN).map(({ nom, identifiants }, i) => {
    const numbers = identifiants.map(({ type, valeur }) => `${type}\u00a0${valeur}`).join(', ');
    const name = html`<bdi>${nom ?? words.noBeneficiaire}</bdi> <span class="discret petit">${numbers}</span>`;
    return i === 0 ? name : html`<br>${name}`;
  });
  return html`${items}${when(all.length > SHOWN, () => html`<br>${words.others(all.length - SHOWN)}`)}`;
}

function pieces(zip: NonNullable<ReportedDemande['zip']>, all: readonly ReportedPiece[], words: ReportWords): Html {
  const { labels, captions, sizeOf } = words;
  return html`<div class="defile"><table>
<caption><a href="${encodeURIComponent(zip.name)}"><bdi>${captions.pieces(zip.name)}</bdi></a> (${sizeOf(zip.size)})
<code>${zip.sha256}</code></caption>
<thead><tr><th scope="col">${labels.file}</th><th scope="col">${labels.type}</th>
<th scope="col" class="nombre">${labels.pages}</th><th scope="col" class="nombre">${labels.size}</th>
<th scope="col">${labels.sha256}</th></tr></thead>
<tbody>${all.map(
    piece => html`
<tr><th scope="row" class="nom">${pieceName(piece)}${sources(piece, words)}</th><td>${piece.type ?? '—'}</td>
<td class="nombre">${piece.pages}</td><td class="nombre">${sizeOf(piece.size)}</td>
<td><code>${piece.sha256}</code></td></tr>`,
  )}
</tbody></table></div>`;
}

/** A reader that knows the attachments folder turns this into a link: the report contains no paths. */
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
<li><bdi>${source.name}</bdi>, ${words.counts.pages(source.pages)}, ${words.fromPage(source.start)}${
      source.signed ? `, ${words.signed(true)}` : ''
    }</li>`,
  )}</ul>`;
}

export const findingList = (findings: readonly ReportedFinding[], words: ReportWords): Html =>
  html`<ul class="constats">${findings.map(
    ({ code, severity, message, line }) => html`
<li class="${severity}"><span class="gravite">${words.labelled(words.severity[severity])}</span> ${message}
<span class="discret petit">${words.line(line)}, <code>${code}</code></span></li>`,
  )}</ul>`;

/** HTML ready to show: whatever was put into it is escaped. */
export class Html {
  constructor(readonly text: string) {}
}

export const NOTHING = new Html('');

/** Control characters and marks of direction, which could make a name read as another, are named instead. */
const UNSEEN = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu;

const escape = (text: string): string =>
  escapeHtml(
    text.replace(UNSEEN, char => `‹U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`),
  );

type Value = Html | string | number | readonly Html[];

const textOf = (value: Value | undefined): string => {
  if (value instanceof Html) return value.text;
  if (typeof value === 'string' || typeof value === 'number') return escape(String(value));
  return (value ?? []).map(item => item.text).join('');
};

/** A template of HTML. Its own text is taken as is; every inserted text is escaped. */
export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Html =>
  new Html(parts.map((part, i) => (i === 0 ? part : `${textOf(values[i - 1])}${part}`)).join(''));

export const when = (condition: boolean, content: () => Html): Html => (condition ? content() : NOTHING);
