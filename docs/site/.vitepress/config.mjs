import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitepress';
import { sitePages, slugOf } from '../../../scripts/pages.mjs';

const pages = [...sitePages()];
const read = file => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
const titleOf = file => /^# (.*)$/m.exec(read(file))?.[1]?.replaceAll('`', '') ?? file;
const under = folder =>
  pages
    .filter(([, page]) => page.startsWith(`${folder}/`) && !page.endsWith('/index.md'))
    .map(([file, page]) => ({ text: titleOf(file), link: `/${page.replace('.md', '')}` }));

/** The rules of each theme, in the order of their index. */
const rulesOf = (file, folder) =>
  read(file)
    .split('\n## ')
    .slice(1)
    .map(part => ({
      text: part.split('\n', 1)[0],
      collapsed: true,
      items: [...part.matchAll(/^\| \[([^\]]+)\]/gm)].map(([, id]) => ({ text: id, link: `/${folder}/${id}` })),
    }));

const sidebar = (root, words) => [
  {
    text: words.use,
    items: [
      { text: words.cli, link: `/${root}cli` },
      { text: words.config, link: `/${root}configuration` },
      { text: words.settings, link: `/${root}settings` },
      { text: words.packaging, link: `/${root}packaging` },
      { text: words.ci, link: `/${root}ci` },
      { text: words.editors, link: `/${root}editors` },
      { text: words.output, link: `/${root}output` },
      { text: words.api, link: `/${root}api` },
      { text: words.faq, link: `/${root}faq-coverage` },
      { text: words.security, link: `/${root}security` },
    ],
  },
  {
    text: words.rules,
    link: `/${root}rules/`,
    items: rulesOf(root === '' ? 'docs/rules/README.md' : 'docs/rules/en/README.md', `${root}rules`),
  },
  { text: words.format, link: `/${root}format`, collapsed: true, items: under(`${root}format`) },
  {
    text: words.project,
    collapsed: true,
    items: [
      { text: 'Changelog', link: '/en/changelog' },
      { text: 'Contributing', link: '/en/contributing' },
      { text: 'Adding a rule', link: '/en/adding_a_rule' },
      { text: 'Architecture', link: '/en/architecture' },
    ],
  },
];

const FRENCH = {
  use: 'Se servir de Ségur JSON',
  cli: 'Ligne de commande',
  config: 'segur.config.json',
  settings: 'Réglages de VS Code',
  packaging: 'Préparer un dépôt',
  ci: 'Intégration continue',
  editors: 'Autres éditeurs',
  output: 'Sortie JSON',
  api: 'Paquet npm',
  faq: 'Questions des FAQ',
  security: 'Sécurité',
  rules: 'Les règles',
  format: 'Le format, profil par profil',
  project: 'Le projet (en anglais)',
};
const ENGLISH = {
  use: 'Using Ségur JSON',
  cli: 'Command line',
  config: 'segur.config.json',
  settings: 'Settings of VS Code',
  packaging: 'Packaging a deposit',
  ci: 'Continuous integration',
  editors: 'Other editors',
  output: 'JSON output',
  api: 'npm package',
  faq: 'Questions of the FAQs',
  security: 'Security',
  rules: 'The rules',
  format: 'The format, profile by profile',
  project: 'The project',
};

const SEARCH = {
  button: { buttonText: 'Rechercher', buttonAriaLabel: 'Rechercher' },
  modal: {
    displayDetails: 'Montrer les détails',
    resetButtonTitle: 'Effacer',
    backButtonTitle: 'Fermer',
    noResultsText: 'Aucun résultat pour',
    footer: { selectText: 'choisir', navigateText: 'parcourir', closeText: 'fermer' },
  },
};

export default defineConfig({
  title: 'Ségur JSON',
  srcDir: 'src',
  outDir: '../../out/site',
  cleanUrls: false,
  head: [['link', { rel: 'icon', href: '/icon.png' }]],
  // A heading such as « {numeroEditeur} » is text, no attribute.
  markdown: { attrs: { disable: true }, anchor: { slugify: slugOf } },
  locales: {
    root: {
      label: 'Français',
      lang: 'fr',
      description: 'Vérifie, corrige et prépare au dépôt les demandes de financement Ségur.',
      themeConfig: {
        sidebar: sidebar('', FRENCH),
        outline: { label: 'Sur cette page' },
        docFooter: { prev: 'Page précédente', next: 'Page suivante' },
        returnToTopLabel: 'Haut de page',
        sidebarMenuLabel: 'Menu',
        darkModeSwitchLabel: 'Apparence',
        langMenuLabel: 'Langue',
        footer: { message: 'Projet indépendant, non affilié à l’ASP ni à l’ANS. Licence MIT.' },
      },
    },
    en: {
      label: 'English',
      lang: 'en',
      description: 'Checks, fixes and packages Ségur funding requests.',
      themeConfig: {
        sidebar: sidebar('en/', ENGLISH),
        footer: { message: 'Independent, not affiliated with the ASP or the ANS. MIT licence.' },
      },
    },
  },
  themeConfig: {
    search: { provider: 'local', options: { locales: { root: { translations: SEARCH } } } },
    // A page that the other language has not would lead nowhere.
    i18nRouting: false,
  },
});
