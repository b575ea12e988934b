/* upload.h - a document through the upload routes, for tests. */
#ifndef HENG_TEST_UPLOAD_H
#define HENG_TEST_UPLOAD_H

#include "app.h"
#include "core/base/enc.h"

/* Uploads at most one chunk as who has that token; its digest in hex, or NULL. */
const char *test_upload(struct ctx *c, struct app *app, const char *token, struct bytes content);

#endif
