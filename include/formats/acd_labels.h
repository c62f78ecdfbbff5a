/*
 * acd_labels - the switch's names for queues, and whose they are.
 *
 * A label goes to the queues whose acd: list has it, with dates and shares;
 * else to the queue whose id or name it is.  Case and blanks around do not
 * count.  In files with several media a label is "Support:chat"; when no
 * queue lists it, "Support" is taken if it has no other medium in this import,
 * or for calls.
 */
#ifndef FORMATS_ACD_LABELS_H
#define FORMATS_ACD_LABELS_H

#include "formats/acd.h"

/* Where a label's contacts go while from <= day < until. */
struct acd_target {
	int queue, from, until; /* DATE_NONE: open */
	double share;
};

struct acd_label {
	const char *text;  /* "Support" or "Support:chat" */
	const char *queue; /* "Support" */
	const char *media; /* "chat", or NULL */
	int rows;
	double contacts;
	const struct acd_target *targets; /* [n_targets] after mapping */
	int n_targets;
};

struct acd_labels {
	struct arena *arena;
	struct acd_label *list; /* [n] by first appearance */
	int n, room;
	int *table; /* [slots] hash of text to index + 1 */
	int slots;
	/* The label found last, as its row wrote it. */
	char last_queue[64], last_media[64];
	int last; /* -1: none */
};

struct acd_labels acd_labels_new(struct arena *a);
/* Index of a label, new when not yet there; media NULL or "": none. */
int acd_labels_find(struct acd_labels *labels, const char *queue,
		    const char *media);
/* Fills the targets of all labels that have rows. */
void acd_labels_map(struct acd_labels *labels, const struct site *site);
/* Those in force on a day: their shares added up. */
double acd_label_share(const struct acd_label *label, int day);
bool acd_target_holds(const struct acd_target *target, int day);

#endif
