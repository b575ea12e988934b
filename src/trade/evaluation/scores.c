/* scores.c - what the members gave, merged section by section. */
#include <inttypes.h>

#include "trade/evaluation/judged.h"

static int64_t score_of(const struct judging *j, size_t bid, size_t member, size_t criterion)
{
	return j->in->scores[eval_score(j->in, bid, member, criterion)];
}

/* What one member gave to a section, without what is objective. */
static int64_t given(const struct judging *j, size_t bid, size_t member, size_t section)
{
	const struct criterion *k = j->rule->scoring->criteria.items;
	int64_t sum = 0;
	for (size_t i = 0; i < j->rule->scoring->criteria.n; i++)
		if (k[i].section_index == section && !k[i].objective)
			sum += score_of(j, bid, member, i);
	return sum;
}

/* What all members gave alike. */
static int64_t objective(const struct judging *j, size_t bid, size_t section)
{
	const struct criterion *k = j->rule->scoring->criteria.items;
	int64_t sum = 0;
	for (size_t i = 0; i < j->rule->scoring->criteria.n; i++)
		if (k[i].section_index == section && k[i].objective)
			sum += score_of(j, bid, 0, i);
	return sum;
}

static bool has_subjective(const struct judging *j, size_t section)
{
	const struct criterion *k = j->rule->scoring->criteria.items;
	for (size_t i = 0; i < j->rule->scoring->criteria.n; i++)
		if (k[i].section_index == section && !k[i].objective)
			return true;
	return false;
}

/* How the subjective part of a section merges. */
struct merged {
	int64_t sum, high, low; /* of those that count; of those dropped */
	int64_t count;
	bool trimmed;
};

static struct merged merge(const struct judging *j, size_t bid, size_t section)
{
	int64_t n = (int64_t)j->in->member_count, trim = j->rule->scoring->trim_from;
	struct merged m = { .low = INT64_MAX, .count = n, .trimmed = trim > 0 && n >= trim };
	for (size_t i = 0; i < j->in->member_count; i++) {
		int64_t score = given(j, bid, i, section);
		m.sum += score;
		m.high = score > m.high ? score : m.high;
		m.low = score < m.low ? score : m.low;
	}
	if (m.trimmed) {
		m.sum -= m.high + m.low;
		m.count -= 2;
	}
	return m;
}

/* How many of a bid's scores for a criterion are not there. BAD_FIELD. */
static enum err count_missing(struct judging *j, size_t bid, size_t criterion, size_t *missing)
{
	const struct criterion *k = j->rule->scoring->criteria.items;
	for (size_t m = 0; m < j->in->member_count; m++) {
		int64_t score = score_of(j, bid, m, criterion);
		if (score != SCORE_NONE && (score < 0 || score > k[criterion].full))
			return fail_at(j->c, E_BAD_FIELD,
			    arena_printf(j->c->mem, "/scores/%zu/%zu/%zu", bid, m, criterion),
			    arena_printf(j->c->mem, "%" PRId64, score), "“%s” has 0 to %s points",
			    k[criterion].title, score_text(j->c, k[criterion].full));
		*missing += score == SCORE_NONE;
	}
	return OK;
}

static bool differs(const struct judging *j, size_t bid, size_t criterion)
{
	for (size_t m = 1; m < j->in->member_count; m++)
		if (score_of(j, bid, m, criterion) != score_of(j, bid, 0, criterion))
			return true;
	return false;
}

/* Every score of a valid bid is there, in its bounds, and alike where it is objective. What keeps
 * it from that is one line a bid, so that a result stays within LIMIT_JSON_NODES. */
static enum err check_bid(struct judging *j, const struct judged *b)
{
	const struct criterion *k = j->rule->scoring->criteria.items;
	size_t bid = (size_t)(b->bid - j->in->bids), missing = 0, unlike = 0;
	struct buf line;
	judged_line(j, &line);
	for (size_t i = 0; i < j->rule->scoring->criteria.n; i++) {
		TRY(count_missing(j, bid, i, &missing));
		if (k[i].objective && differs(j, bid, i))
			buf_printf(
			    &line, "%s%s（%s）", unlike++ == 0 ? "" : "、", k[i].title, k[i].id);
	}
	if (missing > 0)
		judged_pend(j, "%s: %zu scores are not given yet", b->bid->name, missing);
	else if (unlike > 0)
		judged_pend(j, "%s: objective, but the members' scores differ and must agree: %s",
		    b->bid->name, line.p);
	return OK;
}

enum err scores_judge(struct judging *j)
{
	int64_t unit = power_of_ten(4 - j->rule->scoring->places);
	if (j->in->member_count == 0 || j->in->scores == NULL) {
		judged_pend(j, "the committee has given no scores yet");
		return OK;
	}
	size_t before = j->pending->n;
	for (size_t i = 0; i < j->in->n; i++)
		if (j->list[i].why == NULL)
			TRY(check_bid(j, &j->list[i]));
	if (j->pending->n > before)
		return OK;
	for (size_t i = 0; i < j->in->n; i++) {
		struct judged *b = &j->list[i];
		size_t bid = (size_t)(b->bid - j->in->bids);
		for (size_t s = 0; b->why == NULL && s < j->rule->section_count; s++) {
			struct merged m = merge(j, bid, s);
			b->sections[s] = round_to(
			    m.sum + (__int128)objective(j, bid, s) * m.count, m.count, unit);
		}
	}
	return OK;
}

static void tell_section(struct judging *j, size_t bid, size_t section, struct buf *line)
{
	struct ctx *c = j->c;
	struct merged m = merge(j, bid, section);
	int64_t alike = objective(j, bid, section);
	if (has_subjective(j, section)) {
		for (size_t i = 0; i < j->in->member_count; i++)
			buf_printf(line, "%s%s %s", i == 0 ? "" : "、", j->in->members[i],
			    score_text(c, given(j, bid, i, section)));
		if (m.trimmed)
			buf_printf(line, "，去掉最高 %s、最低 %s", score_text(c, m.high),
			    score_text(c, m.low));
		buf_printf(line, "，合计 %s ÷ %" PRId64, score_text(c, m.sum), m.count);
		if (alike > 0)
			buf_printf(line, " + 客观分 %s", score_text(c, alike));
	} else {
		buf_printf(line, "客观分 %s", score_text(c, alike));
	}
}

void scores_tell(struct judging *j)
{
	const struct scoring_rule *r = j->rule->scoring;
	struct buf line;
	judged_line(j, &line);
	buf_text(&line, "评分逐部分合并，取各成员评分的平均值");
	if (r->trim_from > 0)
		buf_printf(&line,
		    "，成员达到 %" PRId64 " 名的去掉一个最高分、一个最低分（客观分除外）",
		    r->trim_from);
	buf_printf(&line, "，四舍五入保留 %" PRId64 " 位小数", r->places);
	judged_step(j, line.p);
}

void scores_tell_bid(struct judging *j, const struct judged *b)
{
	size_t bid = (size_t)(b->bid - j->in->bids);
	for (size_t s = 0; s < j->rule->section_count; s++) {
		struct buf line;
		judged_line(j, &line);
		buf_printf(&line, "%s：%s分：", b->bid->name, j->rule->sections[s]);
		tell_section(j, bid, s, &line);
		if (has_subjective(j, s) || objective(j, bid, s) != b->sections[s])
			buf_printf(&line, " = %s", score_text(j->c, b->sections[s]));
		judged_step(j, line.p);
	}
}
