#include "split.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The closing quote, an odd number of backslashes before it not closing. */
static const char *closing(const char *from, const char *end) {
  for (const char *at = from;; at++) {
    at = memchr(at, '"', (size_t)(end - at));
    if (!at) return NULL;
    size_t slashes = 0;
    while (at - slashes > from && at[-1 - (ptrdiff_t)slashes] == '\\') slashes++;
    if (slashes % 2 == 0) return at;
  }
}

static int64_t days(int year, int month, int day) {
  year -= month <= 2;
  int era = year / 400, of_era = year - era * 400;
  int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return (int64_t)era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static int two(const char *at) { return (at[0] - '0') * 10 + (at[1] - '0'); }

/* "10/Oct/2000:13:55:36 -0700" to seconds; the day is remembered from line to line. */
static int64_t seconds(const char *at) {
  static char known[11];
  static int64_t start;
  if (memcmp(known, at, 11) != 0) {
    static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    int month = 0;
    for (int i = 0; i < 12; i++)
      if (memcmp(names + 3 * i, at + 3, 3) == 0) month = i + 1;
    start = days(two(at + 7) * 100 + two(at + 9), month, two(at)) * 86400;
    memcpy(known, at, 11);
  }
  int64_t zone = two(at + 22) * 3600 + two(at + 24) * 60;
  int64_t local = start + two(at + 12) * 3600 + two(at + 15) * 60 + two(at + 18);
  return at[21] == '-' ? local + zone : local - zone;
}

static int split_line(const char *at, const char *end, uint64_t *sum) {
  for (int field = 0; field < 3; field++) {
    const char *blank = memchr(at, ' ', (size_t)(end - at));
    if (!blank) return 0;
    *sum += (uint64_t)(blank - at);
    at = blank + 1;
  }
  if (end - at < 32 || at[0] != '[' || at[27] != ']' || at[29] != '"') return 0;
  *sum += (uint64_t)seconds(at + 1);
  const char *quote = closing(at + 30, end);
  if (!quote || end - quote < 7) return 0;
  const char *method = memchr(at + 30, ' ', (size_t)(quote - at - 30));
  *sum += method ? (uint64_t)(method - at) : 0;
  at = quote + 2;
  *sum += (uint64_t)((at[0] - '0') * 100 + two(at + 1));
  at += 4;
  uint64_t bytes = 0;
  for (; at < end && *at != ' '; at++) bytes = bytes * 10 + (uint64_t)(*at - '0');
  *sum += bytes;
  for (int field = 0; field < 2; field++) {
    if (end - at < 3) return 0;
    quote = closing(at + 2, end);
    if (!quote) return 0;
    *sum += (uint64_t)(quote - at);
    at = quote + 1;
  }
  return 1;
}

int split_file(const char *path, struct split_result *result) {
  enum { piece = 1 << 20 };
  memset(result, 0, sizeof *result);
  int file = open(path, O_RDONLY);
  if (file < 0) return errno;
  char *buffer = malloc(2 * piece);
  if (!buffer) {
    close(file);
    return ENOMEM;
  }
  size_t kept = 0;
  ssize_t got;
  while ((got = read(file, buffer + kept, piece)) > 0) {
    const char *at = buffer, *end = buffer + kept + got, *feed;
    while ((feed = memchr(at, '\n', (size_t)(end - at)))) {
      result->lines++;
      if (!split_line(at, feed, &result->sum)) result->failed++;
      at = feed + 1;
    }
    kept = (size_t)(end - at);
    if (kept > piece) break;
    memmove(buffer, at, kept);
  }
  int error = got < 0 ? errno : 0;
  free(buffer);
  close(file);
  return error;
}
