// The rule of evaluation as a member of other forms: filled in as in the tender document, sent as the rule.
import type { Json } from '../base/canonical'
import type { Part, Value } from '../parts/schema'
import { ruleForm, ruleOf } from './rule'
import type { RuleForm } from './rule'
import RuleField from './RuleField.vue'

/** Of a form as it is typed; a rule, as drafts of before have it, becomes one. */
export function typedRule(v: Value): RuleForm { return v !== null && typeof v === 'object' && 'lines' in v ? v as unknown as RuleForm : ruleForm(v as unknown as Json) }
/** only: the one method that the kind of trade has. */
export const rulePart = (only?: string): Part => ({
  component: RuleField, props: { only },
  check: (v, at) => ruleOf(typedRule(v), at).faults,
  clean: (v) => ruleOf(typedRule(v)).rule as Value,
})
