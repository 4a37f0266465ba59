#ifndef FOOTFALL_CLINUX_SHIM_H
#define FOOTFALL_CLINUX_SHIM_H

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

// Exchanges two paths in one step. Called by its number: the C library declares renameat2 and
// RENAME_EXCHANGE (2) for GNU sources only, and Swift cannot call the variadic syscall.
static inline int footfall_exchange(const char *left, const char *right) {
  return (int)syscall(SYS_renameat2, AT_FDCWD, left, AT_FDCWD, right, 2);
}

#endif
