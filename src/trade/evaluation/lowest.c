/* lowest.c - 经评审的最低投标价法: of the valid bids the lowest evaluated price wins. Nothing is rounded
 * but the price of quantified deviations; the award is at the bid's own (corrected) price. */
#include <inttypes.h>

#include "trade/evaluation/judged.h"

/* The sum of its deviations. BAD_FIELD. */
static enum err deviations_of(struct judging *j, const struct eval_bid *b, int64_t *sum)
{
	int64_t all = 0;
	if (b->deviation_count > LIMIT_DEVIATIONS)
		return fail_at(j->c, E_BAD_FIELD, "/deviations", b->party,
		    "%zu deviations, at most %d", b->deviation_count, LIMIT_DEVIATIONS);
	for (size_t i = 0; i < b->deviation_count; i++) {
		int64_t rate = b->deviations[i].rate;
		if (rate < -RATE_ONE || rate > RATE_ONE)
			return fail_at(j->c, E_BAD_FIELD, "/deviations", b->deviations[i].title,
			    "%" PRId64 " is beyond 1000000 millionths either way", rate);
		all += rate;
	}
	if (all <= -RATE_ONE)
		return fail_at(j->c, E_BAD_FIELD, "/deviations", b->party,
		    "deviations of %" PRId64 " millionths leave no price", all);
	*sum = all;
	return OK;
}

enum err lowest_judge(struct judging *j)
{
	for (size_t i = 0; i < j->in->n; i++) {
		struct judged *b = &j->list[i];
		TRY(deviations_of(j, b->bid, &b->deviation));
		b->evaluated_minor =
		    round_half_up((__int128)b->price_minor * (RATE_ONE + b->deviation), RATE_ONE);
		b->keys[0] = b->evaluated_minor;
	}
	return OK;
}

static void tell_deviations(struct judging *j, const struct judged *b, struct buf *line)
{
	for (size_t i = 0; i < b->bid->deviation_count; i++)
		buf_printf(line, "%s%s %s", i == 0 ? "，量化偏差：" : "、",
		    b->bid->deviations[i].title, judged_percent(j->c, b->bid->deviations[i].rate));
	buf_printf(line, "，合计 %s，评标价 = %s × (1 %s %s) = %s %s",
	    judged_percent(j->c, b->deviation), judged_amount(j, b->price_minor),
	    b->deviation < 0 ? "−" : "+",
	    judged_percent(j->c, b->deviation < 0 ? -b->deviation : b->deviation),
	    judged_amount(j, b->evaluated_minor), j->in->currency);
}

void lowest_tell(struct judging *j, const struct judged *b)
{
	struct buf line;
	judged_line(j, &line);
	buf_text(&line, b->bid->name);
	buf_text(&line, "：");
	if (b->bid->corrected_minor != 0)
		buf_printf(&line, "投标价 %s，算术修正为 %s，",
		    judged_amount(j, b->bid->price_minor),
		    judged_amount(j, b->bid->corrected_minor));
	if (b->bid->deviation_count == 0) {
		buf_printf(
		    &line, "评标价 %s %s", judged_amount(j, b->evaluated_minor), j->in->currency);
	} else {
		buf_printf(&line, "价格 %s", judged_amount(j, b->price_minor));
		tell_deviations(j, b, &line);
	}
	buf_printf(&line, "，第 %" PRId64 " 名", b->rank);
	judged_parted(j, b, &line);
	judged_step(j, line.p);
}

void lowest_put(struct judging *j, const struct judged *b, struct json *o)
{
	struct ctx *c = j->c;
	if (b->bid->corrected_minor != 0)
		json_put(o, "corrected", json_text(c, judged_amount(j, b->bid->corrected_minor)));
	if (b->bid->deviation_count == 0)
		return;
	struct json *list = json_list(c);
	for (size_t i = 0; i < b->bid->deviation_count; i++) {
		struct json *d = json_object(c);
		json_put(d, "rate", json_int(c, b->bid->deviations[i].rate));
		json_put(d, "title", json_text(c, b->bid->deviations[i].title));
		json_push(list, d);
	}
	json_put(o, "deviations", list);
	json_put(o, "evaluated", json_text(c, judged_amount(j, b->evaluated_minor)));
}
