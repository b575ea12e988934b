// How bids are judged, as a form that people fill in, and as the rule that evaluation reads. Each line of the form
// is a member of the rule: its path is where it stands there.
import { t } from '../base/lang'
import type { Pair } from '../base/lang'
import type { Json } from '../base/canonical'
import type { Fault } from '../parts/schema'
import { percentOf, percentsOf, percentsText, percentText, pointsOf, pointsText, wholeOf } from './numbers'

export type Method = 'lowest-price' | 'comprehensive' | 'highway'
export interface Criterion { id: string; title: string; section: string; full: string; objective: boolean }
export interface ReviewItem { id: string; part: string; title: string }
/** lines: by path, as typed. ties: 'price', or '=' and the section whose higher score comes first; the draw ends them always. */
export interface RuleForm { method: Method; lines: Record<string, string | boolean>; criteria: Criterion[]; review: ReviewItem[]; ties: string[] }
type Kind = 'whole' | 'percent' | 'percents' | 'points' | 'check' | 'choice'
export interface Line {
  path: string; label: Pair; kind: Kind; unit?: Pair; hint?: Pair; options?: [string, Pair][]
  /** What stands for nothing typed; without it something is wanted. */
  empty?: number
  /** Only of the form: it says whether the members below it are there. */
  asks?: boolean
  when?: (lines: RuleForm['lines']) => boolean
}
export const AT = '/document/evaluation'
const p = (zh: string, en: string): Pair => ({ zh, en })
const UNITS: [string, Pair][] = [['1', p('分', 'fen')], ['10', p('角', 'jiao')], ['100', p('元', 'yuan')], ['1000', p('十元', '10 yuan')], ['10000', p('百元', '100 yuan')], ['100000', p('千元', '1,000 yuan')], ['1000000', p('万元', '10,000 yuan')]]
const PLACES: [string, Pair][] = ['0', '1', '2', '3', '4'].map((n) => [n, n === '0' ? p('整数', 'none') : p(`${n} 位小数`, n)])
const PERCENT = p('%', '%'), POINTS = p('分', 'points')
const drops = (l: RuleForm['lines']): boolean => (wholeOf(String(l['benchmark/drop_from'] ?? '')) ?? 0) > 0
const factor = (l: RuleForm['lines']): boolean => l['benchmark/factor'] !== 'none'
const several = (l: RuleForm['lines']): boolean => factor(l) && (percentsOf(String(l['benchmark/factor/choices'] ?? ''))?.length ?? 0) > 1

export const BENCHMARK: Line[] = [
  { path: 'benchmark/participants', kind: 'choice', label: p('哪些报价参加计算', 'Whose prices count'), options: [['opened', p('开标时已开启的全部报价（其后被否决的不影响基准价）', 'All that were opened')], ['valid', p('只有评审后有效的报价', 'Those valid after the review')]] },
  { path: 'benchmark/drop_from', kind: 'whole', empty: 0, label: p('报价达到多少个时去掉最高和最低', 'From how many prices on the highest and lowest are dropped'), unit: p('个', ''), hint: p('不填：不去掉', 'Empty: never') },
  { path: 'benchmark/drop_high', kind: 'whole', empty: 0, when: drops, label: p('去掉最高', 'Highest dropped'), unit: p('个', '') },
  { path: 'benchmark/drop_low', kind: 'whole', empty: 0, when: drops, label: p('去掉最低', 'Lowest dropped'), unit: p('个', '') },
  { path: 'benchmark/second_mean', kind: 'check', label: p('二次平均：再对不高于平均值的报价求平均', 'Second mean: of those at or below the mean') },
  { path: 'benchmark/mean_unit', kind: 'choice', label: p('平均值四舍五入至', 'The mean is rounded to'), options: UNITS },
  { path: 'benchmark/ceiling', kind: 'check', asks: true, label: p('最高投标限价按比例计入基准价', 'The ceiling has a share in the base') },
  { path: 'benchmark/ceiling/down', kind: 'percent', when: (l) => l['benchmark/ceiling'] === true, label: p('限价先下浮', 'Off the ceiling'), unit: PERCENT, hint: p('不下浮填 0', '0: nothing') },
  { path: 'benchmark/ceiling/weight', kind: 'percent', when: (l) => l['benchmark/ceiling'] === true, label: p('限价所占的权重', 'Weight of the ceiling'), unit: PERCENT, hint: p('其余为平均值的权重', 'The mean has the rest') },
  { path: 'benchmark/factor', kind: 'choice', asks: true, label: p('系数', 'Coefficient'), options: [['none', p('不用系数', 'None')], ['multiply', p('乘以系数 K', 'Times K')], ['reduce', p('下浮 K，即乘以（1 − K）', 'Times 1 − K')]] },
  { path: 'benchmark/factor/choices', kind: 'percents', when: factor, label: p('K 的取值', 'Values of K'), unit: PERCENT, hint: p('一个为固定值；几个之间用“、”隔开，随机抽取一个，例如 95、96、97', 'One is fixed; of several one is drawn: 95, 96, 97') },
  { path: 'benchmark/factor/drawn', kind: 'choice', when: several, label: p('何时抽取', 'When it is drawn'), options: [['before-prices', p('报价公布之前', 'Before prices show')], ['after-prices', p('报价公布之后', 'After')]] },
  { path: 'benchmark/base_unit', kind: 'choice', label: p('评标基准价四舍五入至', 'The base is rounded to'), options: UNITS },
]
export const PRICE: Line[] = [
  { path: 'benchmark/full', kind: 'points', label: p('价格分满分', 'Full score of the price'), unit: POINTS },
  { path: 'benchmark/above', kind: 'points', label: p('每高于基准价 1% 扣', 'Off for each percent above'), unit: POINTS },
  { path: 'benchmark/below', kind: 'points', label: p('每低于基准价 1% 扣', 'Off for each percent below'), unit: POINTS },
  { path: 'benchmark/least', kind: 'points', label: p('价格分最低', 'Least score of the price'), unit: POINTS, hint: p('扣完为止填 0', '0: down to nothing') },
  { path: 'benchmark/deviation_places', kind: 'choice', label: p('偏差率（百分数）保留', 'Decimals of the deviation'), options: [['-1', p('不取整', 'not rounded')], ...PLACES] },
  { path: 'benchmark/places', kind: 'choice', label: p('价格分保留', 'Decimals of the score'), options: PLACES },
  { path: 'benchmark/corrected', kind: 'check', label: p('有算术错误的，按修正后的报价计算价格分', 'Slips corrected first') },
]
export const SCORING: Line[] = [
  { path: 'scoring/trim_from', kind: 'whole', empty: 0, label: p('评委达到多少人时去掉一个最高分和一个最低分', 'From how many members on one highest and lowest are dropped'), unit: p('人', ''), hint: p('不填：不去掉', 'Empty: never') },
  { path: 'scoring/places', kind: 'choice', label: p('每类得分保留', 'Decimals of a section'), options: PLACES },
]
export const ASKING: Line[] = [
  { path: 'asking/of_mean', kind: 'percent', empty: 0, label: p('低于有效报价平均值的', 'Below this share of the mean'), unit: PERCENT },
  { path: 'asking/of_next', kind: 'percent', empty: 0, label: p('低于次低报价的', 'Below this share of the second lowest'), unit: PERCENT },
  { path: 'asking/of_ceiling', kind: 'percent', empty: 0, label: p('低于最高投标限价的', 'Below this share of the ceiling'), unit: PERCENT },
]
/** The lines that a form has now. */
export function linesOf(f: RuleForm): Line[] {
  const all = [...(f.method === 'lowest-price' ? [] : [...BENCHMARK, ...PRICE]), ...(f.method === 'comprehensive' ? SCORING : []), ...ASKING]
  return all.filter((l) => l.when?.(f.lines) ?? true)
}
export const sectionsOf = (f: RuleForm): string[] => [...new Set(f.criteria.map((c) => c.section.trim()).filter(Boolean))]

type Tree = { [k: string]: Json }
function put(tree: Tree, path: string, v: Json): void {
  const steps = path.split('/'), last = steps.pop()!
  let at = tree
  for (const s of steps) at = (at[s] ??= {}) as Tree
  at[last] = v
}
function at(tree: Json | undefined, path: string): Json | undefined {
  let v: Json | undefined = tree
  for (const s of path.split('/')) v = v !== null && typeof v === 'object' && !Array.isArray(v) ? v[s] : undefined
  return v
}
const WRONG: Record<Kind, Pair> = {
  whole: p('应为整数', 'A whole number'), percent: p('应为百分数，最多四位小数，例如 2 或者 2.5%', 'A percentage such as 2.5, at most four decimals'),
  percents: p('应为一个或者几个不同的百分数，例如 95、96、97', 'One or several different percentages, as 95, 96, 97'),
  points: p('应为分数，最多四位小数，例如 40 或者 0.5 分', 'Points such as 40 or 0.5, at most four decimals'), check: p('', ''), choice: p('请选择', 'Choose one'),
}
function read(l: Line, typed: string | boolean | undefined): Json {
  const text = String(typed ?? '').trim()
  if (l.kind === 'check') return typed === true
  if (text === '' && l.empty !== undefined) return l.empty
  switch (l.kind) {
    case 'whole': return wholeOf(text)
    case 'percent': return percentOf(text)
    case 'points': return pointsOf(text)
    case 'percents': return percentsOf(text)?.map((value) => ({ value })) ?? null
    default: return !l.options!.some(([v]) => v === text) ? null : /^-?\d+$/.test(text) ? Number(text) : text
  }
}
function written(l: Line, v: Json | undefined): string | boolean {
  if (l.kind === 'check') return v === true
  if (v === undefined || v === null || v === l.empty) return ''
  switch (l.kind) {
    case 'percent': return percentText(Number(v))
    case 'points': return pointsText(Number(v))
    case 'percents': return percentsText((v as { value: number }[]).map((c) => c.value))
    default: return String(v)
  }
}
/** Names for machines, where none was given: short, each once. */
export function named<T extends { id: string }>(list: T[], letter: string): T[] {
  const used = new Set(list.map((x) => x.id))
  let n = 0
  return list.map((x) => {
    if (x.id !== '') return x
    do n++; while (used.has(letter + n))
    return { ...x, id: letter + n }
  })
}

function criteriaOf(f: RuleForm, base: string, faults: Fault[]): Json[] {
  if (!f.criteria.length) faults.push({ at: `${base}/scoring/criteria`, message: t('至少一个评分项', 'At least one criterion') })
  return named(f.criteria, 'S').map((c, i) => {
    const full = pointsOf(c.full), here = `${base}/scoring/criteria/${i}`
    if (!c.title.trim()) faults.push({ at: `${here}/title`, message: t('请填写评分项', 'What is judged') })
    if (!c.section.trim()) faults.push({ at: `${here}/section`, message: t('请填写类别', 'The section') })
    if (full === null || full <= 0) faults.push({ at: `${here}/full`, message: t(WRONG.points.zh, WRONG.points.en) })
    return { id: c.id, title: c.title.trim(), section: c.section.trim(), full: full ?? 0, objective: c.objective }
  })
}
/** The rule that evaluation reads, and what is wrong with the form. base: the rule's own pointer. */
export function ruleOf(f: RuleForm, base = AT): { rule: Tree; faults: Fault[] } {
  const rule: Tree = { method: f.method }, faults: Fault[] = []
  for (const l of linesOf(f)) {
    const v = read(l, f.lines[l.path])
    if (v === null || (typeof v === 'number' && v < 0 && l.kind !== 'choice')) faults.push({ at: `${base}/${l.path}`, message: t(WRONG[l.kind].zh, WRONG[l.kind].en) })
    else if (!l.asks) put(rule, l.path, v)
    else if (l.path === 'benchmark/factor' && v !== 'none') put(rule, 'benchmark/factor/kind', v)
  }
  if (f.method !== 'lowest-price' && !drops(f.lines)) { put(rule, 'benchmark/drop_high', 0); put(rule, 'benchmark/drop_low', 0) }
  if (!ASKING.some((l) => at(rule, l.path) !== 0)) delete rule.asking
  if (f.method === 'comprehensive') put(rule, 'scoring/criteria', criteriaOf(f, base, faults))
  f.review.forEach((r, i) => { if (!r.title.trim()) faults.push({ at: `${base}/review/${i}/title`, message: t('请填写评审内容', 'What is reviewed') }) })
  if (f.review.length) rule.review = named(f.review, 'R').map((r) => ({ id: r.id, part: r.part, title: r.title.trim() }))
  const ties = f.ties.filter((by) => by === 'price' || (f.method === 'comprehensive' && sectionsOf(f).includes(by.slice(1))))
  rule.ties = [...ties.map((by): Json => (by === 'price' ? { by } : { by: 'section', section: by.slice(1) })), { by: 'draw' }]
  return { rule, faults }
}

/** The form of a rule; of none, the lowest price. */
export function ruleForm(rule: Json | undefined): RuleForm {
  const lines: RuleForm['lines'] = {}
  for (const l of [...BENCHMARK, ...PRICE, ...SCORING, ...ASKING]) lines[l.path] = written(l, at(rule, l.path))
  lines['benchmark/ceiling'] = at(rule, 'benchmark/ceiling') !== undefined
  lines['benchmark/factor'] = String(at(rule, 'benchmark/factor/kind') ?? 'none')
  if (lines['benchmark/participants'] === '') lines['benchmark/participants'] = 'opened'
  const criteria = (at(rule, 'scoring/criteria') ?? []) as unknown as { id: string; title: string; section: string; full: number; objective: boolean }[]
  const ties = (at(rule, 'ties') ?? []) as unknown as { by: string; section?: string }[]
  return { method: (at(rule, 'method') ?? 'lowest-price') as Method, lines,
    criteria: criteria.map((c) => ({ ...c, full: pointsText(c.full) })),
    review: (at(rule, 'review') ?? []) as unknown as ReviewItem[],
    ties: ties.filter((x) => x.by !== 'draw').map((x) => (x.by === 'section' ? '=' + x.section! : x.by)) }
}
/** A line as it is read back to people. */
export function lineSaid(l: Line, typed: string | boolean | undefined): string {
  if (l.kind === 'check') return typed === true ? t('是', 'yes') : t('否', 'no')
  const text = String(typed ?? '').trim(), v = text === '' ? undefined : read(l, text) ?? undefined, option = l.options?.find(([w]) => w === text)?.[1]
  return option ? t(option.zh, option.en) : v === undefined ? text || '—' : `${String(written(l, v) || v)} ${l.unit ? t(l.unit.zh, l.unit.en) : ''}`.trim()
}
