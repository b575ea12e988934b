/* todo.h - what a caller has to do: the first thing that the workbench shows. */
#ifndef HENG_TRADE_TODO_TODO_H
#define HENG_TRADE_TODO_TODO_H

#include "core/http/route.h"

extern const struct route todo_routes[];

#endif
