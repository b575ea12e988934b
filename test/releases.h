/* releases.h - what a scenario published, for the checks of test/ocds. */
#ifndef HENG_TEST_RELEASES_H
#define HENG_TEST_RELEASES_H

#include "app.h"

/* Where HENG_TEST_RELEASES names a file: adds the newest page of releases to it. */
void releases_tell(struct ctx *c, struct app *app);

#endif
