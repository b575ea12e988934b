/* agenda.h - what a caller has to do: the first thing that the workbench shows. */
#ifndef HENG_TRADE_AGENDA_AGENDA_H
#define HENG_TRADE_AGENDA_AGENDA_H

#include "core/http/route.h"

extern const struct route agenda_routes[];

#endif
