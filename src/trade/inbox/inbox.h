/* inbox.h - messages to a party about trades in which it has a part, and what leaves the house. */
#ifndef HENG_TRADE_INBOX_INBOX_H
#define HENG_TRADE_INBOX_INBOX_H

#include "core/http/route.h"

extern const struct route inbox_routes[];

#endif
