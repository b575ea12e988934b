/* median.h - the median of the rounds that were measured. */
#ifndef HENG_BENCH_MEDIAN_H
#define HENG_BENCH_MEDIAN_H

#include <stdint.h>
#include <stdlib.h>

static inline int by_size(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

/* Sorts them. */
static inline int64_t median(int64_t *list, size_t n)
{
	qsort(list, n, sizeof(*list), by_size);
	return list[n / 2];
}

#endif
