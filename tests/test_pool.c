#include "check.h"

#include <limits.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>

#include "base/pool.h"

enum { N = 5000, MOST = 300 };

struct job {
	int threads;
	double result[N];
	int times[N];
	atomic_int busy[MOST]; /* is this worker inside a task? */
	atomic_int wrong;
};

static void task(void *ctx, int i, int worker)
{
	struct job *job = ctx;
	double x = i;

	if (worker < 0 || worker >= (job->threads > 1 ? job->threads : 1) ||
	    atomic_exchange(&job->busy[worker], 1) != 0)
		job->wrong++;
	for (int k = 0; k < 50 + i % 100; k++)
		x = x * 0.75 + k;
	job->result[i] = x;
	job->times[i]++;
	job->busy[worker] = 0;
}

static void run(struct job *job, int threads, int n)
{
	memset(job, 0, sizeof(*job));
	job->threads = threads;
	pool_run(threads, n, task, job);
}

static void every_task_runs_once_and_no_worker_twice_at_a_time(void **state)
{
	static const int threads[] = { -1, 0, 1, 2, 3, 8, 64, 299 };
	static struct job job;

	(void)state;
	for (size_t t = 0; t < sizeof(threads) / sizeof(*threads); t++) {
		run(&job, threads[t], N);
		assert_int_equal(job.wrong, 0);
		for (int i = 0; i < N; i++)
			assert_int_equal(job.times[i], 1);
	}
}

static void results_do_not_depend_on_threads(void **state)
{
	static struct job one, many;

	(void)state;
	run(&one, 1, N);
	for (int threads = 2; threads < 10; threads++) {
		run(&many, threads, N);
		assert_memory_equal(one.result, many.result,
				    sizeof(one.result));
	}
}

static void few_or_no_tasks_are_fine(void **state)
{
	static struct job job;

	(void)state;
	run(&job, 8, 0);
	assert_int_equal(job.times[0], 0);
	run(&job, 8, -3);
	assert_int_equal(job.times[0], 0);
	run(&job, 8, 3);
	assert_int_equal(job.times[0] + job.times[1] + job.times[2], 3);
	assert_int_equal(job.times[3], 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			every_task_runs_once_and_no_worker_twice_at_a_time),
		cmocka_unit_test(results_do_not_depend_on_threads),
		cmocka_unit_test(few_or_no_tasks_are_fine),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
