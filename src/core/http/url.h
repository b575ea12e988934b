/* url.h - paths and queries of requests. Private to this room. */
#ifndef HENG_CORE_HTTP_URL_H
#define HENG_CORE_HTTP_URL_H

#include "core/http/route.h"

/* Splits a URL into r->path and r->queries, decoded. TOO_LARGE, BAD_REQUEST, BAD_ENCODING. */
enum err url_split(struct req *r, const char *url) CHECKED;
/* Whether r->path fits the pattern; then r->params are its names' values, decoded, in order. */
bool url_matches(struct req *r, const char *pattern);

#endif
