/* oversight.h - all trades at a glance, for supervisors and inspectors.
 * 《招标投标法实施条例》第四条; 《电子招标投标办法》第四十六条: supervision by the system's own data.
 */
#ifndef HENG_SUPERVISE_OVERSIGHT_OVERSIGHT_H
#define HENG_SUPERVISE_OVERSIGHT_OVERSIGHT_H

#include "core/http/route.h"

extern const struct route oversight_routes[];

#endif
