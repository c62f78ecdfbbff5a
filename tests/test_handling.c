#include "check.h"

#include "base/arena.h"
#include "maths/handling.h"
#include "simulated.h"

static struct arena *arena;

enum { DAYS = 200, SLOTS = 24 };

struct recorded {
	struct day_matrix m;
	double *aht, *handled;
};

/* Mornings 20 % longer, evenings shorter; contacts of exponential length. */
static double true_aht(int slot)
{
	return slot < 12 ? 288 : 216;
}

static struct recorded simulate(double base, uint64_t seed)
{
	struct simulated s = { .first_day = 19723,
			       .days = DAYS,
			       .past = DAYS,
			       .slots = SLOTS,
			       .base = base,
			       .seed = seed };
	struct recorded x = { .m = sim_matrix(arena, &s) };
	struct random r = random_stream(seed, 8);

	x.aht = arena_new(arena, double, DAYS *SLOTS);
	x.handled = x.m.calls;
	for (int i = 0; i < DAYS * SLOTS; i++) {
		double n = x.handled[i];
		x.aht[i] = n > 0 ? true_aht(i % SLOTS) * random_gamma(&r, n) / n
				 : NAN;
	}
	return x;
}

static void recovers_level_and_profile_of_a_busy_queue(void **state)
{
	(void)state;
	struct recorded x = simulate(60, 1);
	struct handling h = handling_learn(arena, &x.m, x.aht, x.handled);

	for (int s = 0; s < SLOTS; s++)
		CHECK_NEAR(h.level * h.profile[s] / true_aht(s), 1, 0.09);
}

static void a_quiet_queue_keeps_the_level_alone(void **state)
{
	(void)state;
	struct recorded x = simulate(1, 2);
	struct handling h = handling_learn(arena, &x.m, x.aht, x.handled);

	for (int s = 0; s < SLOTS; s++)
		assert_true(h.profile[s] == 1);
	CHECK_NEAR(h.level, 260, 30);
}

/* One record in a hundred a thousand times too long. */
static void spikes_do_not_count_for_more_than_eight(void **state)
{
	(void)state;
	struct recorded x = simulate(60, 3);
	double before = handling_learn(arena, &x.m, x.aht, x.handled).level;

	for (int i = 0; i < DAYS * SLOTS; i += 100)
		x.aht[i] *= 1000;
	double after = handling_learn(arena, &x.m, x.aht, x.handled).level;
	assert_true(after > before && after < 1.1 * before);
}

static void recent_weeks_weigh_more(void **state)
{
	(void)state;
	struct recorded x = simulate(60, 4);

	for (int i = 0; i < DAYS * SLOTS; i++)
		x.aht[i] = i < 144 * SLOTS ? 100 : 200;
	double level = handling_learn(arena, &x.m, x.aht, x.handled).level;
	/* Half the weight lies in the last 56 days, and 144 more have half. */
	double old = (0.5 - exp2(-200.0 / 56)) / (1 - exp2(-200.0 / 56));
	CHECK_NEAR(level, 200 - 100 * old, 2);
}

static void nothing_known_is_said_so(void **state)
{
	(void)state;
	struct recorded x = simulate(60, 5);

	for (int i = 0; i < DAYS * SLOTS; i++)
		x.aht[i] = i % 2 ? NAN : 0;
	struct handling h = handling_learn(arena, &x.m, x.aht, x.handled);
	assert_true(isnan(h.level));
	assert_true(h.profile[0] == 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(recovers_level_and_profile_of_a_busy_queue),
		cmocka_unit_test(a_quiet_queue_keeps_the_level_alone),
		cmocka_unit_test(spikes_do_not_count_for_more_than_eight),
		cmocka_unit_test(recent_weeks_weigh_more),
		cmocka_unit_test(nothing_known_is_said_so),
	};
	arena = arena_open();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(arena);
	return failed;
}
