/* portal.h - plain pages for everybody: no script needed, Chinese, printable. */
#ifndef HENG_PORTAL_PORTAL_H
#define HENG_PORTAL_PORTAL_H

#include "core/http/route.h"

extern const struct route portal_routes[], file_routes[];

#endif
