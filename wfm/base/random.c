#include "base/random.h"

#include <assert.h>
#include <math.h>

static uint64_t rotate(uint64_t x, int k)
{
	return x << k | x >> (64 - k);
}

/* splitmix64: one output for each step of the golden ratio. */
static uint64_t split(uint64_t *x)
{
	uint64_t z = *x += 0x9E3779B97F4A7C15U;

	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9U;
	z = (z ^ z >> 27) * 0x94D049BB133111EBU;
	return z ^ z >> 31;
}

/*
 * Two words of the state come from the seed and two from the number, mixed
 * with what the seed gave, so that (1, 2) and (2, 1) have nothing in common.
 * Distinct pairs give distinct states: each step is a bijection.
 */
struct random random_stream(uint64_t seed, uint64_t number)
{
	struct random r;
	uint64_t x = seed;

	r.s[0] = split(&x);
	r.s[1] = split(&x);
	x = number ^ r.s[1];
	r.s[2] = split(&x);
	r.s[3] = split(&x);
	for (int i = 0; i < 16; i++) /* let every word reach every other */
		random_bits(&r);
	return r;
}

uint64_t random_bits(struct random *r)
{
	uint64_t *s = r->s;
	uint64_t result = rotate(s[1] * 5, 7) * 9;
	uint64_t t = s[1] << 17;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= t;
	s[3] = rotate(s[3], 45);
	return result;
}

double random_uniform(struct random *r)
{
	return (double)(random_bits(r) >> 11) * 0x1p-53;
}

/* (0, 1]: for logarithms. */
static double positive_uniform(struct random *r)
{
	return 1 - random_uniform(r);
}

/*
 * The high half of bits x n is 0..n-1, each from 2^32 / n values of the low
 * half, give or take one; the surplus values are drawn again (Lemire, ACM
 * TOMACS 29, 2019).
 */
int random_below(struct random *r, int n)
{
	assert(n >= 1);
	uint32_t range = (uint32_t)n;
	uint32_t surplus = -range % range; /* 2^32 mod n */
	uint64_t product;

	do
		product = (random_bits(r) >> 32) * range;
	while ((uint32_t)product < surplus);
	return (int)(product >> 32);
}

void random_shuffle(struct random *r, int *list, int n)
{
	for (int k = n - 1; k > 0; k--) {
		int j = random_below(r, k + 1), keep = list[k];
		list[k] = list[j];
		list[j] = keep;
	}
}

double random_exponential(struct random *r)
{
	return -log(positive_uniform(r));
}

/* Marsaglia's polar method; the second value is not kept, so that the state
 * of a stream is its four words only. */
double random_normal(struct random *r)
{
	double x, y, square;

	do {
		x = 2 * random_uniform(r) - 1;
		y = 2 * random_uniform(r) - 1;
		square = x * x + y * y;
	} while (square >= 1 || square == 0);
	return x * sqrt(-2 * log(square) / square);
}

/* Marsaglia, Tsang 2000: a cube of a normal, squeezed; shape >= 1. */
static double gamma_from_one(struct random *r, double shape)
{
	double d = shape - 1.0 / 3, c = 1 / sqrt(9 * d);

	for (;;) {
		double x = random_normal(r), v = 1 + c * x;
		if (v <= 0)
			continue;
		v = v * v * v;
		double log_u = log(positive_uniform(r));
		if (log_u < 0.5 * x * x + d - d * v + d * log(v))
			return d * v;
	}
}

double random_gamma(struct random *r, double shape)
{
	assert(shape > 0);
	if (shape >= 1)
		return gamma_from_one(r, shape);
	double g = gamma_from_one(r, shape + 1);
	return g * pow(positive_uniform(r), 1 / shape);
}

/* Few events: steps through the distribution. */
static int64_t poisson_by_inversion(struct random *r, double mean)
{
	double u = random_uniform(r), p = exp(-mean), sum = p;
	int64_t k = 0;

	while (u >= sum && k < 1000) {
		k++;
		p *= mean / (double)k;
		sum += p;
	}
	return k;
}

/* Hoermann 1993, algorithm PTRS, with its letters. */
static int64_t poisson_by_rejection(struct random *r, double mean)
{
	double b = 0.931 + 2.53 * sqrt(mean);
	double a = -0.059 + 0.02483 * b;
	double inv_alpha = 1.1239 + 1.1328 / (b - 3.4);
	double v_r = 0.9277 - 3.6224 / (b - 2);
	int sign;

	for (;;) {
		double u = random_uniform(r) - 0.5, v = positive_uniform(r);
		double us = 0.5 - fabs(u);
		if (us == 0)
			continue;
		double k = floor((2 * a / us + b) * u + mean + 0.43);
		if (us >= 0.07 && v <= v_r)
			return (int64_t)k;
		if (k < 0 || (us < 0.013 && v > us))
			continue;
		if (log(v) + log(inv_alpha) - log(a / (us * us) + b) <=
		    k * log(mean) - mean - lgamma_r(k + 1, &sign))
			return (int64_t)k;
	}
}

int64_t random_poisson(struct random *r, double mean)
{
	assert(mean >= 0 && mean <= 1e9);
	return mean <= 30 ? poisson_by_inversion(r, mean)
			  : poisson_by_rejection(r, mean);
}

/* A Poisson whose mean is a gamma of shape mean / (vmr - 1). */
int64_t random_negative_binomial(struct random *r, double mean, double vmr)
{
	assert(vmr >= 1);
	if (vmr == 1 || mean == 0)
		return random_poisson(r, mean);
	double scale = vmr - 1;
	double rate = scale * random_gamma(r, mean / scale);
	return random_poisson(r, rate < 1e9 ? rate : 1e9);
}

double random_lognormal(struct random *r, double mean, double cv)
{
	double variance = log1p(cv * cv); /* of the logarithm */

	return mean * exp(sqrt(variance) * random_normal(r) - variance / 2);
}
