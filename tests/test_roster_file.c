/* roster_file: rosters that come back as tables of codes. */
#include "check.h"
#include "scratch.h"
#include "small_site.h"

#include <stdio.h>
#include <string.h>

#include <zip.h>

#include "base/text.h"
#include "formats/plan_files.h"
#include "formats/roster_file.h"

/* The small site with two people, and a draft: both on duty Monday and
 * Tuesday, Ana on leave on Wednesday, else days off. */
struct given {
	struct arena *a;
	struct small *s;
	struct roster draft, got;
	struct scratch scratch;
	const char *path;
};

static struct given new_case(void)
{
	struct arena *a = arena_open();
	struct given c = { .a = a, .s = small_new(a, "Europe/London") };

	c.draft = small_roster(c.s, 0, 7);
	for (int i = 0; i < 2; i++) {
		small_put(c.s, &c.draft, i, 0, DAY);
		small_put(c.s, &c.draft, i, 1, LATE);
	}
	c.draft.cells[2] = (struct cell){ .kind = CELL_ABSENT };
	c.scratch = scratch_open();
	return c;
}

static void end_case(struct given *c)
{
	scratch_close(&c->scratch);
	arena_close(c->a);
}

static const char *written(const struct given *c, const struct roster *r)
{
	struct text t = text_new(c->a);

	roster_write(&t, &c->s->site, r);
	return t.data;
}

static enum rc take(struct given *c)
{
	c->s->err = err_new(c->a);
	return roster_file_read(c->a, &c->s->site, c->path, &c->draft, &c->got,
				&c->s->err);
}

static enum rc take_csv(struct given *c, const char *csv)
{
	scratch_write(&c->scratch, "back.csv", csv);
	c->path = scratch_path(&c->scratch, "back.csv");
	return take(c);
}

static void put_part(zip_t *z, const char *name, const char *data)
{
	zip_source_t *s = zip_source_buffer(z, data, strlen(data), 0);

	assert_true(s && zip_file_add(z, name, s, 0) >= 0);
}

static const char *sheet_of(struct given *c, const char *cells)
{
	return arena_printf(c->a,
			    "<worksheet><sheetData>%s</sheetData></worksheet>",
			    cells);
}

/* A workbook of the sheets Roster and Plan; plan may be "". */
static enum rc take_book(struct given *c, const char *roster, const char *plan)
{
	zip_t *z;

	c->path = scratch_path(&c->scratch, "back.xlsx");
	z = zip_open(c->path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	assert_non_null(z);
	put_part(z, "xl/workbook.xml",
		 "<workbook xmlns:r='r'><sheets><sheet name='Plan' r:id='p'/>"
		 "<sheet name='Roster' r:id='r'/></sheets></workbook>");
	put_part(z, "xl/_rels/workbook.xml.rels",
		 "<Relationships>"
		 "<Relationship Id='p' Target='worksheets/p.xml'/>"
		 "<Relationship Id='r' Target='worksheets/r.xml'/>"
		 "</Relationships>");
	put_part(z, "xl/worksheets/p.xml", sheet_of(c, plan));
	put_part(z, "xl/worksheets/r.xml", sheet_of(c, roster));
	assert_int_equal(zip_close(z), 0);
	return take(c);
}

/* A row of texts, "|" between them; "" leaves a cell out. */
static const char *row(struct given *c, int number, const char *cells)
{
	struct text t = text_new(c->a);
	char column = 'A';

	text_addf(&t, "<row r='%d'>", number);
	for (;; column++) {
		size_t n = strcspn(cells, "|");

		if (n)
			text_addf(&t,
				  "<c r='%c%d' t='inlineStr'><is><t>%.*s</t>"
				  "</is></c>",
				  column, number, (int)n, cells);
		if (!cells[n])
			break;
		cells += n + 1;
	}
	text_add(&t, "</row>");
	return t.data;
}

/* 7 December 2026 is day 46363 of a spreadsheet; dates from column B on. */
static const char *dates(struct given *c, int number)
{
	struct text t = text_new(c->a);

	text_addf(&t, "<row r='%d'><c t='str'><v>Name</v></c>", number);
	for (int d = 0; d < 7; d++)
		text_addf(&t, "<c><v>%d</v></c>", 46363 + d);
	text_add(&t, "</row>");
	return t.data;
}

static const char *rows(struct given *c, const char *ana, const char *ben)
{
	return arena_printf(c->a, "%s%s%s%s%s%s", row(c, 1, "Roster|of a week"),
			    dates(c, 3), dates(c, 4), row(c, 6, ana),
			    row(c, 7, ben), row(c, 9, "On duty|2|2"));
}

#define ANA "Ana|D0800|L|leave|off|off|off|off"
#define BEN "Ben|D0800|L|off|off|off|off|off"
#define HEAD                                                                   \
	"agent,2026-12-07,2026-12-08,2026-12-09,2026-12-10,2026-12-11,"        \
	"2026-12-12,2026-12-13\n"

static const struct cell *got(const struct given *c, int agent, int d)
{
	return roster_cell(&c->got, agent, c->s->monday + d);
}

static void the_same_codes_keep_every_break(void **state)
{
	struct given c = new_case();
	const char *plain;

	(void)state;
	/* Lunch at another time than a standard duty has it. */
	struct segment *lunch =
		(struct segment *)&c.draft.cells[0].duty.segments[1];
	lunch->start -= 1800;
	lunch->end -= 1800;
	lunch[-1].end -= 1800;
	lunch[1].start -= 1800;
	plain = written(&c, &c.draft);

	assert_int_equal(take_csv(&c, HEAD "ana,D0800,L,holiday,off,off,off,off"
					   "\nben,D0800,L,off,off,off,off,"
					   "off\n"),
			 RC_OK);
	assert_string_equal(written(&c, &c.got), plain);
	assert_int_equal(take_csv(&c, plain), RC_OK);
	assert_string_equal(written(&c, &c.got), plain);
	CHECK(take_book(&c, rows(&c, ANA, BEN), "") == RC_OK, "%s",
	      c.s->err.list[0].text);
	assert_string_equal(written(&c, &c.got), plain);
	assert_int_equal(c.s->err.warnings, 0);
	end_case(&c);
}

static void another_code_is_another_duty(void **state)
{
	struct given c = new_case();

	(void)state;
	c.draft.cells[0].locked = c.draft.cells[3].locked = true;
	CHECK(take_book(&c,
			rows(&c, "Ana|n!| L! |holiday|S0900-5h|off|off|off",
			     "ben|D0830|L|sick|off|off|off|OFF"),
			"") == RC_OK,
	      "%s", c.s->err.list[0].text);
	assert_int_equal(got(&c, 0, 0)->duty.shift, NIGHT);
	assert_true(got(&c, 0, 0)->locked);
	assert_true(got(&c, 0, 0)->duty.start == small_time(c.s, 0, 1320));
	assert_int_equal(got(&c, 0, 1)->duty.shift, LATE);
	assert_true(got(&c, 0, 1)->locked);
	assert_int_equal(got(&c, 0, 2)->kind, CELL_ABSENT);
	assert_int_equal(got(&c, 0, 3)->duty.paid, 300);
	assert_false(got(&c, 0, 3)->locked);
	assert_true(got(&c, 1, 0)->duty.start == small_time(c.s, 0, 510));
	assert_int_equal(got(&c, 1, 0)->duty.n, 3);
	assert_int_equal(got(&c, 1, 2)->absence, SICK);
	assert_int_equal(got(&c, 1, 6)->kind, CELL_OFF);
	end_case(&c);
}

static void what_is_not_in_it_stays_and_is_said(void **state)
{
	struct given c = new_case();

	(void)state;
	assert_int_equal(take_csv(&c, "agent,2026-12-07\nana,off\n"), RC_OK);
	assert_int_equal(got(&c, 0, 0)->kind, CELL_OFF);
	assert_int_equal(got(&c, 0, 1)->kind, CELL_DUTY);
	assert_int_equal(got(&c, 1, 0)->kind, CELL_DUTY);
	assert_int_equal(c.s->err.warnings, 1);
	assert_non_null(strstr(c.s->err.list[0].text, "13 days are not in it"));
	end_case(&c);
}

static void two_of_one_name_are_told_apart_by_the_plan(void **state)
{
	struct given c = new_case();
	const char *both;

	(void)state;
	c.s->agents[1].name = "ANA";
	both = rows(&c, "Ana|D0800|L|leave|off|off|off|off",
		    "Ana|off|L|off|off|off|off|off");
	assert_int_equal(take_book(&c, both, ""), RC_DATA);
	assert_non_null(strstr(c.s->err.list[0].text, "2 people are called"));
	CHECK(take_book(&c, both,
			arena_printf(c.a, "%s%s", row(&c, 6, "ana"),
				     row(&c, 7, "ben"))) == RC_OK,
	      "%s", c.s->err.list[0].text);
	assert_int_equal(got(&c, 0, 0)->kind, CELL_DUTY);
	assert_int_equal(got(&c, 1, 0)->kind, CELL_OFF);
	end_case(&c);
}

static void each_bad_cell_is_named(void **state)
{
	static const struct {
		const char *ana, *ben, *says;
	} bad[] = {
		{ "Ana|X0800|L|leave|off|off|off|off", BEN,
		  "Roster!B6: \"X0800\" is no shift code" },
		{ "Ana|D0805|L|leave|off|off|off|off", BEN, "Roster!B6" },
		{ "Ana|D0800||leave|off|off|off|off", BEN, "Roster!C6: empty" },
		{ "Ana|D0800| |leave|off|off|off|off", BEN,
		  "Roster!C6: empty" },
		{ "Ana|D0800|L|leave|off|off|off|leave", BEN,
		  "Roster!H6: \"leave\"" },
		{ ANA, ANA, "Roster!A7: \"Ana\" is in row 6 already" },
		{ ANA, "Cem|off|off|off|off|off|off|off",
		  "Roster!A7: \"Cem\" is nobody" },
	};

	(void)state;
	for (size_t k = 0; k < sizeof(bad) / sizeof(*bad); k++) {
		struct given c = new_case();

		CHECK(take_book(&c, rows(&c, bad[k].ana, bad[k].ben), "") ==
			      RC_DATA,
		      "case %zu", k);
		assert_int_equal(c.s->err.errors, 1);
		CHECK(strstr(c.s->err.list[0].text, bad[k].says),
		      "case %zu: %s", k, c.s->err.list[0].text);
		end_case(&c);
	}
}

static void another_week_is_refused(void **state)
{
	struct given c = new_case();

	(void)state;
	c.draft.first_day += 7;
	assert_int_equal(take_book(&c, rows(&c, ANA, BEN), ""), RC_DATA);
	assert_non_null(strstr(c.s->err.list[0].text, "no column of a day"));
	assert_int_equal(take_csv(&c, HEAD "ana,off,off,off,off,off,off,off\n"),
			 RC_DATA);
	assert_non_null(strstr(c.s->err.list[0].text,
			       "no day of the period, 2026-12-14 to "
			       "2026-12-20"));
	end_case(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_codes_keep_every_break),
		cmocka_unit_test(another_code_is_another_duty),
		cmocka_unit_test(what_is_not_in_it_stays_and_is_said),
		cmocka_unit_test(two_of_one_name_are_told_apart_by_the_plan),
		cmocka_unit_test(each_bad_cell_is_named),
		cmocka_unit_test(another_week_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
