/* lawful.h - whether the scenarios hold every number of the law, and break it. */
#ifndef HENG_TEST_LAWFUL_H
#define HENG_TEST_LAWFUL_H

#include <stdbool.h>

/* From here on every number that is held is noted. */
void lawful_watch(void);
/* Whether each number of test/golden/numbers.txt was kept and broken; says which were not. */
bool lawful_done(void);

#endif
