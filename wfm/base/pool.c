#include "base/pool.h"

#include <pthread.h>
#include <stdatomic.h>

enum { MOST_THREADS = 256 };

struct pool {
	atomic_llong next; /* first task that nobody has taken */
	int n;
	void (*task)(void *ctx, int i, int worker);
	void *ctx;
};

struct worker {
	struct pool *pool;
	int number;
	pthread_t thread;
};

/* Takes tasks until there are none. */
static void *work(void *argument)
{
	const struct worker *w = argument;
	struct pool *p = w->pool;
	long long i;

	while ((i = atomic_fetch_add(&p->next, 1)) < p->n)
		p->task(p->ctx, (int)i, w->number);
	return NULL;
}

void pool_run(int threads, int n, void (*task)(void *ctx, int i, int worker),
	      void *ctx)
{
	struct pool pool = { .n = n, .task = task, .ctx = ctx };
	struct worker workers[MOST_THREADS];
	int started = 1;

	if (threads > MOST_THREADS)
		threads = MOST_THREADS;
	if (threads > n)
		threads = n;
	for (int i = 1; i < threads; i++, started++) {
		workers[i] = (struct worker){ .pool = &pool, .number = i };
		if (pthread_create(&workers[i].thread, NULL, work,
				   &workers[i]) != 0)
			break;
	}
	workers[0] = (struct worker){ .pool = &pool };
	work(&workers[0]);
	for (int i = 1; i < started; i++)
		pthread_join(workers[i].thread, NULL);
}
