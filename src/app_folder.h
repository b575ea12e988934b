/* app_folder.h - where the data of a centre's folder is. */
#ifndef HENG_APP_FOLDER_H
#define HENG_APP_FOLDER_H

#include "core/base/ctx.h"

struct store;

/* The store's address as init wrote it down; NULL: the folder holds no centre. */
const char *app_store_url(struct ctx *c, const char *dir);
/* The same from wherever one is: a relative path counts from the centre's folder, so that a folder
 * can be moved and copied. */
const char *app_resolve_url(struct ctx *c, const char *dir, const char *url);

/* Brings a store's schema up to that of all rooms. */
enum err app_migrate(struct ctx *c, struct store *store) CHECKED;

#endif
