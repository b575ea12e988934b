// Ways of judging to begin with, for the tender document as for the announcement; every number can be changed in the form.
import type { Json } from '../base/canonical'

export interface Preset { id: string; zh: string; en: string; rule: { [k: string]: Json } }
const REVIEW = [
  { id: 'F1', title: '投标函签字盖章', part: 'form' },
  { id: 'Z1', title: '资质等级和安全生产许可证', part: 'qualification' },
  { id: 'X1', title: '工期、质量、投标有效期', part: 'responsiveness' },
]
const plain: Preset[] = [
  { id: 'lowest', zh: '经评审的最低投标价法', en: 'Lowest evaluated price', rule: { method: 'lowest-price', review: REVIEW, ties: [{ by: 'draw' }] } },
  { id: 'comprehensive', zh: '综合评估法（价格 60 分，平均值基准）', en: 'Scores', rule: { method: 'comprehensive', review: REVIEW,
    benchmark: { drop_from: 5, drop_high: 1, drop_low: 1, second_mean: false, mean_unit: 1, base_unit: 1, deviation_places: 2, full: 600000, above: 10000, below: 5000, least: 0, places: 2, corrected: false },
    scoring: { trim_from: 0, places: 2, criteria: [
      { id: 'S1', title: '施工组织设计', section: '技术', full: 300000, objective: false },
      { id: 'S2', title: '企业业绩', section: '商务', full: 100000, objective: true }] },
    ties: [{ by: 'price' }, { by: 'draw' }] } },
]
const score = plain.find((x) => x.id === 'comprehensive')!.rule
export const presets: Preset[] = [
  ...plain,
  { id: 'drawn', zh: '综合评估法（限价与平均值加权，随机系数）', en: 'Scores, weighted with the ceiling, drawn coefficient', rule: { ...score,
    benchmark: { ...score.benchmark as { [k: string]: Json }, participants: 'opened', mean_unit: 100, base_unit: 100, ceiling: { down: 50000, weight: 300000 },
      factor: { kind: 'multiply', choices: [{ value: 950000 }, { value: 960000 }, { value: 970000 }, { value: 980000 }], drawn: 'before-prices' } } } },
  // what the standard document for highway works fixes; slopes, full score and coefficient are the document's own
  { id: 'highway', zh: '公路合理低价法', en: 'Highway works', rule: { method: 'highway', review: REVIEW,
    benchmark: { drop_from: 5, drop_high: 1, drop_low: 1, second_mean: false, mean_unit: 100, base_unit: 100, deviation_places: 2, participants: 'opened', full: 1000000, above: 20000, below: 10000, least: 0, places: 2, corrected: false,
      factor: { kind: 'reduce', choices: [{ value: 10000 }, { value: 20000 }, { value: 30000 }], drawn: 'before-prices' } },
    ties: [{ by: 'price' }, { by: 'draw' }] } },
]
