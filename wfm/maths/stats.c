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

/* Moves the values that are there to the front; returns how many. */
static int gather(double *x, int n)
{
	int seen = 0;

	for (int i = 0; i < n; i++)
		if (!isnan(x[i])) {
			double v = x[i];
			x[i] = x[seen];
			x[seen++] = v;
		}
	return seen;
}

int stats_sort(double *x, int n)
{
	int seen = gather(x, n);

	if (seen <= 16)
		return insertion_sort(x, seen);
	qsort(x, (size_t)seen, sizeof(*x), ascending);
	return seen;
}

static double middle_of(double a, double b, double c)
{
	double low = a < b ? a : b, high = a < b ? b : a;

	return c < low ? low : c > high ? high : c;
}

/* Hoare's selection: x[k] becomes the k-th smallest, smaller ones before it
 * and larger ones after. */
static void select_rank(double *x, int n, int k)
{
	int low = 0, high = n - 1;

	while (high - low > 16) {
		double pivot =
			middle_of(x[low], x[low + (high - low) / 2], x[high]);
		int i = low - 1, j = high + 1;
		for (;;) {
			while (x[++i] < pivot)
				;
			while (x[--j] > pivot)
				;
			if (i >= j)
				break;
			double v = x[i];
			x[i] = x[j];
			x[j] = v;
		}
		if (k <= j)
			high = j;
		else
			low = j + 1;
	}
	insertion_sort(x + low, high - low + 1);
}

static double smallest(const double *x, int n)
{
	double least = x[0];

	for (int i = 1; i < n; i++)
		least = x[i] < least ? x[i] : least;
	return least;
}

double stats_quantile(double *x, int n, double p)
{
	int seen = gather(x, n);

	if (seen == 0)
		return NAN;
	double at = p * (seen - 1);
	int below = (int)floor(at);
	select_rank(x, seen, below);
	if (below >= seen - 1)
		return x[below];
	double above = smallest(x + below + 1, seen - below - 1);
	return x[below] + (at - below) * (above - x[below]);
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

double stats_cut(double x, double most)
{
	return fmax(-most, fmin(most, x));
}
