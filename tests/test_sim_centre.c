#include "check.h"

#include "maths/sim_centre.h"

#include "maths/sim_script.h"
#include "maths/simulate.h"
#include "small_site.h"

struct scene {
	struct small *small;
	struct roster roster;
	struct workload ahead;
};

/* Ana and Ben; sales is open 08:00-18:00, chat 08:15-18:00. */
static struct scene scene_new(struct arena *a, int days)
{
	static const struct window sales = { 480, 1080 }, chat = { 495, 1080 };
	struct scene x = { .small = small_new(a, "Europe/London") };
	struct queue *queues = x.small->queues;

	for (int d = 0; d < 7; d++) {
		queues[SALES].hours.day[d] = (struct opening_day){ &sales, 1 };
		queues[CHAT].hours.day[d] = (struct opening_day){ &chat, 1 };
	}
	queues[CHAT].channel = CHANNEL_CHAT;
	queues[CHAT].concurrency = 2;
	for (int q = 0; q < 2; q++)
		queues[q].goal = (struct goal){ .share = 0.8, .within = 20 };
	small_period(x.small, days, NULL);
	x.roster = small_roster(x.small, 0, days);
	x.ahead = workload_new(a, x.small->period.grid, 2);
	return x;
}

/* So many contacts in every open interval of a queue. */
static void expect(struct scene *x, int queue, double calls, double aht)
{
	const struct grid *g = &x->ahead.grid;
	double *open = arena_new(x->small->arena, double, g->n);

	site_open(&x->small->site, &x->small->queues[queue], g, open);
	for (int t = 0; t < g->n; t++) {
		x->ahead.calls[queue * g->n + t] = open[t] > 0 ? calls : 0;
		x->ahead.aht[queue * g->n + t] = open[t] > 0 ? aht : NAN;
	}
}

static struct sim_centre *centre_of(const struct scene *x, double missing)
{
	struct arena *a = x->small->arena;
	struct sim_centre *c = arena_new(a, struct sim_centre, 1);

	*c = sim_centre_of_roster(a, &x->small->period, &x->roster, &x->ahead,
				  (struct sim_options){ .missing = missing });
	return c;
}

static struct simulation play(const struct scene *x, const struct sim_centre *c,
			      int runs)
{
	return simulate(x->small->arena, c,
			(struct simulate_options){ .seed = 1,
						   .threads = 1,
						   .replications = runs });
}

static int set_up(void **state)
{
	*state = arena_open();
	return 0;
}

static int tear_down(void **state)
{
	arena_close(*state);
	return 0;
}

/* 08:00-16:30 with lunch at 12:00; nobody else is there. */
static void a_break_shows(void **state)
{
	struct scene x = scene_new(*state, 1);

	small_put(x.small, &x.roster, 0, 0, DAY);
	expect(&x, SALES, 4, 60);
	struct simulation s = play(&x, centre_of(&x, 0), 200);
	const struct sim_sum *lunch = &s.cells[24], *before = &s.cells[23];
	const struct sim_sum *evening = &s.cells[34];

	/* Staffed time: the last call before lunch is finished, no more. */
	assert_true(lunch->metric[SIM_OCCUPANCY].y / 200 < 60);
	CHECK_NEAR(before->metric[SIM_OCCUPANCY].y / 200, 1800, 1e-6);
	assert_true(sim_estimate(lunch, SIM_LEVEL, 200).value < 0.1);
	assert_true(sim_estimate(before, SIM_LEVEL, 200).value > 0.8);
	/* Whoever calls during lunch waits for its end: 15 min on average. */
	CHECK_NEAR(sim_estimate(lunch, SIM_ASA, 200).value, 900, 200);
	/* After 16:30 nobody answers, and callers wait in vain. */
	assert_true(sim_estimate(evening, SIM_LEVEL, 200).value == 0);
	assert_true(evening->left == evening->offered);
}

static void contacts_come_in_opening_hours_only(void **state)
{
	struct scene x = scene_new(*state, 2);

	small_put(x.small, &x.roster, 0, 0, DAY);
	expect(&x, SALES, 4, 60);
	expect(&x, CHAT, 6, 60);
	struct sim_centre *c = centre_of(&x, 0);
	struct sim_script script = sim_script_new(*state, c);
	struct simulation s = play(&x, c, 400);
	/* The half hour that is half open has all its contacts in that half. */
	const struct sim_piece *first =
		&script.pieces[script.piece_begin[CHAT]];
	CHECK_NEAR(first->from, 8.25 * 3600, 0);
	CHECK_NEAR(first->until, 8.5 * 3600, 0);
	CHECK_NEAR(first->rate, 6 / 900.0, 1e-12);
	assert_int_equal(c->n, 96);
	for (int t = 0; t < c->n; t++) {
		bool open = t % 48 >= 16 && t % 48 < 36;
		double calls = s.cells[t].offered / 400;
		double chats = s.cells[c->n + t].offered / 400;

		CHECK_NEAR(calls, open ? 4 : 0, 4 * sqrt(4 / 400.0));
		CHECK_NEAR(chats, open ? 6 : 0, 4 * sqrt(6 / 400.0));
		if (!open)
			assert_true(calls == 0 && chats == 0);
	}
	/* Who waited in vain in the evening is not answered next morning. */
	small_put(x.small, &x.roster, 0, 1, DAY);
	s = play(&x, centre_of(&x, 0), 40);
	assert_true(s.cells[35].answered == 0 && s.cells[35].left > 0);
	assert_true(s.cells[48 + 16].answered > 0);
}

/* 25 October 2026: the hour from 01:00 comes twice. */
static void a_day_may_have_25_hours(void **state)
{
	static const struct window all_day = { 0, 1440 };
	struct scene x = scene_new(*state, 1);
	struct small *s = x.small;

	s->monday = date_from_civil((struct civil){ 2026, 10, 24 });
	for (int d = 0; d < 7; d++)
		s->queues[SALES].hours.day[d] =
			(struct opening_day){ &all_day, 1 };
	small_period(s, 2, NULL);
	x.roster = small_roster(s, 0, 2);
	x.ahead = workload_new(*state, s->period.grid, 2);
	expect(&x, SALES, 4, 60);
	/* 22:00 to 06:00 by the clock are nine hours that night; the template
	 * pays eight, so the duty ends at 05:00. */
	small_put(s, &x.roster, 0, 0, NIGHT);
	struct sim_centre *c = centre_of(&x, 0);
	struct simulation r = play(&x, c, 100);

	assert_int_equal(c->n, 98);
	assert_int_equal(c->queues[SALES].n_open, 1);
	for (int t = 0; t < 98; t++) {
		bool there = t >= 44 && t < 60;
		double staffed = r.cells[t].metric[SIM_OCCUPANCY].y / 100;

		assert_true(r.cells[t].offered > 0);
		if (there)
			CHECK_NEAR(staffed, 1800, 1e-6);
		else
			assert_true(staffed < 60);
	}
	CHECK_NEAR(r.queues[SALES].offered / 100, 98 * 4,
		   4 * sqrt(98 * 4 / 100.0));
}

static void a_segment_may_name_its_queue(void **state)
{
	struct scene x = scene_new(*state, 1);
	struct cell *cell = small_put(x.small, &x.roster, 0, 0, SHORT);

	((struct segment *)cell->duty.segments)[0].queue = CHAT;
	x.small->agent_skills[0][1].speed = 0.8;
	struct sim_centre *c = centre_of(&x, 0);
	assert_int_equal(c->n_changes, 2);
	const struct sim_ability *can = &c->abilities[c->changes[0].ability];
	assert_int_equal(c->profiles[can->profile].priority[SALES], 0);
	assert_int_equal(c->profiles[can->profile].priority[CHAT], 2);
	CHECK_NEAR(can->speed[CHAT], 0.8, 0);
	assert_int_equal(c->changes[1].ability, -1);
	assert_int_equal(c->queues[CHAT].slots, 2);
}

/* Email of the morning, due after two open hours, and nobody there. */
static void a_deadline_counts_open_hours(void **state)
{
	struct scene x = scene_new(*state, 2);
	struct queue *mail = &x.small->queues[CHAT];

	mail->channel = CHANNEL_EMAIL;
	mail->goal = (struct goal){ .share = 0.9,
				    .within = 7200,
				    .open_hours = true };
	expect(&x, CHAT, 3, 300);
	x.ahead.aht[CHAT * x.ahead.grid.n + 20] = 300;
	small_put(x.small, &x.roster, 0, 1, DAY);
	struct simulation s = play(&x, centre_of(&x, 0), 60);
	const struct sim_sum *cells = s.cells + CHAT * s.centre->n;

	/* 08:30 on Monday: due at 10:30; nobody is there before Tuesday. */
	assert_true(sim_estimate(&cells[17], SIM_LEVEL, 60).value == 0);
	assert_true(cells[17].answered == cells[17].offered);
	/* 17:30: an hour and a half are left on Tuesday; twenty half hours of
	 * three mails, five minutes each, come before. */
	assert_true(sim_estimate(&cells[35], SIM_LEVEL, 60).value == 0);
	/* 17:30 on Tuesday: left, but due on Wednesday: not judged. */
	assert_true(cells[48 + 35].left > 0);
	assert_int_equal(cells[48 + 35].seen, 0);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		T(a_break_shows),
		T(contacts_come_in_opening_hours_only),
		T(a_day_may_have_25_hours),
		T(a_segment_may_name_its_queue),
		T(a_deadline_counts_open_hours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
