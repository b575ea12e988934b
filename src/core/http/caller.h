/* caller.h - who calls, and whether the row wants them. For the dispatcher only. */
#ifndef HENG_CORE_HTTP_CALLER_H
#define HENG_CORE_HTTP_CALLER_H

#include "core/http/route.h"

/* Sets c->actor from the cookie or token; leaves it empty where there is none. */
enum err caller_find(struct req *r) CHECKED;
/* UNAUTHENTICATED, DENIED, or what the row's relation function says. Sets c->relations. */
enum err caller_may(struct req *r) CHECKED;

#endif
