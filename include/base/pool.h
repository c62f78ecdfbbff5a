/*
 * pool - n independent tasks on a few threads.
 *
 * task(ctx, i, worker) runs once for each i in [0, n); worker in [0, threads)
 * names the thread, for per-thread work space.  Tasks must write only to
 * their own i or worker.  Results must not depend on which worker ran what:
 * then they do not depend on the number of threads.  Returns when all are
 * done.  threads <= 1 runs all on the caller's thread; if a thread cannot be
 * started the others do its work.
 */
#ifndef BASE_POOL_H
#define BASE_POOL_H

void pool_run(int threads, int n, void (*task)(void *ctx, int i, int worker),
	      void *ctx);

#endif
