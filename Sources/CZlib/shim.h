#include <zlib.h>

// inflateInit2 is a macro: Swift imports functions only. 15 + 16: gzip with the largest window.
static inline int footfall_gzip_inflate_init(z_streamp stream) { return inflateInit2(stream, 15 + 16); }
