#ifndef FOOTFALL_BENCH_SPLIT_H
#define FOOTFALL_BENCH_SPLIT_H

#include <stddef.h>
#include <stdint.h>

/// What the split of a file found; the sum keeps the compiler from leaving work out.
struct split_result {
  uint64_t lines;
  uint64_t failed;
  uint64_t sum;
};

/// Splits combined log lines into their fields, with numbers and time: the floor that a parser can
/// be measured against. Reads the file in pieces of 1 MiB. Returns 0, or errno.
int split_file(const char *path, struct split_result *result);

#endif
