/* portal_test.h - a centre with one published tender, and looks at its pages, for the tests. */
#ifndef HENG_PORTAL_PORTAL_TEST_H
#define HENG_PORTAL_PORTAL_TEST_H

#include "app.h"
#include "test/unit.h"

struct world {
	struct ctx c;
	struct app *app;
	char dir[40];
	const char *token, *tender, *lot, *notice;
	/* headers of what is looked at; NULL */
	const char *host, *forwarded_proto;
};

/* False: this engine is not tested now. */
bool world_begin(struct world *w, int engine, bool practice);
void world_end(struct world *w);
/* Posts as who is signed in, and must succeed. */
const struct json *world_say(struct world *w, const char *url, const char *body);
/* Publishes a tender; its every text is `text`, as it stands within JSON. */
void world_publish(struct world *w, const char *text);

struct seen {
	int status;
	const char *body, *etag, *cache, *type, *disposition;
	size_t n;
};
struct seen world_look(struct world *w, const char *url, const char *if_none_match);
void world_holds(const struct seen *s, const char *text);
void world_lacks(const struct seen *s, const char *text);

#endif
