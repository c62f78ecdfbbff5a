/* terminal: pictures of characters and the story of a plan. */
#include "check.h"

#include <string.h>

#include "fixture_plan.h"
#include "formats/say.h"
#include "formats/terminal.h"

static struct arena *a;

static const struct terminal_style utf8 = { .utf8 = true, .columns = 80 };
static const struct terminal_style ascii = { .columns = 80 };

static const char *story(enum audience audience, int days,
			 struct terminal_style style)
{
	struct text t = text_new(a);

	terminal_story(
		&t, a,
		fixture_plan(a, (struct fixture_options){ .audience = audience,
							  .days = days }),
		style);
	return t.data;
}

static void sparkline_has_one_column_a_value(void **state)
{
	const double x[] = { 0, NAN, 0.1, 1, 2, 4, 7.9, 8, -1, 9 };
	struct text t = text_new(a), b = text_new(a);

	(void)state;
	terminal_sparkline(&t, x, 10, 8, utf8);
	assert_string_equal(t.data, "  ▁▁▂▄██ █");
	terminal_sparkline(&b, x, 10, 8, ascii);
	assert_string_equal(b.data, "  ..:=## #");
	terminal_sparkline(&b, x, 10, 0, ascii);
	assert_string_equal(b.data, "  ..:=## #          ");
}

static void a_map_cell_says_how_many_are_missing(void **state)
{
	const double x[] = { NAN, -0.49, -0.5, -1.4, -9.4, -9.5, 0.99, 1, 40 };
	struct text t = text_new(a);

	(void)state;
	for (int k = 0; k < 9; k++)
		terminal_balance(&t, x[k], ascii);
	assert_string_equal(t.data, " .119#.++");
}

static void a_service_cell_says_how_much_is_served(void **state)
{
	static const double levels[] = { 0.8, 1, 0.799, 0.7, 0.699, 0, NAN };
	struct terminal_style style = utf8;
	struct text plain = text_new(a), bare = text_new(a),
		    coloured = text_new(a);

	(void)state;
	for (int k = 0; k < 7; k++)
		terminal_level(&plain, levels[k], 0.8, ascii);
	assert_string_equal(plain.data, "..7760 ");
	style.colour = true;
	for (int k = 0; k < 7; k++)
		terminal_level(&coloured, levels[k], 0.8, style);
	for (const char *s = coloured.data; *s; s++)
		if (*s == '\033')
			s += strcspn(s, "m");
		else
			text_add_char(&bare, *s);
	assert_string_equal(bare.data, "··7760 ");
	assert_true(coloured.len > bare.len);
}

static void fits_every_width(void **state)
{
	(void)state;
	for (int days = 1; days <= 28; days += 9)
		for (int width = 40; width <= 130; width += 15) {
			struct terminal_style style = { .utf8 = true,
							.columns = width };

			for (const char *s = story(AUDIENCE_HR, days, style);
			     *s;) {
				size_t len = strcspn(s, "\n");
				const char *line = arena_strndup(a, s, len);

				CHECK(text_width(line) <= width, "%d: %s",
				      width, line);
				s += len + 1;
			}
		}
}

static int count_lines(const char *s)
{
	int n = 0;

	for (; *s; s++)
		n += *s == '\n';
	return n;
}

static void a_week_is_one_screen(void **state)
{
	(void)state;
	assert_true(count_lines(story(AUDIENCE_MANAGER, 7, utf8)) <= 40);
	assert_true(count_lines(story(AUDIENCE_MANAGER, 28, utf8)) <= 40);
}

static void colour_only_when_asked_and_never_alone(void **state)
{
	struct terminal_style style = utf8;
	const char *plain = story(AUDIENCE_HR, 7, style), *coloured;
	struct text stripped = text_new(a);

	(void)state;
	assert_null(strchr(plain, '\033'));
	style.colour = true;
	coloured = story(AUDIENCE_HR, 7, style);
	assert_non_null(strchr(coloured, '\033'));
	for (const char *s = coloured; *s; s++)
		if (*s == '\033')
			s += strcspn(s, "m");
		else
			text_add_char(&stripped, *s);
	assert_string_equal(stripped.data, plain);
}

static void ascii_is_ascii(void **state)
{
	(void)state;
	for (const char *s = story(AUDIENCE_HR, 7, ascii); *s; s++)
		CHECK(*s == '\n' || (*s >= 32 && *s < 127), "%d", *s);
}

static void the_team_sees_no_money_and_nobodys_trouble(void **state)
{
	const char *s = story(AUDIENCE_TEAM, 7, utf8);

	(void)state;
	assert_null(strstr(s, "GBP"));
	assert_null(strstr(s, "hard rules"));
	assert_null(strstr(s, "could not be planned"));
	assert_non_null(strstr(story(AUDIENCE_MANAGER, 7, utf8), "GBP"));
}

/* The numbers shown are those of plan_total. */
static void tells_the_figures_of_the_plan(void **state)
{
	struct plan_view *v = fixture_plan(a, (struct fixture_options){ 0 });
	struct plan_total all = plan_total(v, 0, 7);
	const char *s = story(AUDIENCE_TEAM, 7, utf8);

	(void)state;
	assert_non_null(strstr(s, say_number(a, all.contacts, 0)));
	assert_non_null(strstr(s, say_number(a, all.scheduled, 0)));
	assert_non_null(strstr(s, say_number(a, all.short_hours, 1)));
	assert_non_null(strstr(s, say_share(a, all.level, 1)));
	assert_non_null(strstr(s, "Tue 24 Nov 10:00-12:00 Sales"));
	assert_non_null(strstr(s, "9.0 %, 21.0 %)"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sparkline_has_one_column_a_value),
		cmocka_unit_test(a_map_cell_says_how_many_are_missing),
		cmocka_unit_test(a_service_cell_says_how_much_is_served),
		cmocka_unit_test(fits_every_width),
		cmocka_unit_test(a_week_is_one_screen),
		cmocka_unit_test(colour_only_when_asked_and_never_alone),
		cmocka_unit_test(ascii_is_ascii),
		cmocka_unit_test(the_team_sees_no_money_and_nobodys_trouble),
		cmocka_unit_test(tells_the_figures_of_the_plan),
	};
	int failed;

	a = arena_open();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(a);
	return failed;
}
