// Ways of judging that a new tender may begin with; every number may be changed in the form.
const REVIEW = [
  { id: 'F1', title: '投标函签字盖章', part: 'form' },
  { id: 'Z1', title: '资质等级和安全生产许可证', part: 'qualification' },
  { id: 'X1', title: '工期、质量、投标有效期', part: 'responsiveness' },
]
export const methods: { id: string; zh: string; en: string; rule: unknown }[] = [
  { id: 'lowest', zh: '经评审的最低投标价法', en: 'Lowest evaluated price', rule: { method: 'lowest-price', review: REVIEW, ties: [{ by: 'draw' }] } },
  { id: 'comprehensive', zh: '综合评估法（价格 60 分，平均值基准）', en: 'Scores', rule: { method: 'comprehensive', review: REVIEW,
    benchmark: { drop_from: 5, drop_high: 1, drop_low: 1, second_mean: false, mean_unit: 1, base_unit: 1, deviation_places: 2, full: 600000, above: 10000, below: 5000, least: 0, places: 2, corrected: false },
    scoring: { trim_from: 0, places: 2, criteria: [
      { id: 'S1', title: '施工组织设计', section: '技术', full: 300000, objective: false },
      { id: 'S2', title: '企业业绩', section: '商务', full: 100000, objective: true }] },
    ties: [{ by: 'price' }, { by: 'draw' }] } },
]
