/* rule.h - how bids are judged, as the tender document says it: data, and integers only.
 *
 * Rates are millionths (1,000,000 is 1, or 100 %), scores ten-thousandths of a point, amounts minor
 * units of the lot's currency. method_fields describe the JSON that stands in the document; all
 * members are required but those said to be optional, so that nothing is left to a default.
 * Sources: 《招标投标法》第四十条、第四十一条; 《评标委员会和评标方法暂行规定》 (12号令) 第二十九条至
 * 第三十六条; 《公路工程标准施工招标文件》 (2018) for the highway method.
 */
#ifndef HENG_TRADE_EVALUATION_RULE_H
#define HENG_TRADE_EVALUATION_RULE_H

#include "core/base/limits.h"
#include "core/http/field.h"

#define RATE_ONE INT64_C(1000000)
#define POINT INT64_C(10000) /* one point of a score */

/* 经评审的最低投标价法, 综合评估法, 公路合理低价法 */
enum method_kind { METHOD_LOWEST, METHOD_COMPREHENSIVE, METHOD_HIGHWAY };
extern const char *const evaluation_words[];

/* base = mean × value (K) or mean × (1 − value) (下浮). One choice is fixed, of several one is
 * drawn. */
enum factor_kind { FACTOR_MULTIPLY, FACTOR_REDUCE };
/* When one is drawn: before any price shows, else who draws could choose the winner; after it only
 * where the document says so. */
enum factor_drawn { DRAWN_BEFORE, DRAWN_AFTER };
struct factor_choice {
	int64_t value;
};
struct factor_rule {
	int kind;
	struct field_list choices; /* struct factor_choice, ascending */
	int drawn;                 /* enum factor_drawn */
};
/* The ceiling's part in the base: ceiling × (1 − down) × weight + mean × (1 − weight). */
struct ceiling_share {
	int64_t down, weight;
};
/* base = (ceiling share, or the mean alone) × factor, rounded once, to base_unit. The highest and
 * lowest are left out of the mean where drop_from bids or more take part; drop_from 0: never.
 * second_mean: the mean of those at or below the first mean, which then is not rounded itself.
 * score = full − above or below × |price − base| ÷ base in percent, within [least, full]. */
/* Whose prices make the base: of all that stood at the opening, so that what the committee strikes
 * out later moves nothing; or only of those that are valid after the review. */
enum participants { PART_OPENED, PART_VALID };
struct benchmark_rule {
	int64_t drop_from, drop_high, drop_low;
	bool second_mean;
	const struct ceiling_share *ceiling; /* optional; NULL: the mean alone */
	const struct factor_rule *factor;    /* optional; NULL: times 1 */
	int64_t mean_unit, base_unit;        /* minor units; a power of ten up to 10^6 */
	int64_t deviation_places;            /* of the percentage; -1: not rounded */
	int64_t full, above, below, least;   /* above, below: off for each percent */
	int64_t places;                      /* of the score, 0 to 4 */
	int participants;                    /* optional, enum participants */
	bool corrected; /* judged (never benchmarked) by the price with its slips corrected */
};

struct criterion {
	const char *id, *title, *section;
	int64_t full;
	bool objective;       /* all members must give the same */
	size_t section_index; /* in method_rule.sections; made by method_check */
};
/* Scores are merged section by section: the mean over the members of what each gave to it, without
 * one highest and one lowest where trim_from members or more scored (0: never), plus what is
 * objective, which is never trimmed; rounded once. */
struct scoring_rule {
	int64_t trim_from, places;
	struct field_list criteria; /* struct criterion */
};

/* Bids to ask for an explanation, never to reject by machine (法第三十三条, 12号令 第二十一条):
 * below that share of the mean of the valid prices, of the second lowest, of the ceiling. 0: not
 * asked. */
struct asking_rule {
	int64_t of_mean, of_next, of_ceiling;
};

/* In order: the lower price, the higher score of a section; a draw ends the list. */
enum tie_by { TIE_PRICE, TIE_SECTION, TIE_DRAW };
struct tie_rule {
	int by;
	const char *section; /* of TIE_SECTION; else NULL */
};

/* What every bid is reviewed for, item by item, before it is judged: 形式, 资格, 响应性评审
 * (12号令 第二十二条至第二十五条). */
enum review_part { REVIEW_FORM, REVIEW_QUALIFICATION, REVIEW_RESPONSIVENESS };
extern const char *const review_zh[];
struct review_item {
	const char *id, *title;
	int part;
};

struct method_rule {
	int method;                             /* enum method_kind */
	const struct benchmark_rule *benchmark; /* NULL: lowest price */
	const struct scoring_rule *scoring;     /* comprehensive only */
	const struct asking_rule *asking;       /* optional */
	struct field_list review;               /* optional; struct review_item */
	struct field_list ties;                 /* struct tie_rule */
	int64_t candidates; /* at most so many are recommended; 0: as many as the law allows */
	/* made by method_check, in the order in which the criteria name them */
	const char *sections[LIMIT_SECTIONS];
	size_t section_count;
};
extern const struct field method_fields[];

/* Whether a coefficient is drawn. */
bool method_draws(const struct method_rule *rule);

/* Reads a rule. Strings point into the tree. BAD_FIELD, MISSING_FIELD, UNKNOWN_FIELD, with the
 * pointer of the member inside the rule and what would be right. */
enum err method_read(struct ctx *c, const struct json *rule, struct method_rule *out) CHECKED;
/* What the descriptors alone cannot see, for a rule parsed with a larger body. BAD_FIELD,
 * MISSING_FIELD. */
enum err method_check(struct ctx *c, struct method_rule *rule) CHECKED;
/* The inverse of method_read; its canonical text is the same for the same rule. */
struct json *method_json(struct ctx *c, const struct method_rule *rule);

#endif
