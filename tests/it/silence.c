/* Laid before the system (LD_PRELOAD), it makes a system that tells a program nothing of its files:
   SILENT: every watch is of another file, as on a disk that sends no events.
   NO_INSTANCES: no program may begin to watch (EMFILE).
   NO_WATCHES: no folder whose path holds this text is watched (ENOSPC). */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>

int inotify_init1(int flags) {
  int (*real)(int) = dlsym(RTLD_NEXT, "inotify_init1");
  if (!getenv("NO_INSTANCES")) return real(flags);
  errno = EMFILE;
  return -1;
}

int inotify_add_watch(int fd, const char *path, unsigned mask) {
  int (*real)(int, const char *, unsigned) = dlsym(RTLD_NEXT, "inotify_add_watch");
  const char *full = getenv("NO_WATCHES");
  if (full && strstr(path, full)) {
    errno = ENOSPC;
    return -1;
  }
  return real(fd, getenv("SILENT") ? "/proc/self/cmdline" : path, mask);
}
