#include "portal/portal.h"
const struct route portal_routes[] = { { .path = NULL } };
