#include "maths/poisson.h"

#include <math.h>
#include <string.h>

/* 1e-20 is 9.6 standard deviations of a normal away; small means need room
 * for a longer upper tail. */
static int room_for(double mean)
{
	return (int)(22 * sqrt(mean)) + 60;
}

static void reserve(struct poisson_space *s, int room)
{
	if (room <= s->room)
		return;
	s->room = 2 * room;
	s->weight = arena_new(s->arena, double, s->room);
	s->beyond = arena_new(s->arena, double, s->room);
}

/* Weights relative to the mode, weight[0] being k = first; returns how many
 * and moves first up to the first that counts. */
static int relative_weights(double mean, int room, double *weight, int *first)
{
	int mode = (int)mean, bottom = mode - room / 2, k;
	double w = 1;

	if (bottom < 0)
		bottom = 0;
	for (k = mode; k < bottom + room && w > 1e-20; k++) {
		weight[k - bottom] = w;
		w *= mean / (k + 1);
	}
	*first = mode;
	w = mode > 0 ? mode / mean : 0;
	for (; *first > bottom && w > 1e-20; w *= *first / mean)
		weight[--*first - bottom] = w;
	memmove(weight, weight + (*first - bottom),
		(size_t)(k - *first) * sizeof(*weight));
	return k - *first;
}

struct poisson poisson_new(struct poisson_space *s, double mean)
{
	struct poisson p = { .first = 0 };
	double sum = 0, tail = 0;

	reserve(s, room_for(mean));
	p.n = relative_weights(mean, room_for(mean), s->weight, &p.first);
	for (int i = 0; i < p.n; i++)
		sum += s->weight[i];
	for (int i = p.n - 1; i >= 0; i--) {
		s->weight[i] /= sum;
		s->beyond[i] = tail;
		tail += s->weight[i];
	}
	p.weight = s->weight;
	p.beyond = s->beyond;
	return p;
}
