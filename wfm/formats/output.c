#include "formats/output.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "formats/i18n.h"

/*
 * One file of the set.  While commit runs, backup is the old file under
 * another name, so that a rename that fails can be taken back.
 */
struct entry {
	const char *path, *folder, *base;
	dev_t device; /* of the folder: the same file by any spelling */
	ino_t inode;
	const char *temporary; /* NULL: path is to be removed */
	const char *backup;    /* NULL: there was no old file */
	bool reserved;	       /* written by a library: not synced yet */
	bool renamed;
};

struct chunk {
	const char *data;
	size_t len;
};

struct output {
	struct arena *arena;
	struct entry *entries; /* [n] */
	int n, room;
	struct chunk *standard; /* [n_standard] for standard output */
	int n_standard, standard_room;
	bool done;
	int number; /* of the last temporary */
	enum output_readers readers;
};

static enum rc no_file(const char *path, enum rc rc, int error, struct err *e)
{
	return fail_at(e, (struct place){ .file = path }, rc, "%s",
		       strerror(error));
}

/* --- temporaries --- */

/* The process of ".wfm-PID-N.tmp", 0 for any other name. */
static pid_t process_of(const char *name)
{
	static const char before[] = ".wfm-", after[] = ".tmp";
	char *end;

	if (strncmp(name, before, strlen(before)) != 0)
		return 0;
	name += strlen(before);
	long pid = strtol(name, &end, 10);
	if (pid <= 0 || pid > INT32_MAX || *end != '-')
		return 0;
	end += 1 + strspn(end + 1, "0123456789");
	return strcmp(end, after) == 0 ? (pid_t)pid : 0;
}

static bool is_dead(pid_t pid)
{
	return kill(pid, 0) < 0 && errno == ESRCH;
}

/* Temporaries of runs that were killed; what cannot be removed stays. */
static void sweep(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *d;

	if (!dir)
		return;
	while ((d = readdir(dir))) {
		pid_t pid = process_of(d->d_name);
		if (pid != 0 && is_dead(pid))
			unlinkat(dirfd(dir), d->d_name, 0);
	}
	closedir(dir);
}

static const char *temporary_name(struct output *o, const char *folder)
{
	return arena_printf(o->arena, "%s/.wfm-%ld-%d.tmp", folder,
			    (long)getpid(), ++o->number);
}

/* A new empty file in the folder, opened for writing; -1 and errno. */
static int create_temporary(struct output *o, const char *folder,
			    const char **name)
{
	int fd;

	do {
		*name = temporary_name(o, folder);
		fd = open(*name,
			  O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
			  S_IRUSR | S_IWUSR);
	} while (fd < 0 && errno == EEXIST);
	return fd;
}

/* --- collecting --- */

enum rc output_begin(struct arena *a, struct output **o, struct err *e)
{
	(void)e;
	*o = arena_new(a, struct output, 1);
	(*o)->arena = a;
	return RC_OK;
}

static void split_path(struct arena *a, const char *path, struct entry *x)
{
	const char *slash = strrchr(path, '/');

	x->path = arena_strdup(a, path);
	x->base = slash ? slash + 1 : x->path;
	if (!slash)
		x->folder = ".";
	else if (slash == path)
		x->folder = "/";
	else
		x->folder = arena_strndup(a, path, (size_t)(slash - path));
}

/* The folder is there; swept when this is the first file of the set in it. */
static enum rc find_folder(struct output *o, struct entry *x, struct err *e)
{
	struct stat st;

	if (stat(x->folder, &st) < 0)
		return fail_at(e, (struct place){ .file = x->path }, RC_CREATE,
			       _("folder %s: %s"), x->folder, strerror(errno));
	x->device = st.st_dev;
	x->inode = st.st_ino;
	for (int i = 0; i < o->n; i++)
		if (o->entries[i].device == x->device &&
		    o->entries[i].inode == x->inode)
			return RC_OK;
	sweep(x->folder);
	return RC_OK;
}

/* A target is a plain file, or nothing yet; never a link or a device. */
static enum rc check_target(const struct entry *x, struct err *e)
{
	const struct place at = { .file = x->path };
	struct stat st;

	if (x->base[0] == '\0' || strcmp(x->base, ".") == 0 ||
	    strcmp(x->base, "..") == 0)
		return fail_at(e, at, RC_CREATE, _("is no file name"));
	if (lstat(x->path, &st) < 0)
		return errno == ENOENT ? RC_OK
				       : no_file(x->path, RC_CREATE, errno, e);
	if (S_ISLNK(st.st_mode))
		return fail_at(e, at, RC_CREATE,
			       _("is a symbolic link, which is not followed"));
	if (S_ISDIR(st.st_mode))
		return fail_at(e, at, RC_CREATE, _("is a folder"));
	if (!S_ISREG(st.st_mode))
		return fail_at(e, at, RC_CREATE, _("is not a plain file"));
	return RC_OK;
}

static enum rc check_once(const struct output *o, const struct entry *x,
			  struct err *e)
{
	for (int i = 0; i < o->n; i++) {
		const struct entry *y = &o->entries[i];
		if (x->device == y->device && x->inode == y->inode &&
		    strcmp(x->base, y->base) == 0)
			return fail_at(e, (struct place){ .file = x->path },
				       RC_CREATE,
				       _("would be written twice in one run"));
	}
	return RC_OK;
}

static enum rc new_entry(struct output *o, const char *path, struct entry *x,
			 struct err *e)
{
	*x = (struct entry){ .path = NULL };
	assert(!o->done);
	split_path(o->arena, path, x);
	TRY(find_folder(o, x, e));
	TRY(check_target(x, e));
	return check_once(o, x, e);
}

static void keep_entry(struct output *o, struct entry x)
{
	o->entries = arena_grow(o->arena, o->entries, o->n, &o->room,
				sizeof(*o->entries));
	o->entries[o->n++] = x;
}

static enum rc add_standard(struct output *o, const char *data, size_t len)
{
	o->standard = arena_grow(o->arena, o->standard, o->n_standard,
				 &o->standard_room, sizeof(*o->standard));
	o->standard[o->n_standard++] = (struct chunk){
		.data = arena_copy(o->arena, data, len, 1),
		.len = len,
	};
	return RC_OK;
}

void output_readers(struct output *o, enum output_readers who)
{
	o->readers = who;
}

static int let_read(const struct output *o, int fd)
{
	static const mode_t more[] = {
		[OUTPUT_GROUP] = S_IRGRP,
		[OUTPUT_ALL] = S_IRGRP | S_IROTH,
	};

	if (o->readers == OUTPUT_OWNER)
		return 0;
	return fchmod(fd, S_IRUSR | S_IWUSR | more[o->readers]) < 0 ? errno : 0;
}

/* 0, or errno. */
static int write_all(int fd, const char *data, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, data, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno;
		data += n;
		len -= (size_t)n;
	}
	return 0;
}

enum rc output_add(struct output *o, const char *path, const char *data,
		   size_t len, struct err *e)
{
	struct entry x;

	if (strcmp(path, "-") == 0)
		return add_standard(o, data, len);
	TRY(new_entry(o, path, &x, e));
	int fd = create_temporary(o, x.folder, &x.temporary);
	if (fd < 0)
		return no_file(x.path, RC_CREATE, errno, e);
	keep_entry(o, x);
	int error = write_all(fd, data, len);
	if (error == 0)
		error = let_read(o, fd);
	if (error == 0 && fsync(fd) < 0)
		error = errno;
	if (close(fd) < 0 && error == 0)
		error = errno;
	return error == 0 ? RC_OK : no_file(x.path, RC_IO, error, e);
}

enum rc output_reserve(struct output *o, const char *path,
		       const char **temporary, struct err *e)
{
	struct entry x;

	TRY(new_entry(o, path, &x, e));
	int fd = create_temporary(o, x.folder, &x.temporary);
	if (fd < 0)
		return no_file(x.path, RC_CREATE, errno, e);
	close(fd);
	x.reserved = true;
	keep_entry(o, x);
	*temporary = x.temporary;
	return RC_OK;
}

enum rc output_remove(struct output *o, const char *path, struct err *e)
{
	struct entry x;

	TRY(new_entry(o, path, &x, e));
	keep_entry(o, x);
	return RC_OK;
}

/* --- commit --- */

static enum rc write_standard(const struct output *o, struct err *e)
{
	bool good = true;

	if (o->n_standard == 0)
		return RC_OK;
	errno = EIO;
	for (int i = 0; i < o->n_standard; i++)
		good = good &&
		       fwrite(o->standard[i].data, 1, o->standard[i].len,
			      stdout) == o->standard[i].len;
	if (fflush(stdout) != 0 || !good)
		return no_file(_("standard output"), RC_IO, errno, e);
	return RC_OK;
}

/* What a library wrote to a reserved temporary reaches the disk. */
static int sync_file(const char *path)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0)
		return errno;
	int error = fsync(fd) < 0 ? errno : 0;
	close(fd);
	return error;
}

/* Some file systems cannot sync a folder and say EINVAL. */
static int sync_folder(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return errno;
	int error = fsync(fd) < 0 && errno != EINVAL ? errno : 0;
	close(fd);
	return error;
}

/*
 * The old file under another name: a second link, so that the path is never
 * empty; where links are not known, or the file is to go, its only name.
 */
static int back_up(struct output *o, struct entry *x)
{
	const char *name = temporary_name(o, x->folder);
	struct stat st;

	if (lstat(x->path, &st) < 0)
		return errno == ENOENT ? 0 : errno;
	if (S_ISDIR(st.st_mode))
		return EISDIR;
	if (!x->temporary || link(x->path, name) < 0)
		if (rename(x->path, name) < 0)
			return errno;
	x->backup = name;
	return 0;
}

static int replace(struct output *o, struct entry *x)
{
	int error = back_up(o, x);

	if (error != 0 || !x->temporary)
		return error;
	if (rename(x->temporary, x->path) < 0)
		return errno;
	x->renamed = true;
	return 0;
}

/*
 * Everything as it was before commit.  A backup that is a link to a file not
 * yet replaced stays when it is renamed to that file, hence the unlink.
 */
static void take_back(struct output *o)
{
	for (int i = o->n - 1; i >= 0; i--) {
		struct entry *x = &o->entries[i];
		if (x->backup)
			rename(x->backup, x->path);
		else if (x->renamed)
			unlink(x->path);
		if (x->backup)
			unlink(x->backup);
		x->backup = NULL;
	}
}

static enum rc replace_all(struct output *o, struct err *e)
{
	for (int i = 0; i < o->n; i++) {
		struct entry *x = &o->entries[i];
		int error = x->reserved ? sync_file(x->temporary) : 0;
		if (error != 0)
			return no_file(x->path, RC_IO, error, e);
	}
	for (int i = 0; i < o->n; i++) {
		int error = replace(o, &o->entries[i]);
		if (error != 0)
			return no_file(o->entries[i].path, RC_CREATE, error, e);
	}
	return RC_OK;
}

static bool is_first_of_folder(const struct output *o, int i)
{
	for (int k = 0; k < i; k++)
		if (o->entries[k].device == o->entries[i].device &&
		    o->entries[k].inode == o->entries[i].inode)
			return false;
	return true;
}

static enum rc finish(struct output *o, struct err *e)
{
	enum rc rc = RC_OK;

	for (int i = 0; i < o->n; i++)
		if (o->entries[i].backup)
			unlink(o->entries[i].backup);
	for (int i = 0; i < o->n; i++) {
		if (!is_first_of_folder(o, i))
			continue;
		int error = sync_folder(o->entries[i].folder);
		if (error != 0)
			rc = no_file(o->entries[i].folder, RC_IO, error, e);
	}
	return rc;
}

enum rc output_commit(struct output *o, struct err *e)
{
	enum rc rc = write_standard(o, e);

	if (rc == RC_OK)
		rc = replace_all(o, e);
	if (rc != RC_OK) {
		output_drop(o);
		return rc;
	}
	o->done = true;
	return finish(o, e);
}

void output_drop(struct output *o)
{
	if (!o || o->done)
		return;
	take_back(o);
	for (int i = 0; i < o->n; i++)
		if (o->entries[i].temporary)
			unlink(o->entries[i].temporary);
	o->done = true;
}

/* --- folders --- */

enum rc output_folder(const char *path, struct err *e)
{
	char *part = strdup(path);
	enum rc rc = RC_OK;

	if (!part)
		return fail(e, RC_MEMORY, "%s", strerror(ENOMEM));
	for (char *s = part + 1; rc == RC_OK; s++) {
		char c = *s;
		if (c != '/' && c != '\0')
			continue;
		*s = '\0';
		struct stat st;
		if (mkdir(part, S_IRWXU) < 0 &&
		    (errno != EEXIST ||
		     (stat(part, &st) == 0 && !S_ISDIR(st.st_mode))))
			rc = no_file(part, RC_CREATE,
				     errno == EEXIST ? ENOTDIR : errno, e);
		if (c == '\0')
			break;
		*s = c;
	}
	free(part);
	return rc;
}
