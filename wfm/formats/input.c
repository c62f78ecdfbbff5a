#include "formats/input.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "formats/i18n.h"

static const size_t LIMIT = (size_t)INPUT_MAX_MIB << 20;

static enum rc unreadable(const char *path, int error, struct err *e)
{
	return fail_at(e, (struct place){ .file = path }, RC_NOINPUT,
		       _("cannot be read: %s"), strerror(error));
}

static enum rc too_large(const char *path, struct err *e)
{
	return fail_at(e, (struct place){ .file = path }, RC_DATA,
		       _("is larger than the %d MiB that are read"),
		       INPUT_MAX_MIB);
}

/* A pipe that lies in a folder would be waited for, perhaps for ever; those of
 * the shell, standard input and <(...), have writers. */
static bool is_named_pipe(const char *path, int fd, const struct stat *st)
{
	return fd != STDIN_FILENO && S_ISFIFO(st->st_mode) &&
	       strncmp(path, "/dev/", 5) && strncmp(path, "/proc/", 6);
}

/* Plain files and the shell's pipes only; *size is 0 when it cannot be known.
 */
static enum rc check_kind(const char *path, int fd, size_t *size, struct err *e)
{
	const struct place at = { .file = path };
	struct stat st;

	*size = 0;
	if (fstat(fd, &st) < 0)
		return unreadable(path, errno, e);
	if (S_ISDIR(st.st_mode))
		return fail_at(e, at, RC_DATA, _("is a folder, not a file"));
	if (fd != STDIN_FILENO && (S_ISCHR(st.st_mode) || S_ISBLK(st.st_mode)))
		return fail_at(e, at, RC_DATA, _("is a device, not a file"));
	if (!S_ISREG(st.st_mode))
		return is_named_pipe(path, fd, &st)
			       ? fail_at(e, at, RC_DATA,
					 _("is a pipe, not a file"))
			       : RC_OK;
	if (st.st_size > (off_t)LIMIT)
		return too_large(path, e);
	*size = (size_t)st.st_size;
	return RC_OK;
}

static ssize_t read_some(int fd, char *to, size_t room)
{
	ssize_t n;

	do
		n = read(fd, to, room);
	while (n < 0 && errno == EINTR);
	return n;
}

/*
 * Reads to the end, whatever size was promised: a file may grow, a pipe tells
 * nothing.  One byte more than promised is asked for, to see the end.
 */
static enum rc read_all(struct arena *a, int fd, size_t size, struct input *in,
			struct err *e)
{
	size_t room = size > 0 ? size + 2 : 65536, len = 0;
	char *data = arena_new(a, char, room);
	ssize_t n;

	while ((n = read_some(fd, data + len, room - len - 1)) > 0) {
		len += (size_t)n;
		if (len > LIMIT)
			return too_large(in->path, e);
		if (len + 1 < room)
			continue;
		room *= 2;
		char *larger = arena_new(a, char, room);
		memcpy(larger, data, len);
		data = larger;
	}
	if (n < 0)
		return unreadable(in->path, errno, e);
	data[len] = '\0';
	in->data = data;
	in->len = len;
	return RC_OK;
}

/* Opening does not wait for a writer, reading does. */
static int open_quickly(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd >= 0)
		(void)fcntl(fd, F_SETFL, 0);
	return fd;
}

enum rc input_read(struct arena *a, const char *path, struct input *in,
		   struct err *e)
{
	bool standard = strcmp(path, "-") == 0;
	int fd = standard ? STDIN_FILENO : open_quickly(path);
	size_t size;

	*in = (struct input){ .path = path, .data = "" };
	if (fd < 0)
		return unreadable(path, errno, e);
	enum rc rc = check_kind(path, fd, &size, e);
	if (rc == RC_OK)
		rc = read_all(a, fd, size, in, e);
	if (!standard)
		close(fd);
	return rc;
}

bool input_exists(const char *path)
{
	if (access(path, F_OK) == 0)
		return true;
	return errno != ENOENT && errno != ENOTDIR;
}

bool input_is_private(const char *path)
{
	struct stat st;

	return stat(path, &st) < 0 || (st.st_mode & 077) == 0;
}

static bool climbs(const char *name)
{
	for (const char *s = name; (s = strstr(s, "..")); s++)
		if ((s == name || s[-1] == '/') && (!s[2] || s[2] == '/'))
			return true;
	return name[0] == '/';
}

const char *input_path(struct arena *a, const char *dir, const char *name)
{
	size_t len = strlen(dir);

	assert(!climbs(name));
	if (len == 0 || strcmp(dir, ".") == 0)
		return arena_strdup(a, name);
	return arena_printf(a, "%s%s%s", dir, dir[len - 1] == '/' ? "" : "/",
			    name);
}
