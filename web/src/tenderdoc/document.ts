// A tender document as it is written, part by part, and as the structured form that the centre reads.
import { t } from '../base/lang'
import type { Pair } from '../base/lang'
import type { Json } from '../base/canonical'
import type { Fault } from '../parts/schema'
import { FORM } from '../parts/words'
import { named, ruleForm, ruleOf } from './rule'
import type { RuleForm } from './rule'

export interface Template { id: string; title: Pair; basis: Pair; kinds: string[]; chapters: { id: string; title: string }[]; fields: { id: string; title: string; type: 'text' | 'number'; law: string | null }[] }
export interface Part { id: string; title: string }
export interface Kept { term: string; reason: string }
export interface TenderDocument { template: string; fields: { id: string; value: string }[]; chapters: { id: string; text: string }[]; evaluation?: { [k: string]: Json }; form: string[]; parts?: Part[]; twoEnvelopes?: boolean }
/** All but the chapters, which are drafts of their own. from: the version that it was begun with. */
export interface MainForm { from: string; values: Record<string, string>; rule: RuleForm; form: string[]; parts: Part[]; two: boolean; kept: Kept[] }
export type Chapters = Record<string, string>

export interface Finding { column: number; excerpt: string; field: string; line: number; note: string; reason: string | null; rule: string; severity: string; term: string }
export interface Change { line: number; was: string[]; now: string[] }
export interface Changes { chapters: { id: string; changes: Change[] }[]; fields: { id: string; was: string; now: string }[]; more: boolean; other: string[] }
export interface Version { digest: string; number: number; drafted: string; published: string | null; template: string; previous: string | null; findings: Finding[]; changes: Changes | null; documentsPart: boolean; twoEnvelopes: boolean }
/** A version with what it says; evaluation: its rule in sentences. */
export interface Shown extends Version { document: TenderDocument; evaluation: string[] }

const VALUE_CHARS = 2000
const number = /^\d{1,12}$/

/** Whether a value can be asked of the law. */
export const isNumber = (text: string): boolean => number.test(text.trim())
function valueFault(f: Template['fields'][number], v: string): string {
  if (v === '') return t(`请填写“${f.title}”`, `${f.title} is wanted`)
  if (f.type === 'number' && !number.test(v)) return t('应为整数', 'A whole number')
  return [...v].length > VALUE_CHARS ? t(`最多 ${VALUE_CHARS} 个字，更多的写进章节`, `At most ${VALUE_CHARS} characters`) : ''
}

export function documentOf(template: Template, m: MainForm, c: Chapters): { document: TenderDocument; faults: Fault[] } {
  const faults: Fault[] = [], say = (at: string, message: string) => { if (message) faults.push({ at: '/document' + at, message }) }
  const { rule, faults: wrong } = ruleOf(m.rule)
  const fields = template.fields.map((f, i) => {
    const value = (m.values[f.id] ?? '').trim()
    say(`/fields/${i}`, valueFault(f, value))
    return { id: f.id, value }
  })
  faults.push(...wrong)
  if (!m.form.length) say('/form', t('开标一览表至少要求一项', 'At least one member'))
  m.parts.forEach((x, i) => say(`/parts/${i}/title`, x.title.trim() ? '' : t('请填写名称', 'Its name')))
  if (m.two && !m.parts.length) say('/twoEnvelopes', t('双信封的第一信封由各组成部分构成，至少写明一个', 'The parts are the first envelope: name one'))
  const chapters = template.chapters.map((x, i) => {
    const text = c[x.id] ?? ''
    say(`/chapters/${i}`, text.trim() ? '' : t(`请填写“${x.title}”；没有内容的写“无”或者“另附”`, `${x.title} is wanted`))
    return { id: x.id, text }
  })
  const parts = named(m.parts, 'P').map((x) => ({ id: x.id, title: x.title.trim() }))
  return { faults, document: { template: template.id, fields, chapters, evaluation: rule, form: FORM.map(([w]) => w).filter((w) => m.form.includes(w)),
    ...(parts.length ? { parts } : {}), ...(m.two ? { twoEnvelopes: true } : {}) } }
}
export function mainForm(template: Template, d: TenderDocument | null, from: string): MainForm {
  const had = new Map(d?.fields.map((f) => [f.id, f.value]))
  return { from, values: Object.fromEntries(template.fields.map((f) => [f.id, had.get(f.id) ?? ''])), rule: ruleForm(d?.evaluation),
    form: d?.form ?? FORM.map(([w]) => w), parts: d?.parts ?? [], two: d?.twoEnvelopes ?? false, kept: [] }
}
export function chaptersForm(template: Template, d: TenderDocument | null): Chapters {
  const had = new Map(d?.chapters.map((c) => [c.id, c.text]))
  return Object.fromEntries(template.chapters.map((c) => [c.id, had.get(c.id) ?? '']))
}

/** A chapter may be called as one of the other steps. */
export const chapterStep = (id: string): string => 'chapter-' + id
/** Where in the editor a pointer of the centre's leads. */
export function stepOf(template: Template, pointer: string): string {
  const m = /^\/document\/(fields|chapters|evaluation|form|parts|twoEnvelopes)(?:\/(\d+))?/.exec(pointer)
  if (!m) return 'check'
  if (m[1] === 'chapters') { const c = template.chapters[Number(m[2] ?? 0)]; return c ? chapterStep(c.id) : 'check' }
  return m[1] === 'fields' || m[1] === 'evaluation' ? m[1] : 'bid'
}
/** Lines that look like headings, for the way through a long text. */
export function headings(text: string): { line: number; at: number; text: string }[] {
  const out: { line: number; at: number; text: string }[] = []
  let at = 0
  text.split('\n').forEach((l, i) => {
    const s = l.trim()
    if (s.length > 0 && s.length <= 40 && /^(第[一二三四五六七八九十百零\d]+[章节条篇]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|\d{1,3}(\.\d{1,3})*[.、 　])/.test(s) && !/[。；;]$/.test(s)) out.push({ line: i + 1, at, text: s })
    at += l.length + 1
  })
  return out
}
export interface Row { was: string | null; now: string | null; wasLine: number; nowLine: number; changed: boolean }
/** A chapter's changes with a few lines around each, side by side; what touches is one block. `null`: not there on that side. */
export function sideBySide(was: string, changes: Change[], around = 2): Row[][] {
  const lines = was.split('\n'), blocks: Row[][] = []
  let shift = 0, shown = 0
  const same = (to: number, rows: Row[]): void => { for (; shown < to; shown++) rows.push({ was: lines[shown]!, now: lines[shown]!, wasLine: shown + 1, nowLine: shown + 1 + shift, changed: false }) }
  changes.forEach((c, k) => {
    const from = c.line - 1, begin = Math.max(shown, from - around)
    if (begin > shown || !blocks.length) blocks.push([])
    const rows = blocks.at(-1)!
    shown = begin
    same(from, rows)
    for (let i = 0; i < Math.max(c.was.length, c.now.length); i++)
      rows.push({ was: c.was[i] ?? null, now: c.now[i] ?? null, wasLine: from + i + 1, nowLine: from + shift + i + 1, changed: true })
    shift += c.now.length - c.was.length
    shown = from + c.was.length
    same(Math.min(lines.length, shown + around, (changes[k + 1]?.line ?? Infinity) - 1), rows)
  })
  return blocks
}
/** The article in the language of the page; the centre tells both. */
export function article(rule: string): string { const [zh, en] = rule.split(' / '); return t(zh!, en ?? zh!) }
