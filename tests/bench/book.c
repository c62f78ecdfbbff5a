/*
 * bench/book - how long the outputs of a finished plan take, and how big
 * they and the process get.
 *
 *	book [AGENTS DAYS]
 *
 * The plan is the tests' one, made by rule of thumb: three queues day and
 * night in quarter hours, nothing is solved.  Each line is a process of its
 * own, so that its peak memory is its own.  Times are CPU seconds.  To be
 * kept: a workbook for 1,000 people and 28 days within 10 s and 500 MiB.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../fixture_plan.h"
#include "formats/html.h"
#include "formats/terminal.h"
#include "formats/xlsx.h"

static double cpu(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double mib(double bytes)
{
	return bytes / 1048576;
}

static double peak_mib(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return (double)u.ru_maxrss / 1024;
}

static int measure(int agents, int days)
{
	struct arena *a = arena_open();
	struct err e = err_new(a);
	struct text page = text_new(a), story = text_new(a);
	struct plan_view *v = fixture_plan(
		a, (struct fixture_options){ .audience = AUDIENCE_HR,
					     .agents = agents,
					     .days = days });
	char path[] = "/tmp/wfm-bench-XXXXXX";
	double start, book, html, screen, before = peak_mib();
	struct stat file;

	if (close(mkstemp(path)) != 0)
		return 1;
	start = cpu();
	if (xlsx_from_plan(a, v, path, &e) != RC_OK || stat(path, &file)) {
		fprintf(stderr, "%s\n", e.n ? e.list[0].text : "no file");
		return 1;
	}
	book = cpu() - start;
	printf("%6d %5d %9.2f %9.1f %9.0f %9.0f", agents, days, book,
	       mib((double)file.st_size), before, peak_mib());
	unlink(path);
	start = cpu();
	html_from_plan(&page, v);
	html = cpu() - start;
	start = cpu();
	terminal_story(&story, a, v, (struct terminal_style){ true, true, 80 });
	screen = cpu() - start;
	printf(" %9.2f %9.2f %9.3f\n", html, mib((double)page.len), screen);
	arena_close(a);
	return 0;
}

static int in_a_child(int agents, int days)
{
	int status;
	pid_t child;

	fflush(stdout);
	child = fork();
	if (child == 0) {
		int bad = measure(agents, days);

		fflush(stdout);
		_exit(bad);
	}
	return child < 0 || waitpid(child, &status, 0) != child || status != 0;
}

int main(int argc, char **argv)
{
	static const int agents[] = { 60, 300, 1000 }, days[] = { 7, 28 };
	int bad = 0;

	printf("%6s %5s %9s %9s %9s %9s %9s %9s %9s\n", "people", "days",
	       "xlsx s", "MiB", "MiB plan", "MiB peak", "page s", "MiB",
	       "screen s");
	if (argc == 3)
		return in_a_child(atoi(argv[1]), atoi(argv[2]));
	for (int i = 0; i < 3; i++)
		for (int k = 0; k < 2; k++)
			bad |= in_a_child(agents[i], days[k]);
	return bad;
}
