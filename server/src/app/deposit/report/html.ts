import { formatDate, parseDate } from '../../../format/domain/date.js';
import { formatTaux } from '../../../format/domain/territoire.js';
import { citationText } from '../../../format/profiles/sources.js';
import { demandeArticle, findingList, html, type Html, money, NOTHING, STYLE, when } from './demande.js';
import { type DepositReport, rateText, type ReportedDemande, type ReportedGate, stepsOf } from './report.js';
import { reportWordsOf, type ReportWords } from '../../../texts/deposit/report.js';
import type { Lang } from '../../../texts/typeset.js';

interface RenderOptions {
  /** For a page whose content policy requires it. */
  readonly nonce?: string;
  /** A content policy of its own, as a `meta` element. */
  readonly policy?: string;
}

/** The report as a single page: no other files, no script, for reading, printing or keeping. */
export function renderReport(report: DepositReport, { nonce, policy }: RenderOptions = {}): string {
  const words = reportWordsOf(report.lang);
  const { labels } = words;
  const style = `<style${nonce === undefined ? '' : ` nonce="${nonce}"`}>${STYLE}</style>`;
  const page = html`
<header>
<h1>${words.title(report.file.name)}</h1>
<p class="discret">${subtitle(report, words)}</p>
${figures(report, words)}
${notices(report, words)}
</header>
<main>
<section aria-labelledby="marche">
<h2 id="marche">${labels.steps}</h2>
${gates(report, words)}
<ol class="etapes">${stepsOf(report).map(
    ({ title, text, sources }) => html`
<li><strong>${title[report.lang]}</strong>
${text[report.lang]}
<div class="source">${sources.map(source => citationText(source, report.lang)).join(' · ')}</div></li>`,
  )}
</ol>
</section>
${when(
  report.findings.length > 0,
  () => html`<section aria-labelledby="constats"><h2 id="constats">${labels.findings}</h2>
${findingList(report.findings, words)}</section>`,
)}
<section aria-labelledby="recapitulatif">
<h2 id="recapitulatif">${labels.summary}</h2>
${summary(report, words)}
</section>
<section aria-labelledby="detail">
<h2 id="detail">${labels.details}</h2>
${report.demandes.map(demande => demandeArticle(demande, report, words))}
</section>
</main>
<footer><p>${words.footer}</p>
<p>${words.labelled(`${words.labels.sha256} (${report.file.name})`)} <code>${report.file.sha256}</code></p></footer>`;
  return `<!DOCTYPE html>
<html lang="${report.lang}">
<head>
<meta charset="utf-8">${policy === undefined ? '' : `\n<meta http-equiv="Content-Security-Policy" content="${policy}">`}
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="generator" content="Ségur JSON">
<title>${html`${words.title(report.file.name)}`.text}</title>
${style}
</head>
<body>${page.text}
</body>
</html>
`;
}

function subtitle({ file, publisher }: DepositReport, { labels, unknownProfile }: ReportWords): string {
  return [
    file.profile ?? unknownProfile,
    ...(publisher.siret === null ? [] : [`${labels.publisher} ${publisher.siret}`]),
    ...(publisher.numeroAns === null ? [] : [`${labels.ans} ${publisher.numeroAns}`]),
  ].join(' · ');
}

function figures({ totals, avance, vat, lang }: DepositReport, words: ReportWords): Html {
  const { labels, counts } = words;
  const figure = (label: string, value: string, note: string): Html =>
    html`<div><dt>${label}</dt><dd>${value}${note === '' ? NOTHING : html`<span>${note}</span>`}</dd></div>`;
  const forfait = avance !== null && 'forfaitHT' in avance ? money(avance.forfaitHT, lang) : undefined;
  return html`<dl class="chiffres">
${figure(
  labels.demandes,
  String(totals.demandes),
  [counts.errors, counts.warnings]
    .map((count, i) => count([totals.errors, totals.warnings][i] ?? 0))
    .filter((_, i) => [totals.errors, totals.warnings][i] !== 0)
    .join(', '),
)}
${figure(labels.amount, money(totals.montantSegurHT, lang), '')}
${when(avance !== null, () => figure(labels.avance, money(totals.avanceHT, lang), words.avanceNote(forfait)))}
${figure(labels.vat, ...vatFigure(vat, lang, words))}
${figure(labels.zips, String(totals.zips), words.sizeOf(totals.size))}
${figure(labels.pieces, String(totals.pieces), counts.pages(totals.pages))}
</dl>`;
}

/** The rate, and what to know about it. */
function vatFigure(vat: DepositReport['vat'], lang: Lang, words: ReportWords): readonly [value: string, note: string] {
  if (vat.rate !== null) return [rateText(vat, lang), vat.regime === 'HT' ? '' : words.vatNote];
  const isMixed = vat.regime === 'mixed' || vat.rates.length > 1;
  return isMixed ? [words.vatMixed, ''] : ['—', words.vatUnknown];
}

const notices = ({ totals, file, notices: told }: DepositReport, words: ReportWords): Html => html`
${when(totals.errors > 0, () => html`<p class="avis erreur">${words.withErrors(totals.errors)}</p>`)}
${when(file.reordered, () => html`<p class="avis">${words.reordered}</p>`)}
${when(file.withoutBom, () => html`<p class="avis">${words.withoutBom}</p>`)}
${told.map(({ message }) => html`<p class="avis">${message}</p>`)}`;

function gates({ gates: all, file, lang }: DepositReport, words: ReportWords): readonly Html[] {
  const { phase } = file;
  return phase === null
    ? []
    : all.map(gate => html`<p class="discret">${words.gate(phase, gate.vague, periodOf(gate, lang, words))}</p>`);
}

function periodOf({ opens, closes }: ReportedGate, lang: Lang, words: ReportWords): string {
  const until = momentText(closes, lang, words);
  return opens === null ? words.until(until) : words.period(momentText(opens, lang, words), until);
}

function momentText(moment: string, lang: Lang, words: ReportWords): string {
  const [day = '', hour] = moment.split('T');
  const parsed = parseDate(day);
  const date = 'day' in parsed ? formatDate(parsed.day, lang, 'long') : day;
  return hour === undefined ? date : words.moment(date, hour);
}

function summary({ demandes, totals, avance, lang }: DepositReport, words: ReportWords): Html {
  const { labels, captions } = words;
  return html`<div class="defile"><table>
<caption>${captions.summary}</caption>
<thead><tr><th scope="col">${labels.rank}</th><th scope="col">${labels.demande}</th>
<th scope="col">${labels.beneficiaire}</th><th scope="col" class="nombre">${labels.amount}</th>
${when(avance !== null, () => html`<th scope="col" class="nombre">${labels.avance}</th>`)}
<th scope="col">${labels.regime}</th><th scope="col" class="nombre">${labels.pieces}</th>
<th scope="col">${labels.status}</th></tr></thead>
<tbody>${demandes.map(demande => summaryRow(demande, avance !== null, lang, words))}
</tbody>
<tfoot><tr><th scope="row" colspan="3">${labels.total}</th>
<td class="nombre">${money(totals.montantSegurHT, lang)}</td>
${when(avance !== null, () => html`<td class="nombre">${money(totals.avanceHT, lang)}</td>`)}
<td></td><td class="nombre">${totals.pieces}</td><td></td></tr></tfoot>
</table></div>`;
}

function summaryRow(demande: ReportedDemande, withAvance: boolean, lang: Lang, words: ReportWords): Html {
  const name = demande.numeroEditeur ?? words.ligne(demande.ligne);
  const [first, ...others] = demande.beneficiaires;
  const beneficiaire = first?.nom ?? words.noBeneficiaire;
  const rate = demande.tauxTVA === null ? '' : `\u00a0${formatTaux(demande.tauxTVA, lang)}`;
  return html`
<tr><td>${demande.ligne}</td>
<th scope="row" class="nom"><a href="#ligne-${demande.ligne}"><bdi>${name}</bdi></a></th>
<td><bdi>${beneficiaire}</bdi>${others.length === 0 ? '' : ` ${words.others(others.length)}`}</td>
<td class="nombre">${money(demande.montantSegurHT, lang)}</td>
${when(withAvance, () => html`<td class="nombre">${money(demande.avanceHT, lang)}</td>`)}
<td class="sans-coupure">${demande.regimeTVA ?? '—'}${rate}</td>
<td class="nombre">${demande.pieces.length}</td><td>${statusOf(demande, words)}</td></tr>`;
}

function statusOf({ findings }: ReportedDemande, { counts, noFinding }: ReportWords): Html {
  const count = (severity: string): number => findings.filter(finding => finding.severity === severity).length;
  const told = [
    ...(count('error') > 0
      ? [html`<span class="error"><span class="gravite">${counts.errors(count('error'))}</span></span>`]
      : []),
    ...(count('warning') > 0
      ? [html`<span class="warning"><span class="gravite">${counts.warnings(count('warning'))}</span></span>`]
      : []),
    ...(count('info') > 0 ? [html`<span class="discret">${counts.infos(count('info'))}</span>`] : []),
  ];
  return told.length === 0
    ? html`<span class="succes">${noFinding}</span>`
    : html`${told.flatMap((item, i) => (i === 0 ? [item] : [html`<br>`, item]))}`;
}
