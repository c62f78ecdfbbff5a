/*
 * random - seeded streams of random numbers and the variates we need.
 *
 * xoshiro256** seeded through splitmix64.  A stream is (seed, number): equal
 * pairs give equal sequences on every machine; different numbers are
 * independent for all practical purposes (256-bit state from a 128-bit key).
 *
 * Source: Blackman, Vigna, "Scrambled linear pseudorandom number generators",
 * ACM TOMS 47 (2021).  Gamma: Marsaglia, Tsang, ACM TOMS 26 (2000).  Poisson
 * above 30: Hoermann's PTRS, Insurance Math. Econ. 12 (1993).
 */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include <stdint.h>

struct random {
	uint64_t s[4];
};

struct random random_stream(uint64_t seed, uint64_t number);
uint64_t random_bits(struct random *r);
double random_uniform(struct random *r);   /* [0, 1) */
int random_below(struct random *r, int n); /* 0..n-1, n >= 1, unbiased */
/* list[n] in an order drawn by chance, all alike (Fisher, Yates; Durstenfeld,
 * Communications of the ACM 7 (1964), algorithm 235). */
void random_shuffle(struct random *r, int *list, int n);
double random_exponential(struct random *r);	       /* mean 1 */
double random_normal(struct random *r);		       /* mean 0, sd 1 */
double random_gamma(struct random *r, double shape);   /* scale 1, shape > 0 */
int64_t random_poisson(struct random *r, double mean); /* 0 <= mean <= 1e9 */
/* Mean and variance / mean >= 1 (1 is Poisson). */
int64_t random_negative_binomial(struct random *r, double mean, double vmr);
/* By mean and coefficient of variation. */
double random_lognormal(struct random *r, double mean, double cv);

#endif
