/* html: one page, in the manager's order, nothing of a user's runs. */
#include "check.h"

#include <string.h>

#include "fixture_plan.h"
#include "formats/html.h"
#include "formats/say.h"

static struct arena *a;

static const char *page(struct fixture_options o)
{
	struct text t = text_new(a);

	html_from_plan(&t, fixture_plan(a, o));
	return t.data;
}

static void asks_the_managers_questions_in_order(void **state)
{
	const char *const order[] = {
		"Are we covered?",    "Where not?",	 "What does it cost?",
		"What is to decide?", "What will come?", "Is it fair?",
		"Who works when?"
	};
	const char *s =
		page((struct fixture_options){ .audience = AUDIENCE_MANAGER });

	(void)state;
	for (int k = 0; k < 7; k++) {
		s = strstr(s, order[k]);
		CHECK(s, "%s", order[k]);
	}
}

static void holds_no_script_and_fetches_nothing(void **state)
{
	const char *s =
		page((struct fixture_options){ .audience = AUDIENCE_HR });

	(void)state;
	assert_null(strstr(s, "<script"));
	assert_null(strstr(s, "javascript:"));
	assert_null(strstr(s, " src="));
	assert_null(strstr(s, " href="));
	assert_null(strstr(s, "url("));
	assert_null(strstr(s, "@import"));
	assert_non_null(strstr(s, "content=\"default-src 'none'; style-src "
				  "'unsafe-inline'\""));
}

static void hostile_names_stay_text(void **state)
{
	const char *s =
		page((struct fixture_options){ .audience = AUDIENCE_HR });

	(void)state;
	assert_non_null(strstr(s, "&lt;script&gt;alert(1)&lt;/script&gt;"));
	assert_non_null(strstr(s, "&amp;amp; Amp"));
	assert_non_null(strstr(s, "ნინო ბერიძე"));
	assert_null(strstr(s, "<b> "));
	assert_null(strstr(s, "onload=alert(1)>"));
}

static void each_audience_sees_its_own(void **state)
{
	const char *team = page((struct fixture_options){ 0 });
	const char *manager =
		page((struct fixture_options){ .audience = AUDIENCE_MANAGER });
	const char *hr =
		page((struct fixture_options){ .audience = AUDIENCE_HR });

	(void)state;
	assert_null(strstr(team, "GBP"));
	assert_null(strstr(team, "Wishes"));
	assert_null(strstr(team, "rule broken"));
	assert_null(strstr(team, ">holiday<"));
	assert_non_null(strstr(manager, ">holiday<"));
	assert_null(strstr(manager, ">sick<"));
	assert_null(strstr(manager, "Pay (GBP)"));
	assert_non_null(strstr(manager, "GBP"));
	assert_non_null(strstr(hr, ">sick<"));
	assert_non_null(strstr(hr, "Pay (GBP)"));
}

/* The cards say what plan_total says. */
static void tells_the_figures_of_the_plan(void **state)
{
	struct fixture_options o = { .audience = AUDIENCE_MANAGER };
	struct plan_total all = plan_total(fixture_plan(a, o), 0, 7);
	const char *s = page(o);

	(void)state;
	assert_non_null(
		strstr(s, arena_printf(a, "<b>%s</b>",
				       say_number(a, all.contacts, 0))));
	assert_non_null(
		strstr(s, arena_printf(a, "<b>%s</b>",
				       say_number(a, all.short_hours, 1))));
}

static void a_perfect_plan_has_nothing_to_decide(void **state)
{
	struct fixture_options o = { .audience = AUDIENCE_MANAGER,
				     .perfect = true };
	struct plan_view *v = fixture_plan(a, o);
	struct text t = text_new(a);
	struct site *s = arena_copy(a, v->site, 1, sizeof(*v->site));
	struct period *p = arena_copy(a, v->period, 1, sizeof(*v->period));

	(void)state;
	s->n_requests = 0;
	p->site = s;
	v->site = s;
	v->period = p;
	html_from_plan(&t, v);
	assert_non_null(strstr(t.data, "<li>Nothing.</li>"));
	assert_non_null(
		strstr(t.data, "Nowhere is half a person or more missing"));
}

static void the_same_plan_gives_the_same_bytes(void **state)
{
	struct fixture_options o = { .audience = AUDIENCE_HR, .days = 14 };

	(void)state;
	assert_string_equal(page(o), page(o));
}

static void writes_plans_of_every_shape(void **state)
{
	const struct fixture_options shapes[] = {
		{ .agents = 1, .days = 1 },
		{ .agents = 5, .days = 28, .interval = 1800 },
		{ .agents = 9, .days = 7, .pool = true, .interval = 3600 },
		{ .agents = 9, .first_day = FIXTURE_MONDAY - 35 },
		{ .agents = 9,
		  .first_day = FIXTURE_MONDAY - 236,
		  .zone = "Australia/Lord_Howe" },
	};

	(void)state;
	for (size_t k = 0; k < sizeof(shapes) / sizeof(*shapes); k++) {
		const char *s = page(shapes[k]);

		assert_null(strstr(s, "nan"));
		assert_null(strstr(s, "inf\""));
		assert_non_null(strstr(s, "</html>"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(asks_the_managers_questions_in_order),
		cmocka_unit_test(holds_no_script_and_fetches_nothing),
		cmocka_unit_test(hostile_names_stay_text),
		cmocka_unit_test(each_audience_sees_its_own),
		cmocka_unit_test(tells_the_figures_of_the_plan),
		cmocka_unit_test(a_perfect_plan_has_nothing_to_decide),
		cmocka_unit_test(the_same_plan_gives_the_same_bytes),
		cmocka_unit_test(writes_plans_of_every_shape),
	};
	int failed;

	a = arena_open();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(a);
	return failed;
}
