/* year_figure.h - the year in numbers: bars drawn by the server, and their data beside them. */
#ifndef HENG_PORTAL_YEAR_FIGURE_H
#define HENG_PORTAL_YEAR_FIGURE_H

#include "portal/page.h"

/* Announcements and awards of each month of this year, up to the month that it is. */
enum err year_figure(struct ctx *c, struct buf *b) CHECKED;

#endif
