#include "maths/stats.h"

#include <math.h>
#include <stdlib.h>

double stats_sum(const double *x, int n)
{
	double sum = 0;
	int seen = 0;

	for (int i = 0; i < n; i++)
		if (!isnan(x[i])) {
			sum += x[i];
			seen++;
		}
	return seen > 0 ? sum : NAN;
}

int stats_count(const double *x, int n)
{
	int seen = 0;

	for (int i = 0; i < n; i++)
		seen += !isnan(x[i]);
	return seen;
}

double stats_mean(const double *x, int n)
{
	return stats_sum(x, n) / stats_count(x, n);
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static int insertion_sort(double *x, int n)
{
	for (int i = 1; i < n; i++) {
		double v = x[i];
		int k = i;
		for (; k > 0 && x[k - 1] > v; k--)
			x[k] = x[k - 1];
		x[k] = v;
	}
	return n;
}

int stats_sort(double *x, int n)
{
	int seen = 0;

	for (int i = 0; i < n; i++)
		if (!isnan(x[i])) {
			double v = x[i];
			x[i] = x[seen];
			x[seen++] = v;
		}
	if (seen <= 16)
		return insertion_sort(x, seen);
	qsort(x, (size_t)seen, sizeof(*x), ascending);
	return seen;
}

double stats_quantile(double *x, int n, double p)
{
	int seen = stats_sort(x, n);

	if (seen == 0)
		return NAN;
	double at = p * (seen - 1);
	int below = (int)floor(at);
	if (below >= seen - 1)
		return x[seen - 1];
	return x[below] + (at - below) * (x[below + 1] - x[below]);
}

double stats_median(double *x, int n)
{
	return stats_quantile(x, n, 0.5);
}

double stats_spread(double *x, int n)
{
	double middle = stats_median(x, n);

	for (int i = 0; i < n; i++)
		x[i] = fabs(x[i] - middle);
	return 1.4826 * stats_median(x, n);
}
