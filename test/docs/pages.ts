import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Page {
  /** Path from the repository's root. */
  readonly path: string
  readonly text: string
}

/** README, everything under docs/, and the READMEs of the packs and the examples. */
export function pages(): readonly Page[] {
  const inDocs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name))
  return ['README.md', join('rules', 'README.md'), join('examples', 'README.md'), ...inDocs].map((path) => ({
    path,
    text: readFileSync(join(root, path), 'utf8'),
  }))
}

export interface Block {
  readonly language: string
  readonly text: string
}

export function blocks(text: string): readonly Block[] {
  return [...text.matchAll(/^```(\w+)[^\n]*\n([\s\S]*?)^```$/gm)].map(([, language = '', body = '']) => ({
    language,
    text: body,
  }))
}

/** Links to files of ours that aren't there, or to headings that aren't. */
export function brokenLinks(page: Page): readonly string[] {
  const links = [...page.text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = '']) => to)
  return links.filter((to) => !/^(https?:|mailto:)/.test(to) && !leadsSomewhere(page, to))
}

function leadsSomewhere(page: Page, link: string): boolean {
  const [file = '', heading] = link.split('#')
  const path = file === '' ? join(root, page.path) : join(root, dirname(page.path), file)
  if (relative(root, path).startsWith('..') || !existsSync(path)) return false
  return heading === undefined || anchors(readFileSync(path, 'utf8')).has(heading)
}

function anchors(text: string): ReadonlySet<string> {
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading)
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )
}
