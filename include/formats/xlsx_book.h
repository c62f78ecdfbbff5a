/*
 * xlsx_book - a workbook while it is written.  The one door to libxlsxwriter.
 *
 * The library's ways to fail silently end here: text is checked before it is
 * handed over, every answer is kept, the file is read back and counted after
 * it is closed (research: it reports success for cut files).  The first
 * failure is kept, all later calls do nothing, book_close tells.
 *
 * Rows and columns count from 0.  Each cell is put once.  Formulas are ours
 * and never hold users' text; each comes with its true value, and uses only
 * functions that Excel 2007 and LibreOffice have.  The same calls give the
 * same bytes.
 */
#ifndef FORMATS_XLSX_BOOK_H
#define FORMATS_XLSX_BOOK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

struct book;
struct book_sheet;

/* How a cell looks and what its number means. */
enum book_style {
	BOOK_TEXT,
	BOOK_WRAP,   /* text over several lines */
	BOOK_CENTRE, /* shift codes, marks */
	BOOK_TITLE,  /* the sheet's first line */
	BOOK_NOTE,   /* small and grey */
	BOOK_SHRUNK, /* the same, made to fit its cell */
	BOOK_HEAD,   /* a column's heading */
	BOOK_TURNED, /* the same, read from below */
	BOOK_LINK,   /* underlined */
	BOOK_COUNT,  /* 1,234 */
	BOOK_ONE,    /* 1.5 */
	BOOK_HOURS,  /* 7.75 */
	BOOK_SIGNED, /* +1.5 */
	BOOK_SMALL,  /* 12, of a narrow column */
	BOOK_SMALL_SIGNED,
	BOOK_MARK,	 /* one letter of a narrow column */
	BOOK_SHARE,	 /* 82.3% */
	BOOK_PERCENT,	 /* +10.0% */
	BOOK_MONEY,	 /* 1,234.50 */
	BOOK_MONEY_LEFT, /* the same in a column of texts */
	BOOK_DATE,	 /* Mon 23 Nov 2026 */
	BOOK_WEEKDAY,	 /* Mon, a heading */
	BOOK_DAY,	 /* 23 Nov, a heading */
	BOOK_TIME,	 /* 07:30 */
	BOOK_STYLES,
	/* added to a style: */
	BOOK_TOTAL = 32, /* bold under a line */
	BOOK_INPUT = 64	 /* framed, for people to change */
};

/* A block of cells, both ends in it. */
struct book_range {
	int row, column, last_row, last_column;
};

/*
 * path: a temporary file, see output_reserve; the library's own temporaries
 * go into its folder.  created: the document property, UTC.
 */
struct book *book_open(struct arena *a, const char *path, const char *title,
		       int64_t created);

/* Closes, reads back, compares; removes nothing.  NULL is not allowed. */
MUST_CHECK enum rc book_close(struct book *b, struct err *e);

/* A new sheet; the name is cut and made unique as Excel asks. */
struct book_sheet *book_sheet(struct book *b, const char *name);
/* The name as formulas want it: 'Mon 23 Nov'. */
const char *book_quoted(const struct book_sheet *s);
void book_hide(struct book_sheet *s);

/* "C5", "$C$5", "C5:J5", "'Roster'!$C$5:$C$60" */
const char *book_cell(struct arena *a, int row, int column);
const char *book_fixed(struct arena *a, int row, int column);
const char *book_area(struct arena *a, struct book_range r);
const char *book_area_of(const struct book_sheet *s, struct book_range r);

/* Cells. */
void book_text(struct book_sheet *s, int row, int column, int style,
	       const char *text);
/* NAN leaves the cell blank. */
void book_number(struct book_sheet *s, int row, int column, int style,
		 double x);
void book_blank(struct book_sheet *s, int row, int column, int style);
void book_date(struct book_sheet *s, int row, int column, int style, int day);
/* formula without "=" */
void book_formula(struct book_sheet *s, int row, int column, int style,
		  const char *formula, double value);
void book_formula_text(struct book_sheet *s, int row, int column, int style,
		       const char *formula, const char *value);
/* Text that leads to a cell of another sheet. */
void book_link(struct book_sheet *s, int row, int column,
	       const struct book_sheet *to, int to_row, int to_column,
	       const char *text);

/* The sheet. */
void book_width(struct book_sheet *s, int first, int last, double characters);
void book_height(struct book_sheet *s, int row, double points);
/* Rows above and columns left of this cell stay in view and are repeated on
 * every printed page. */
void book_freeze(struct book_sheet *s, int row, int column);
/* How a sheet is printed: pages side by side (1), the part (all), and rows that
 * begin a page [n], which Excel takes for advice only. */
void book_print_wide(struct book_sheet *s, int pages);
void book_print_part(struct book_sheet *s, struct book_range r);
void book_print_breaks(struct book_sheet *s, const int rows[], int n);
void book_filter(struct book_sheet *s, struct book_range r);
void book_zoom(struct book_sheet *s, int per_cent);
/* Defines a name for the whole workbook: "ShiftCodes". */
void book_define(struct book *b, const char *name, const struct book_sheet *s,
		 struct book_range r);
/* A drop-down list, from a defined name; other entries only warn. */
void book_choice(struct book_sheet *s, struct book_range r, const char *name,
		 const char *title, const char *message);

/* Colours 0xRRGGBB; a pattern besides colour for those who do not see it. */
struct book_look {
	uint32_t fill, ink;
	bool hatched, bold;
};
/* While the formula is true of a cell (relative to the range's first). */
void book_when(struct book_sheet *s, struct book_range r, const char *formula,
	       struct book_look look);
/* Three colours from low over zero to high. */
void book_scale(struct book_sheet *s, struct book_range r, double low,
		double high);
/* Bars in cells, from 0. */
void book_bars(struct book_sheet *s, struct book_range r, uint32_t colour);

struct book_series {
	const char *name;
	struct book_range values; /* one column */
	uint32_t colour;
	bool dashed;
};

struct book_chart {
	const char *title, *x_title, *y_title;
	const char *description; /* for those who cannot see it */
	const struct book_sheet *data;
	struct book_range labels; /* one column */
	struct book_series series[3];
	int n_series;
	int width, height; /* pixels */
	int every;	   /* one label in so many */
	bool times;	   /* the labels are times of day */
};
void book_chart(struct book_sheet *s, int row, int column,
		const struct book_chart *chart);

#endif
