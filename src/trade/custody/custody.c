#include "trade/custody/custody.h"

#include <inttypes.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/trust/certificate.h"
#include "service/party/party.h"
#include "trade/custody/custody_db.h"

static const struct field custodian_fields[] = {
	F_ID(custodian, party, REQUIRED, "保管人: who keeps a share"),
	F_BASE64(custodian, certificate, REQUIRED, 1, LIMIT_CERTIFICATE_BYTES,
	    "its certificate for sealing (DER), as GET /api/custodians has it"),
	F_END,
};
const struct field custody_fields[] = {
	F_INT(custody_in, threshold, REQUIRED, SHARES_LEAST, SHARES_MAX,
	    "how many of them open a bid together"),
	F_LIST(custody_in, custodians, REQUIRED, SHARES_LEAST, SHARES_MAX, custodian_fields,
	    custodian, "who they are, in the order of their shares"),
	F_END,
};

/* Of the centre, or of who procures. */
static bool is_inside(struct ctx *c, const struct tender *t, const struct party *p)
{
	return (p->roles & ROLE_CENTRE) != 0 || strcmp(p->identifier, c->centre->code) == 0 ||
	       strcmp(p->id, t->principal) == 0 ||
	       (t->agency != NULL && strcmp(p->id, t->agency) == 0);
}

static enum err check_one(
    struct ctx *c, const char *at, const struct custodian *k, struct party *who)
{
	struct registered is;
	TRY(at_field(c, party_get(c, k->party, who), arena_printf(c->mem, "%s/party", at)));
	TRY(at_field(c, custodian_get(c, k->party, &is), arena_printf(c->mem, "%s/party", at)));
	if (is.certificate.n != k->certificate.n ||
	    memcmp(is.certificate.p, k->certificate.p, is.certificate.n) != 0)
		return fail_at(c, E_BAD_FIELD, arena_printf(c->mem, "%s/certificate", at), NULL,
		    "%s has registered another certificate", who->name);
	return OK;
}

enum err custody_take(
    struct ctx *c, const struct tender *t, const struct custody_in *in, const char **out)
{
	size_t inside = 0;
	if (in == NULL) {
		*out = NULL;
		return tender_custodians_set(c, t->id, &(struct custody_in){ 0 });
	}
	const struct custodian *list = in->custodians.items;
	if (in->threshold > (int64_t)in->custodians.n)
		return fail_at(c, E_BAD_FIELD, "/custody/threshold", NULL,
		    "not more than there are custodians");
	for (size_t i = 0; i < in->custodians.n; i++) {
		const char *at = arena_printf(c->mem, "/custody/custodians/%zu", i);
		struct party who;
		for (size_t j = 0; j < i; j++)
			if (strcmp(list[i].party, list[j].party) == 0)
				return fail_at(c, E_BAD_FIELD, at, list[i].party, "each one once");
		TRY(check_one(c, at, &list[i], &who));
		inside += is_inside(c, t, &who);
	}
	if ((int64_t)inside >= in->threshold)
		return fail_at(c, E_BAD_FIELD, "/custody/custodians", NULL,
		    "%zu of them are of the centre or of who procures; together they must be too "
		    "few to open a bid",
		    inside);
	*out = json_canonical(c, field_json(c, custody_fields, in));
	return tender_custodians_set(c, t->id, in);
}

enum err custody_read(struct ctx *c, const char *text, struct custody_in *out)
{
	struct json *tree;
	struct custody_in read = { 0 };
	if (text != NULL) {
		TRY(json_parse(c, text, strlen(text), &tree));
		TRY(field_parse(c, custody_fields, tree, &read));
	}
	*out = read;
	return OK;
}

enum err custody_fits(
    struct ctx *c, const char *field, const struct custody_in *custody, const struct seal_header *h)
{
	const struct custodian *list = custody->custodians.items;
	if (custody->custodians.n == 0 && h->custody.n > 0)
		return fail_at(c, E_WRONG_CUSTODY, field, NULL,
		    "the announcement names no custodians; nobody else may have the key");
	if (h->custody.n != custody->custodians.n || h->custody.threshold != custody->threshold)
		return fail_at(c, E_WRONG_CUSTODY, field, NULL,
		    "its key is shared among %zu; the announcement names %zu custodians",
		    h->custody.n, custody->custodians.n);
	for (size_t i = 0; i < custody->custodians.n; i++) {
		uint8_t fingerprint[SHA256_BYTES];
		sha256(list[i].certificate.p, list[i].certificate.n, fingerprint);
		if (memcmp(fingerprint, h->custody.shares[i].certificate, SHA256_BYTES) != 0)
			return fail_at(c, E_WRONG_CUSTODY, field, NULL,
			    "share %zu is for another certificate than the announcement's", i + 1);
	}
	return OK;
}

enum err custody_words(struct ctx *c, const struct json *custody, const char **out)
{
	struct custody_in in = { 0 };
	const char *names = NULL;
	if (custody != NULL)
		TRY(field_parse(c, custody_fields, custody, &in));
	const struct custodian *list = in.custodians.items;
	for (size_t i = 0; i < in.custodians.n; i++) {
		struct certificate x;
		TRY(certificate_read(c, list[i].certificate, &x));
		names =
		    arena_printf(c->mem, "%s%s%s", names ? names : "", names ? "、" : "", x.name);
	}
	*out = names != NULL ? arena_printf(c->mem, "%s；其中任意 %" PRId64 " 位可以共同解密",
	                           names, in.threshold)
	                     : NULL;
	return OK;
}

size_t custody_number(const struct custody_in *custody, const char *party)
{
	const struct custodian *list = custody->custodians.items;
	for (size_t i = 0; party != NULL && i < custody->custodians.n; i++)
		if (strcmp(list[i].party, party) == 0)
			return i + 1;
	return 0;
}

enum err of_custody(struct req *r, uint32_t *who)
{
	struct tender t;
	struct lot l;
	struct custody_in custody;
	uint32_t found = *who;
	TRY(of_lot(r, &found));
	TRY(lot_get(&r->c, r->params[0], &l, &t));
	TRY(custody_read(&r->c, t.custody, &custody));
	*who = found | (custody_number(&custody, r->c.actor.party) > 0 ? W_CUSTODIAN : 0);
	return OK;
}
