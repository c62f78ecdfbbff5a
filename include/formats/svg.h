/*
 * svg - pictures for a page: lines, steps, bands, bars, heat maps.
 *
 * A picture is a plot area in a frame with axes.  Data coordinates are given
 * in its units and turned to pixels here, to a tenth of one, so that the same
 * data give the same bytes.  Colours, widths and dashes are the page's style
 * sheet's: every mark has a class.  Text is escaped.
 *
 *	struct svg p = svg_begin(out, (struct svg_frame){ ... });
 *	svg_y_axis(&p, 4);
 *	svg_step(&p, "required", need, 96);
 *	svg_end(&p);
 *
 * A frame has a title and a description for those who cannot see it (SVG
 * accessibility: role img, labelled by title and desc).  NAN values are gaps.
 */
#ifndef FORMATS_SVG_H
#define FORMATS_SVG_H

#include "base/text.h"

struct svg_frame {
	const char *id; /* ours, unique in the page: [a-z0-9-]+ */
	const char *title, *description;
	int width, height;		   /* pixels of the whole */
	int left, right, top, bottom;	   /* margins around the plot */
	double x_min, x_max, y_min, y_max; /* data at its borders */
};

struct svg {
	struct text *out;
	struct svg_frame f;
};

struct svg svg_begin(struct text *out, struct svg_frame f);
void svg_end(struct svg *p);

/* Data to pixels. */
double svg_x(const struct svg *p, double x);
double svg_y(const struct svg *p, double y);

/* About n horizontal lines at round values, with their numbers. */
void svg_y_axis(struct svg *p, int n);
/* A label under the plot at x, centred; a short tick above it. */
void svg_x_label(struct svg *p, double x, const char *label);

/*
 * n values; the k-th stands for [x_min + k w, x_min + (k + 1) w), w the
 * n-th part of the plot.
 */
void svg_step(struct svg *p, const char *class, const double *y, int n);
/* Straight lines between the middles. */
void svg_line(struct svg *p, const char *class, const double *y, int n);
/* The area between two steps, where high is above low. */
void svg_band(struct svg *p, const char *class, const double *low,
	      const double *high, int n);
/* From 0 up, with a gap on both sides. */
void svg_bars(struct svg *p, const char *class, const double *y, int n);

/* An upright line at x from low to high: how far a value may lie off. */
void svg_range(struct svg *p, const char *class, double x, double low,
	       double high);

/* One cell of a heat map, in data units, with a short text (or NULL). */
void svg_cell(struct svg *p, const char *class, double x, double y,
	      double width, double height, const char *label);
/* A label left of the plot, at the height y. */
void svg_y_label(struct svg *p, double y, const char *label);

/* A round number >= x for the top of an axis; 1 for x <= 0. */
double svg_ceiling(double x);

#endif
