/* xlsx_book: what follows the values: lists, colours, charts. */
#include "formats/xlsx_inside.h"

#include <xlsxwriter.h>

enum { HATCH = 0xBFBFBF };

/*
 * The library copies a list's formula twice and frees one copy: a dozen bytes
 * a list.  A leak checker, where there is one, is told to expect it.
 */
void __lsan_disable(void) __attribute__((weak));
void __lsan_enable(void) __attribute__((weak));

static lxw_error validate(struct book_sheet *s, struct book_range r,
			  lxw_data_validation *v)
{
	lxw_error answer;

	if (__lsan_disable)
		__lsan_disable();
	answer = worksheet_data_validation_range(
		s->to, (lxw_row_t)r.row, (lxw_col_t)r.column,
		(lxw_row_t)r.last_row, (lxw_col_t)r.last_column, v);
	if (__lsan_enable)
		__lsan_enable();
	return answer;
}

void book_choice(struct book_sheet *s, struct book_range r, const char *name,
		 const char *title, const char *message)
{
	struct arena *a = s->book->arena;
	lxw_data_validation v = {
		.validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
		.value_formula = arena_printf(a, "=%s", name),
		.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING,
		.error_title = arena_strdup(a, book_clip(a, title, 32)),
		.error_message = arena_strdup(a, book_clip(a, message, 255))
	};

	if (!book_failed(s->book))
		book_check(s->book, validate(s, r, &v));
}

/* --- looks that follow the value --- */

static void condition(struct book_sheet *s, struct book_range r,
		      lxw_conditional_format *how)
{
	book_check(s->book, worksheet_conditional_format_range(
				    s->to, (lxw_row_t)r.row,
				    (lxw_col_t)r.column, (lxw_row_t)r.last_row,
				    (lxw_col_t)r.last_column, how));
}

void book_when(struct book_sheet *s, struct book_range r, const char *formula,
	       struct book_look look)
{
	struct book *b = s->book;
	lxw_conditional_format how = { .type = LXW_CONDITIONAL_TYPE_FORMULA };

	if (book_failed(b))
		return;
	how.value_string = arena_printf(b->arena, "=%s", formula);
	how.format = workbook_add_format(b->to);
	if (!how.format) {
		book_check(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
		return;
	}
	format_set_bg_color(how.format, look.fill);
	format_set_font_color(how.format, look.ink);
	if (look.hatched) {
		format_set_pattern(how.format, LXW_PATTERN_LIGHT_UP);
		format_set_fg_color(how.format, HATCH);
	}
	if (look.bold)
		format_set_bold(how.format);
	condition(s, r, &how);
}

void book_scale(struct book_sheet *s, struct book_range r, double low,
		double high)
{
	lxw_conditional_format how = {
		.type = LXW_CONDITIONAL_3_COLOR_SCALE,
		.min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
		.mid_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
		.max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
		.min_value = low,
		.mid_value = low < 0 ? 0 : (low + high) / 2,
		.max_value = high,
		.min_color = 0xF2A65A,
		.mid_color = 0xFFFFFF,
		.max_color = 0x8DB9E8
	};

	if (!book_failed(s->book))
		condition(s, r, &how);
}

void book_bars(struct book_sheet *s, struct book_range r, uint32_t colour)
{
	lxw_conditional_format how = { .type = LXW_CONDITIONAL_DATA_BAR,
				       .data_bar_2010 = LXW_TRUE,
				       .bar_solid = LXW_TRUE,
				       .bar_color = colour,
				       .min_rule_type =
					       LXW_CONDITIONAL_RULE_TYPE_NUMBER,
				       .min_value = 0 };

	if (!book_failed(s->book))
		condition(s, r, &how);
}

/* --- charts --- */

/* A name that the library cannot take for a formula. */
static const char *chart_text(struct book *b, const char *s)
{
	s = book_clip(b->arena, book_fit(b, s), 255);
	return *s == '=' ? arena_printf(b->arena, " %s", s) : s;
}

static void add_series(struct book *b, lxw_chart *c,
		       const struct book_chart *chart,
		       const struct book_series *x)
{
	lxw_chart_series *series = chart_add_series(c, NULL, NULL);
	lxw_chart_line line = { .color = x->colour,
				.width = 1.75f,
				.dash_type =
					x->dashed ? LXW_CHART_LINE_DASH_DASH
						  : LXW_CHART_LINE_DASH_SOLID };
	const struct book_range *l = &chart->labels, *v = &x->values;

	if (!series) {
		book_check(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
		return;
	}
	chart_series_set_categories(series, chart->data->name,
				    (lxw_row_t)l->row, (lxw_col_t)l->column,
				    (lxw_row_t)l->last_row,
				    (lxw_col_t)l->last_column);
	chart_series_set_values(series, chart->data->name, (lxw_row_t)v->row,
				(lxw_col_t)v->column, (lxw_row_t)v->last_row,
				(lxw_col_t)v->last_column);
	chart_series_set_name(series, chart_text(b, x->name));
	chart_series_set_line(series, &line);
}

static void set_axes(struct book *b, lxw_chart *c,
		     const struct book_chart *chart)
{
	lxw_chart_font small = { .size = 9, .rotation = 0 };
	lxw_chart_font bold = { .size = 11, .bold = LXW_TRUE };
	lxw_chart_line pale = { .color = 0xD9D9D9, .width = 0.5f };

	chart_title_set_name(c, chart_text(b, chart->title));
	chart_title_set_name_font(c, &bold);
	chart_axis_set_name(c->x_axis, chart_text(b, chart->x_title));
	chart_axis_set_name(c->y_axis, chart_text(b, chart->y_title));
	chart_axis_set_name_font(c->x_axis, &small);
	chart_axis_set_name_font(c->y_axis, &small);
	chart_axis_set_num_font(c->x_axis, &small);
	chart_axis_set_num_font(c->y_axis, &small);
	chart_axis_set_interval_unit(c->x_axis, (uint16_t)chart->every);
	chart_axis_set_interval_tick(c->x_axis, (uint16_t)chart->every);
	chart_axis_set_major_tick_mark(c->x_axis,
				       LXW_CHART_AXIS_TICK_MARK_NONE);
	if (chart->times)
		chart_axis_set_num_format(c->x_axis, "hh:mm");
	chart_axis_set_min(c->y_axis, 0);
	chart_axis_major_gridlines_set_line(c->y_axis, &pale);
	chart_legend_set_position(c, LXW_CHART_LEGEND_TOP);
}

void book_chart(struct book_sheet *s, int row, int column,
		const struct book_chart *chart)
{
	struct book *b = s->book;
	lxw_chart_options options = { .x_scale = chart->width / 480.0,
				      .y_scale = chart->height / 288.0,
				      .object_position =
					      LXW_OBJECT_MOVE_DONT_SIZE };
	lxw_chart *c;

	if (book_failed(b))
		return;
	c = workbook_add_chart(b->to, LXW_CHART_LINE);
	if (!c) {
		book_check(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
		return;
	}
	for (int k = 0; k < chart->n_series; k++)
		add_series(b, c, chart, &chart->series[k]);
	set_axes(b, c, chart);
	options.description =
		arena_strdup(b->arena, book_fit(b, chart->description));
	book_check(b,
		   worksheet_insert_chart_opt(s->to, (lxw_row_t)row,
					      (lxw_col_t)column, c, &options));
}
