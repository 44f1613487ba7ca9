import { type Html, html as markup, NOTHING, STYLE, when } from '../../app/deposit/report/demande.js';
import { citedBy, rulePage } from '../../features/request.js';
import { reportWordsOf, type ReportWords } from '../../texts/cli/reports.js';
import type { CheckedRequest, Located } from './request.js';
import { excerpt } from './terminal.js';
import { Tally, type Render } from './reporter.js';
import type { Lang } from '../../texts/typeset.js';

const COLUMNS = 110;
const OWN_STYLE = `
article{margin:1rem 0;padding:.6rem .9rem;border:1px solid var(--trait);border-radius:.4rem;
background:var(--carte);break-inside:avoid}
article p{margin:.3rem 0}
pre{overflow-x:auto;margin:.5rem 0;padding:.5rem;border-radius:.3rem;background:var(--fond);font-size:.8125rem}
mark{background:none;color:var(--erreur);font-weight:600;text-decoration:underline wavy}
.error{color:var(--erreur)}.warning{color:var(--attention)}`;

/** A single page to view, print or keep: no script, nothing from elsewhere. */
export const html: Render = (requests, { lang }) => {
  const words = reportWordsOf(lang);
  const tally = new Tally();
  for (const request of requests) tally.add(request);
  const { errors, warnings, infos } = tally.counts;
  const page = markup`
<header><h1>${words.title}</h1>
<p class="discret">${words.counts(errors, warnings, infos)}</p></header>
<main>
${requests.map(request => section(request, lang, words))}
</main>
<footer><p>${words.footer}</p></footer>`;
  return `<!DOCTYPE html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${words.title}</title>
<style>${STYLE}${OWN_STYLE}</style>
</head>
<body>${page.text}
</body>
</html>
`;
};

const section = (request: CheckedRequest, lang: Lang, words: ReportWords): Html => markup`
<section>
<h2>${request.path}</h2>
<p class="discret">${request.analysis.choice.profile?.id ?? words.noProfile}</p>
${request.findings.length === 0 ? markup`<p>${words.none}</p>` : NOTHING}
${request.findings.map(located => article(request, located, lang, words))}
</section>`;

function article({ lines }: CheckedRequest, located: Located, lang: Lang, words: ReportWords): Html {
  const { finding, from, fix, related } = located;
  const at = `${String(from.line + 1)}:${String(from.character + 1)}`;
  return markup`
<article>
<p><strong class="${finding.severity}">${words.severities[finding.severity]}</strong> ${at}
<a href="${rulePage(finding.rule.id, lang)}">${finding.rule.id}</a></p>
<p>${finding.message(lang)}</p>
${source(lines.textOf(from.line), located)}
${related.map(
  one => markup`<p class="discret">${words.related} ${one.file}:${one.from.line + 1} — ${one.message[lang]}</p>`,
)}
${when(fix !== undefined, () => markup`<p class="succes">${fix?.title[lang] ?? ''} (${words.fixable})</p>`)}
<p class="source">${citedBy(finding, lang)}</p>
</article>`;
}

function source(line: string, { from, to }: Located): Html {
  if (line.trim() === '') return NOTHING;
  const end = to.line === from.line ? to.character : line.length;
  const { text, indent, length } = excerpt(line, from.character, end, COLUMNS);
  const chars = Array.from(text);
  const [before, marked, after] = [
    chars.slice(0, indent),
    chars.slice(indent, indent + length),
    chars.slice(indent + length),
  ].map(part => part.join(''));
  return markup`<pre>${before ?? ''}<mark>${marked ?? ''}</mark>${after ?? ''}</pre>`;
}
