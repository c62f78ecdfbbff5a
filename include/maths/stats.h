/*
 * stats - means, quantiles and spreads of plain arrays, NaN meaning missing.
 *
 * All are total: of no values at all they give NaN.
 */
#ifndef MATHS_STATS_H
#define MATHS_STATS_H

/* Sum and mean of the values that are there. */
double stats_sum(const double *x, int n);
double stats_mean(const double *x, int n);
/* How many values are there. */
int stats_count(const double *x, int n);

/* Sorts x ascending, missing values last; returns how many are there. */
int stats_sort(double *x, int n);

/*
 * Quantile p in [0, 1] by linear interpolation between order statistics;
 * x is
 * reordered.  Source: Hyndman, Fan, American Statistician 50 (1996), type 7.
 */
double stats_quantile(double *x, int n, double p);
double stats_median(double *x, int n);

/*
 * Median distance from the median times 1.4826, an estimate of the standard
 * deviation that outliers do not move; x is overwritten.
 */
double stats_spread(double *x, int n);

/* x, or the nearest value no further than most >= 0 from 0 (Huber's psi). */
double stats_cut(double x, double most);

#endif
