#ifndef FOOTFALL_CLINUX_SHIM_H
#define FOOTFALL_CLINUX_SHIM_H

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

// Exchanges two paths in one step. Called by its number: the C library declares renameat2 and
// RENAME_EXCHANGE (2) for GNU sources only, and Swift cannot call the variadic syscall.
static inline int footfall_exchange(const char *left, const char *right) {
  return (int)syscall(SYS_renameat2, AT_FDCWD, left, AT_FDCWD, right, 2);
}

// Writes all that was written on the file system of an open file through to the disk.
static inline int footfall_synchronise(int descriptor) {
  return (int)syscall(SYS_syncfs, descriptor);
}

// Gives a file another name unless something has it already (RENAME_NOREPLACE, 1). Where the file
// system does not know that, two steps come near it.
static inline int footfall_move(const char *from, const char *to) {
  int result = (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 1);
  if (result == 0 || (errno != EINVAL && errno != ENOSYS)) return result;
  if (access(to, F_OK) == 0) {
    errno = EEXIST;
    return -1;
  }
  return rename(from, to);
}

// The kind of the file system that a path lies in (linux/magic.h); 0 where that cannot be told.
static inline uint32_t footfall_file_system(const char *path) {
  struct statfs status;
  return statfs(path, &status) == 0 ? (uint32_t)status.f_type : 0;
}

// Which of sixteen bytes equal one: bit 0 for the first. Swift's vectors have no such step.
#if defined(__SSE2__)
#include <emmintrin.h>
static inline uint32_t footfall_equal_bytes(const void *bytes, uint8_t byte) {
  __m128i found = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)bytes), _mm_set1_epi8((char)byte));
  return (uint32_t)_mm_movemask_epi8(found);
}
#else
static inline uint32_t footfall_equal_bytes(const void *bytes, uint8_t byte) {
  uint32_t result = 0;
  for (int index = 0; index < 16; index++)
    result |= (uint32_t)(((const uint8_t *)bytes)[index] == byte) << index;
  return result;
}
#endif

#endif
