#include "formats/svg.h"

#include <math.h>

#include "formats/markup.h"

static void number(struct text *out, double x)
{
	text_add_rounded(out, x, 1);
}

/* name="12.5" */
static void attribute(struct text *out, const char *name, double x)
{
	text_addf(out, " %s=\"", name);
	number(out, x);
	text_add_char(out, '"');
}

double svg_x(const struct svg *p, double x)
{
	double width = p->f.width - p->f.left - p->f.right;
	double span = p->f.x_max - p->f.x_min;

	return p->f.left + (span > 0 ? width * (x - p->f.x_min) / span : 0);
}

double svg_y(const struct svg *p, double y)
{
	double height = p->f.height - p->f.top - p->f.bottom;
	double span = p->f.y_max - p->f.y_min;

	return p->f.top + height -
	       (span > 0 ? height * (y - p->f.y_min) / span : 0);
}

struct svg svg_begin(struct text *out, struct svg_frame f)
{
	struct svg p = { out, f };

	markup_addf(out,
		    "<svg viewBox=\"0 0 %d %d\" role=\"img\" "
		    "aria-labelledby=\"%s-t %s-d\"><title id=\"%s-t\">%s"
		    "</title><desc id=\"%s-d\">%s</desc>\n",
		    f.width, f.height, f.id, f.id, f.id, f.title, f.id,
		    f.description);
	return p;
}

void svg_end(struct svg *p)
{
	text_add(p->out, "</svg>\n");
}

/* --- axes --- */

/* 1, 2 or 5 times a power of ten, at least x. */
static double round_up(double x)
{
	double power = pow(10, floor(log10(x)));
	double head = x / power;

	return power * (head <= 1 ? 1 : head <= 2 ? 2 : head <= 5 ? 5 : 10);
}

double svg_ceiling(double x)
{
	double step;

	if (!(x > 0))
		return 1;
	step = round_up(x / 5);
	return step * ceil(x / step - 1e-9);
}

void svg_y_axis(struct svg *p, int n)
{
	double span = p->f.y_max - p->f.y_min, step;

	if (!(span > 0))
		return;
	step = round_up(span / n);
	for (int k = 0; p->f.y_min + k * step <= p->f.y_max + step / 1e6; k++) {
		double y = p->f.y_min + k * step;

		text_add(p->out, "<line class=\"grid\"");
		attribute(p->out, "x1", p->f.left);
		attribute(p->out, "x2", p->f.width - p->f.right);
		attribute(p->out, "y1", svg_y(p, y));
		attribute(p->out, "y2", svg_y(p, y));
		text_add(p->out, "/><text class=\"tick end\"");
		attribute(p->out, "x", p->f.left - 4);
		attribute(p->out, "y", svg_y(p, y) + 3.5);
		text_add_char(p->out, '>');
		text_add_rounded(p->out, y, step < 1 ? 1 : 0);
		text_add(p->out, "</text>\n");
	}
}

void svg_x_label(struct svg *p, double x, const char *label)
{
	double bottom = p->f.height - p->f.bottom;

	text_add(p->out, "<line class=\"axis\"");
	attribute(p->out, "x1", svg_x(p, x));
	attribute(p->out, "x2", svg_x(p, x));
	attribute(p->out, "y1", bottom);
	attribute(p->out, "y2", bottom + 3);
	text_add(p->out, "/><text class=\"tick mid\"");
	attribute(p->out, "x", svg_x(p, x));
	attribute(p->out, "y", bottom + 13);
	markup_addf(p->out, ">%s</text>\n", label);
}

void svg_y_label(struct svg *p, double y, const char *label)
{
	text_add(p->out, "<text class=\"tick end\"");
	attribute(p->out, "x", p->f.left - 5);
	attribute(p->out, "y", svg_y(p, y) + 3.5);
	markup_addf(p->out, ">%s</text>\n", label);
}

/* --- marks --- */

/* The left border of the k-th of n parts. */
static double border(const struct svg *p, int k, int n)
{
	return p->f.x_min + k * (p->f.x_max - p->f.x_min) / n;
}

static void command(struct svg *p, char letter, double x)
{
	text_add_char(p->out, letter);
	number(p->out, x);
}

static void point(struct svg *p, char letter, double x, double y)
{
	command(p, letter, svg_x(p, x));
	command(p, ' ', svg_y(p, y));
}

static void begin_path(struct svg *p, const char *class)
{
	markup_addf(p->out, "<path class=\"%s\" d=\"", class);
}

static void end_path(struct svg *p)
{
	text_add(p->out, "\"/>\n");
}

void svg_step(struct svg *p, const char *class, const double *y, int n)
{
	double before = NAN;

	begin_path(p, class);
	for (int k = 0; k < n; k++) {
		if (isnan(y[k])) {
			before = NAN;
			continue;
		}
		if (isnan(before))
			point(p, 'M', border(p, k, n), y[k]);
		else if (y[k] < before || y[k] > before)
			command(p, 'V', svg_y(p, y[k]));
		command(p, 'H', svg_x(p, border(p, k + 1, n)));
		before = y[k];
	}
	end_path(p);
}

void svg_line(struct svg *p, const char *class, const double *y, int n)
{
	double half = (border(p, 1, n) - border(p, 0, n)) / 2;
	bool pen = false;

	begin_path(p, class);
	for (int k = 0; k < n; k++) {
		if (!isnan(y[k]))
			point(p, pen ? 'L' : 'M', border(p, k, n) + half, y[k]);
		pen = !isnan(y[k]);
	}
	end_path(p);
}

void svg_band(struct svg *p, const char *class, const double *low,
	      const double *high, int n)
{
	begin_path(p, class);
	for (int k = 0; k < n; k++) {
		if (isnan(low[k]) || isnan(high[k]) || !(high[k] > low[k]))
			continue;
		point(p, 'M', border(p, k, n), low[k]);
		command(p, 'V', svg_y(p, high[k]));
		command(p, 'H', svg_x(p, border(p, k + 1, n)));
		command(p, 'V', svg_y(p, low[k]));
		text_add_char(p->out, 'Z');
	}
	end_path(p);
}

void svg_bars(struct svg *p, const char *class, const double *y, int n)
{
	double gap = (border(p, 1, n) - border(p, 0, n)) / 6;

	begin_path(p, class);
	for (int k = 0; k < n; k++) {
		if (isnan(y[k]) || !(y[k] > 0))
			continue;
		point(p, 'M', border(p, k, n) + gap, 0);
		command(p, 'V', svg_y(p, y[k]));
		command(p, 'H', svg_x(p, border(p, k + 1, n) - gap));
		command(p, 'V', svg_y(p, 0));
		text_add_char(p->out, 'Z');
	}
	end_path(p);
}

void svg_range(struct svg *p, const char *class, double x, double low,
	       double high)
{
	markup_addf(p->out, "<line class=\"%s\"", class);
	attribute(p->out, "x1", svg_x(p, x));
	attribute(p->out, "x2", svg_x(p, x));
	attribute(p->out, "y1", svg_y(p, low < p->f.y_min ? p->f.y_min : low));
	attribute(p->out, "y2", svg_y(p, high));
	text_add(p->out, "/>\n");
}

enum { LETTER = 6 }; /* its width, with a little air */

void svg_cell(struct svg *p, const char *class, double x, double y,
	      double width, double height, const char *label)
{
	double left = svg_x(p, x), right = svg_x(p, x + width);
	double top = svg_y(p, y + height), bottom = svg_y(p, y);

	markup_addf(p->out, "<rect class=\"%s\"", class);
	attribute(p->out, "x", left);
	attribute(p->out, "y", top);
	attribute(p->out, "width", right - left - 0.5);
	attribute(p->out, "height", bottom - top - 0.5);
	text_add(p->out, "/>");
	if (label) {
		bool tight = LETTER * text_width(label) > right - left;

		markup_addf(p->out, "<text class=\"mid%s on-%s\"",
			    tight ? " tight" : "", class);
		attribute(p->out, "x", (left + right) / 2);
		attribute(p->out, "y", (top + bottom) / 2 + 3.5);
		markup_addf(p->out, ">%s</text>", label);
	}
	text_add_char(p->out, '\n');
}
