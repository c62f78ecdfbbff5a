/* svg and markup: paths known by hand, text that stays text. */
#include "check.h"

#include <string.h>

#include "formats/markup.h"
#include "formats/svg.h"

static struct arena *a;

/* A plot of 100 x 50 pixels at (10, 5), data 0..4 by 0..10. */
static struct svg plot(struct text *out)
{
	return svg_begin(out, (struct svg_frame){ .id = "x",
						  .title = "A <b> & 'c'",
						  .description = "\"d\"",
						  .width = 120,
						  .height = 65,
						  .left = 10,
						  .right = 10,
						  .top = 5,
						  .bottom = 10,
						  .x_max = 4,
						  .y_max = 10 });
}

static void users_text_becomes_entities(void **state)
{
	(void)state;
	assert_string_equal(markup(a, "<a href=\"x\">'&amp;'"),
			    "&lt;a href=&quot;x&quot;&gt;&#39;&amp;amp;&#39;");
	assert_string_equal(markup(a, "ნინო 山田"), "ნინო 山田");
	assert_string_equal(markup(a, "a\x01"
				      "b\xff"
				      "c\xe2\x80\xae"),
			    "a\xef\xbf\xbd"
			    "b\xef\xbf\xbd"
			    "c\xef\xbf\xbd");
	assert_string_equal(markup(a, "8 %"), "8\xc2\xa0%");
}

static void formats_escape_what_is_not_markup(void **state)
{
	struct text t = text_new(a);

	(void)state;
	markup_addf(&t, "<i x=\"%s\">%d%% %!</i>", "\"<", 7, "<b>");
	assert_string_equal(t.data, "<i x=\"&quot;&lt;\">7% <b></i>");
}

static void turns_data_into_pixels(void **state)
{
	struct text t = text_new(a);
	struct svg p = plot(&t);

	(void)state;
	CHECK_NEAR(svg_x(&p, 0), 10, 1e-12);
	CHECK_NEAR(svg_x(&p, 4), 110, 1e-12);
	CHECK_NEAR(svg_y(&p, 0), 55, 1e-12);
	CHECK_NEAR(svg_y(&p, 10), 5, 1e-12);
}

static void a_picture_has_title_and_description(void **state)
{
	struct text t = text_new(a);
	struct svg p = plot(&t);

	(void)state;
	svg_end(&p);
	assert_string_equal(
		t.data,
		"<svg viewBox=\"0 0 120 65\" role=\"img\" "
		"aria-labelledby=\"x-t x-d\"><title id=\"x-t\">A &lt;b&gt; "
		"&amp; &#39;c&#39;</title><desc id=\"x-d\">&quot;d&quot;"
		"</desc>\n</svg>\n");
}

static const char *drawn(void (*draw)(struct svg *, const char *,
				      const double *, int),
			 const double *y)
{
	struct text t = text_new(a);
	struct svg p = plot(&t);
	size_t from = t.len;

	draw(&p, "c", y, 4);
	return t.data + from;
}

static void draws_steps_lines_and_bars(void **state)
{
	const double y[] = { 2, 2, NAN, 4 };

	(void)state;
	assert_string_equal(drawn(svg_step, y),
			    "<path class=\"c\" d=\"M10 45H35H60M85 35H110\"/>"
			    "\n");
	assert_string_equal(drawn(svg_line, y),
			    "<path class=\"c\" d=\"M22.5 45L47.5 45M97.5 35\""
			    "/>\n");
	assert_string_equal(drawn(svg_bars, (const double[]){ 10, 0, NAN, -1 }),
			    "<path class=\"c\" d=\"M14.2 55V5H30.8V55Z\"/>\n");
}

static void a_band_shows_only_what_is_above(void **state)
{
	const double low[] = { 2, 4, NAN, 0 }, high[] = { 4, 2, 9, 1 };
	struct text t = text_new(a);
	struct svg p = plot(&t);
	size_t from = t.len;

	(void)state;
	svg_band(&p, "c", low, high, 4);
	assert_string_equal(t.data + from,
			    "<path class=\"c\" d=\"M10 45V35H35V45ZM85 55V50"
			    "H110V55Z\"/>\n");
}

static void axes_end_on_round_numbers(void **state)
{
	static const struct {
		double x, top;
	} want[] = { { 0, 1 },	   { -3, 1 },	{ 1, 1 },   { 7, 8 },
		     { 9.9, 10 },  { 35, 40 },	{ 50, 50 }, { 51, 60 },
		     { 0.7, 0.8 }, { 1e6, 1e6 } };

	(void)state;
	for (size_t k = 0; k < sizeof(want) / sizeof(*want); k++)
		CHECK_NEAR(svg_ceiling(want[k].x), want[k].top, 1e-9);
}

static void labels_are_escaped(void **state)
{
	struct text t = text_new(a);
	struct svg p = plot(&t);

	(void)state;
	svg_x_label(&p, 1, "<x>");
	svg_y_label(&p, 1, "<y>");
	svg_cell(&p, "c", 0, 0, 1, 1, "<z>");
	assert_null(strstr(t.data, "<x>"));
	assert_null(strstr(t.data, "<y>"));
	assert_null(strstr(t.data, "<z>"));
	assert_non_null(strstr(t.data, "&lt;z&gt;"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(users_text_becomes_entities),
		cmocka_unit_test(formats_escape_what_is_not_markup),
		cmocka_unit_test(turns_data_into_pixels),
		cmocka_unit_test(a_picture_has_title_and_description),
		cmocka_unit_test(draws_steps_lines_and_bars),
		cmocka_unit_test(a_band_shows_only_what_is_above),
		cmocka_unit_test(axes_end_on_round_numbers),
		cmocka_unit_test(labels_are_escaped),
	};
	int failed;

	a = arena_open();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(a);
	return failed;
}
