#include "trade/objection/objection_db.h"

enum err objection_owed(struct ctx *c, const struct objection *where, const char **id)
{
	struct objection *list;
	size_t n;
	TRY(objections_owed(c, where, &list, &n));
	*id = n > 0 ? list[0].id : NULL;
	return OK;
}

enum err objection_settle(struct ctx *c, const struct tender *t, const struct objection *where)
{
	struct objection *list;
	size_t n;
	TRY(objections_owed(c, where, &list, &n));
	for (size_t i = 0; i < n; i++) {
		TRY(objection_mark_settled(c, list[i].id));
		TRY(stay_end(c, t, list[i].id));
	}
	return OK;
}
