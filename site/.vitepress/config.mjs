// The site of docs/: the pages stay where they are read in the repository too. A page `x.ru.md` is the Russian one of `x.md`.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitepress'

const docs = join(import.meta.dirname, '../../docs')
/** Where files beside docs/ can be read; CASELINE_REPOSITORY names it, as `https://github.com/owner/caseline`. */
const repository = process.env.CASELINE_REPOSITORY ?? ''

/** Folder → its name in English and in Russian; in this order. */
const rooms = [
  ['tutorial', 'Step by step', 'Шаг за шагом'],
  ['guide', 'Guides', 'Руководства'],
  ['channels', 'Channels', 'Каналы'],
  ['reference', 'Reference', 'Справочник'],
  ['explanation', 'Explanation', 'Как это устроено'],
  ['decisions', 'Decisions', 'Решения'],
]

const titleOf = (path) => /^# (.+)$/mu.exec(readFileSync(join(docs, path), 'utf8'))?.[1] ?? path

function pagesOf(folder, isRussian) {
  const names = readdirSync(join(docs, folder)).filter((name) => name.endsWith('.md'))
  return names
    .filter((name) => name.endsWith('.ru.md') === isRussian)
    .map((name) => ({
      text: titleOf(`${folder}/${name}`),
      link: isRussian ? `/ru/${folder}/${name.replace('.ru.md', '')}` : `/${folder}/${name.replace('.md', '')}`,
    }))
}

const sidebar = (isRussian) =>
  rooms
    .map(([folder, english, russian]) => ({
      text: isRussian ? russian : english,
      collapsed: folder === 'decisions',
      items: pagesOf(folder, isRussian),
    }))
    .filter(({ items }) => items.length > 0)

/** Links of the repository become links of the site: `x.ru.md` to /ru/x, what isn't in docs/ to where the code is kept. */
function siteLinks(markdown) {
  markdown.core.ruler.push('site-links', ({ tokens, env }) => {
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const href = token.type === 'link_open' ? token.attrGet('href') : null
      if (href === null || /^(?:[a-z]+:|#|\/)/u.test(href)) continue
      const [path = '', anchor] = href.split('#')
      const target = join(env.realPath ?? env.path, '..', path)
      if (!target.startsWith(docs)) token.attrSet('href', outside(target))
      else if (target.endsWith('.ru.md'))
        token.attrSet('href', at(`/ru${target.slice(docs.length, -'.ru.md'.length)}`, anchor))
      else if (target.endsWith('.md')) token.attrSet('href', at(target.slice(docs.length, -'.md'.length), anchor))
    }
  })
}

/** Templates of ours look like those of Vue, which would run them. */
function braces(markdown) {
  for (const kind of ['text', 'code_inline']) {
    const render = markdown.renderer.rules[kind]
    markdown.renderer.rules[kind] = (...args) => render(...args).replaceAll('{{', '&#123;&#123;')
  }
}

const at = (path, anchor) => (anchor === undefined ? path : `${path}#${anchor}`)
const outside = (target) => `${repository}/blob/main${target.slice(join(docs, '..').length)}`

const pages = readdirSync(docs, { recursive: true }).filter((name) => name.endsWith('.ru.md'))

export default defineConfig({
  srcDir: '../docs',
  outDir: '../dist/site',
  cacheDir: '../.cache/site',
  title: 'Caseline',
  description: 'Divides endless messenger chats into cases: an embeddable rules engine and workflow DSL for helpdesks.',
  base: process.env.CASELINE_SITE_BASE ?? '/',
  cleanUrls: true,
  lastUpdated: true,
  rewrites: Object.fromEntries(pages.map((name) => [name, `ru/${name.replace('.ru.md', '.md')}`])),
  // The code beside docs/ is where the repository is published.
  ignoreDeadLinks: [/\/blob\/main\//u],
  markdown: {
    config: (markdown) => {
      siteLinks(markdown)
      braces(markdown)
    },
  },
  // The pages are not below this folder's packages.
  vite: {
    resolve: { alias: [{ find: /^vue($|\/)/u, replacement: join(import.meta.dirname, '../node_modules/vue$1') }] },
  },
  locales: {
    root: { label: 'English', lang: 'en', themeConfig: { sidebar: sidebar(false) } },
    ru: {
      label: 'Русский',
      lang: 'ru',
      themeConfig: {
        sidebar: sidebar(true),
        outline: { label: 'На этой странице' },
        docFooter: { prev: 'Назад', next: 'Дальше' },
        lastUpdated: { text: 'Изменено' },
      },
    },
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: { level: [2, 3] },
    ...(repository === '' ? {} : { socialLinks: [{ icon: 'github', link: repository }] }),
  },
})
