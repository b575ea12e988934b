/* course.h - the trade as the check of an export follows it. Private to this room. */
#ifndef HENG_TRADE_EXPORT_COURSE_H
#define HENG_TRADE_EXPORT_COURSE_H

#include "core/base/limits.h"
#include "trade/evaluation/dossier.h"
#include "trade/export/verify.h"

/* What was submitted for announcement. */
struct announcement {
	const char *text, *document; /* digest; NULL: none */
	const char *rule;            /* how bids are judged, canonical; NULL: by the lowest price */
	const char *custody;         /* who keeps keys, canonical; NULL: nobody */
	const char *contents;        /* what else it says, canonical; NULL: nothing */
	int64_t deadline_ms, window_ms, decrypted_min;
	bool documents_part, two_envelopes;
};

/* A sealed bid as it was placed. */
struct placed {
	const char *party;
	enum bid_state state;
	struct bytes form;
	const char *parts[BID_PARTS];  /* digests of their containers; NULL: no such part */
	bool keyed[BID_PARTS], passed; /* passed: the first of two envelopes */
	uint8_t keys[BID_PARTS][SEAL_KEY_BYTES];
	bool asked[ENVELOPE_SECOND + 1]; /* for rescue */
	size_t share_count[BID_PARTS];   /* that custodians released */
	uint8_t shares[BID_PARTS][SHARES_MAX][SHARE_BYTES];
};

/* A member by name, and the person who acts for it once it did. */
struct seat {
	const char *name, *unit, *person, *recused;
};

struct candidate {
	const char *party;
	int64_t price_minor;
};

struct signature {
	size_t seat;
	const char *result;
	bool refused; /* the centre said so; it counts as one */
};

/* Lists have room for one item an entry, which is the most that can come. */
struct course {
	struct verify *v;
	struct entry e;            /* the entry looked at, in v->s as what follows */
	const struct json *body;   /* of its act; NULL: none */
	const struct json *notice; /* body of the notice that it published; NULL: none */
	const char *notice_type, *notice_id;
	/* from here on kept */
	bool created;
	enum tender_state tender_state;
	enum lot_state lot_state;
	const char *project, *project_of; /* registered, and by whom */
	const char *title, *principal;
	struct lot lot;
	bool by_invitation, prequalified; /* then `invited` alone may bid */
	bool mandatory, state_controlled;
	const char **invited;
	size_t invited_count;
	struct qualifying *qualifying; /* of qualifying.c; NULL: nothing of it came yet */
	struct announcement submitted, announced;
	const char **versions; /* documents that say how bids are judged */
	size_t version_count;
	/* of kind.json; 0: none */
	int64_t bidders_min, qualified_min, candidates_max, report_max, period_min;
	bool reported;         /* the written report is filed */
	struct party *parties; /* id and name */
	struct placed *bids;
	struct opened_bid *rows; /* the opening record */
	struct kept_sheet *sheets;
	struct seat *members;
	struct signature *signatures;
	size_t party_count, bid_count, row_count, member_count, signature_count, notice_count,
	    sheet_count;
	size_t signed_count, stamped_count; /* as they came, replaced ones too */
	int64_t factor;
	bool factor_drawn, factor_came; /* came, perhaps with its act withheld */
	size_t objections; /* unanswered, or waiting for their consequence: the lot is stayed */
	/* upheld ones that nothing has followed yet */
	size_t owed_document, owed_opening;
	bool owed_result;
	/* the deadline must move to it, counted from the medium's day; 0: it holds */
	int64_t short_until_ms;
	bool blind; /* an act that the result rests on is withheld */
	const char *drawn;
	/* the candidates in order, how many were passed over, and whose turn it is; NULL: nobody's */
	struct candidate *candidates;
	size_t candidate_count, passed;
	const char **declined; /* parties that gave the award up */
	size_t declined_count;
	const char *winner;
	const char *record;        /* of the last opening; NULL: none */
	const char *announcement;  /* id of its notice; NULL: none yet */
	const char *award_notice;  /* id of the notice of the award that stands; NULL: none */
	const char *letter;        /* of the award that stands; NULL: none does */
	const char *result_digest; /* of the result that stands, hex; NULL: none does */
	int64_t held_ms;           /* since when the lot is stayed without a break */
	int64_t window_ends_ms;    /* for keys; a stay moves it by its length */
	int64_t winner_minor, publicity_ends_ms, award_ms;
};

/* A refusal of the entry looked at. */
#define bad_entry(k, ...) bad((k)->v, (k)->e.file, __VA_ARGS__)
/* A copy that outlives the entry. NULL stays NULL. */
const char *course_keep(struct course *k, const char *text);
const char *course_name(const struct course *k, const char *party); /* NULL: not registered */
/* Whether both are the same, or both NULL. */
bool same_text(const char *a, const char *b);
/* A document that must go along, by its digest. */
enum err course_document(struct course *k, const char *digest, struct bytes *out) CHECKED;
/* {"amount", "currency"}; false when it is none. */
bool course_money(struct course *k, const struct json *v, struct money *out);

/* Whether bids are judged, or the first of two envelopes. */
bool course_judging(const struct course *k);
/* The seat of who acts: the first of its name that no other has taken. n: none. */
size_t seat_of(struct course *k, struct seat *members, size_t n);

#endif
