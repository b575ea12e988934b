/* party_db.h - the SQL of this room. Private to it. */
#ifndef HENG_SERVICE_PARTY_PARTY_DB_H
#define HENG_SERVICE_PARTY_PARTY_DB_H

#include "service/party/party.h"

enum err party_insert(struct ctx *c, const struct party *p) CHECKED;
enum err person_insert(struct ctx *c, const char *id, const char *party, const char *name) CHECKED;

#endif
