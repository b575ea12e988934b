// Ways of judging to begin with; every number can be changed in the form.
import type { Json } from '../base/canonical'
import { methods } from '../work/methods'

const REVIEW = (methods[0]!.rule as { review: Json }).review
const score = (methods.find((m) => m.id === 'comprehensive')!.rule) as { benchmark: { [k: string]: Json }; [k: string]: Json }
export const presets: { id: string; zh: string; en: string; rule: Json }[] = [
  ...methods.map((m) => ({ ...m, rule: m.rule as Json })),
  { id: 'drawn', zh: '综合评估法（限价与平均值加权，随机系数）', en: 'Scores, weighted with the ceiling, drawn coefficient', rule: { ...score,
    benchmark: { ...score.benchmark, participants: 'opened', mean_unit: 100, base_unit: 100, ceiling: { down: 50000, weight: 300000 },
      factor: { kind: 'multiply', choices: [{ value: 950000 }, { value: 960000 }, { value: 970000 }, { value: 980000 }], drawn: 'before-prices' } } } },
  // what the standard document for highway works fixes; slopes, full score and coefficient are the document's own
  { id: 'highway', zh: '公路合理低价法', en: 'Highway works', rule: { method: 'highway', review: REVIEW,
    benchmark: { drop_from: 5, drop_high: 1, drop_low: 1, second_mean: false, mean_unit: 100, base_unit: 100, deviation_places: 2, participants: 'opened', full: 1000000, above: 20000, below: 10000, least: 0, places: 2, corrected: false,
      factor: { kind: 'reduce', choices: [{ value: 10000 }, { value: 20000 }, { value: 30000 }], drawn: 'before-prices' } },
    ties: [{ by: 'price' }, { by: 'draw' }] } },
]
