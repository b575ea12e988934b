/* rescue.c - the check of rescues: the shares that custodians released, and the keys they give. */
#include <string.h>

#include "trade/custody/custody.h"
#include "trade/export/steps.h"

enum err course_rescue(struct course *k)
{
	struct placed *bid = k->e.party != NULL ? course_standing(k, k->e.party) : NULL;
	enum envelope which;
	TRY(course_window(k, bid, &which));
	if (k->announced.custody == NULL || bid->asked[which])
		return bad_entry(k, "nobody could be asked for this key, or somebody was already");
	bid->asked[which] = true;
	return OK;
}

/* The share is the one that the container names, and its custodian's. */
static enum err take_share(struct course *k, struct placed *bid, enum bid_part part,
    struct bytes share, const struct seal_header *h)
{
	size_t n = bid->share_count[part];
	struct custody_in custody;
	TRY(custody_read(&k->v->s, k->announced.custody, &custody));
	const size_t number = custody_number(&custody, k->e.party);
	if (share.n != SHARE_BYTES || seal_share_check(&k->v->s, h, share.p) != OK)
		return bad_entry(k, "its share is not the one that the container names");
	if (share.p[0] != number)
		return bad_entry(k, "its share is another custodian's");
	for (size_t i = 0; i < n; i++)
		if (bid->shares[part][i][0] == number)
			return bad_entry(k, "its share was there already");
	memcpy(bid->shares[part][n], share.p, SHARE_BYTES);
	bid->share_count[part]++;
	return OK;
}

static bool combines(struct course *k, const struct placed *bid, enum bid_part part,
    const struct seal_header *h, uint8_t key[SEAL_KEY_BYTES])
{
	return seal_key_of_shares(&k->v->s, h, (const uint8_t(*)[SHARE_BYTES])bid->shares[part],
	           bid->share_count[part], key) == OK;
}

/* The key is back with the share that makes it so, and with no other. */
enum err course_share(struct course *k)
{
	struct placed *bid = course_standing(k, json_get_text(k->body, "party", ""));
	uint8_t keys[BID_PARTS][SEAL_KEY_BYTES];
	bool wanted[BID_PARTS] = { 0 }, enough = true;
	enum envelope which;
	TRY(course_window(k, bid, &which));
	if (!bid->asked[which])
		return bad_entry(k, "nobody asked for this share; an entry is missing");
	for (enum bid_part i = 0; i < BID_PARTS; i++) {
		struct seal_header h;
		struct bytes share;
		TRY(course_part(k, bid, which, i, &share));
		if (share.p == NULL)
			continue;
		wanted[i] = true;
		TRY(course_header(k, bid, i, &h));
		TRY(take_share(k, bid, i, share, &h));
		enough = combines(k, bid, i, &h, keys[i]) && enough;
	}
	if (enough != (strcmp(k->e.kind, "key.rescued") == 0))
		return bad_entry(k, enough ? "the shares give the key back"
		                           : "the shares do not give the key back");
	for (enum bid_part i = 0; i < BID_PARTS; i++)
		if (enough && wanted[i])
			TRY(course_use_key(k, bid, i, (struct bytes){ keys[i], SEAL_KEY_BYTES }));
	if (enough)
		said(k->v, "rescue: the shares of custodians give the key of %s's bid",
		    course_name(k, bid->party));
	return OK;
}
