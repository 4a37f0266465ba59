#ifndef FOOTFALL_CCURL_SHIM_H
#define FOOTFALL_CCURL_SHIM_H

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// Swift calls no function of a variable number of arguments: each option has a wrapper of its own.

// Whether an IPv4 address, in the order of the host, means something only inside a network.
static inline int ccurl_is_private4(uint32_t a) {
  return a >> 24 == 0 || a >> 24 == 10 || a >> 24 == 127 || a >> 24 >= 224 || a >> 22 == 0x191 ||
         a >> 16 == 0xa9fe || a >> 20 == 0xac1 || a >> 16 == 0xc0a8 || a >> 17 == 0x6309 ||
         a >> 8 == 0xc00000;
}

// An IPv6 address; one that carries an IPv4 address is what that is.
static inline int ccurl_is_private6(const uint8_t *a) {
  static const uint8_t mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  static const uint8_t translated[12] = {0, 0x64, 0xff, 0x9b};
  uint32_t last = (uint32_t)a[12] << 24 | (uint32_t)a[13] << 16 | (uint32_t)a[14] << 8 | a[15];
  if (memcmp(a, mapped, 12) == 0 || memcmp(a, translated, 12) == 0) return ccurl_is_private4(last);
  if (memcmp(a, mapped, 10) == 0) return 1;
  // 6to4, and what a network translates for itself: addresses in disguise.
  static const uint8_t own[6] = {0, 0x64, 0xff, 0x9b, 0, 1};
  if ((a[0] == 0x20 && a[1] == 0x02) || memcmp(a, own, 6) == 0) return 1;
  return (a[0] & 0xfe) == 0xfc || (a[0] == 0xfe && a[1] >= 0x80) || a[0] == 0xff;
}

static inline int ccurl_is_public(const struct curl_sockaddr *to) {
  // The structure has room for an address of any family behind what it declares.
  const uint8_t *address = (const uint8_t *)to + offsetof(struct curl_sockaddr, addr);
  if (to->family == AF_INET) {
    struct sockaddr_in in;
    memcpy(&in, address, sizeof(in));
    return !ccurl_is_private4(ntohl(in.sin_addr.s_addr));
  }
  if (to->family == AF_INET6) {
    struct sockaddr_in6 in;
    memcpy(&in, address, sizeof(in));
    return !ccurl_is_private6(in.sin6_addr.s6_addr);
  }
  return 0;
}

// Opens a socket to public addresses only; an `int` tells whether one was refused.
static inline curl_socket_t ccurl_open_public(
    void *context, curlsocktype purpose, struct curl_sockaddr *to) {
  (void)purpose;
  if (!ccurl_is_public(to)) {
    if (context != NULL) *(int *)context = 1;
    return CURL_SOCKET_BAD;
  }
  return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

// Counts the bytes of headers in a `size_t`; ends a transfer that has too many.
static inline size_t ccurl_count_header(char *bytes, size_t size, size_t count, void *context) {
  (void)bytes;
  size_t *total = (size_t *)context;
  *total += size * count;
  return *total > 262144 ? 0 : size * count;
}

static inline CURL *ccurl_open(const char *agent) {
  CURL *handle = curl_easy_init();
  if (handle == NULL) return NULL;
  curl_easy_setopt(handle, CURLOPT_USERAGENT, agent);
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_FILETIME, 1L);
  curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(handle, CURLOPT_NETRC, 0L);
  return handle;
}

// What is asked for. `is_outside`: another host, to which only public addresses may lead.
// `is_first`: its first byte alone.
static inline void ccurl_ask(
    CURL *handle, const char *url, int is_head, int is_first, int is_outside, long connect_ms,
    long total_ms) {
  curl_easy_setopt(handle, CURLOPT_URL, url);
  curl_easy_setopt(handle, CURLOPT_NOBODY, is_head ? 1L : 0L);
  if (!is_head) curl_easy_setopt(handle, CURLOPT_HTTPGET, 1L);
  curl_easy_setopt(handle, CURLOPT_RANGE, is_first ? "0-0" : NULL);
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, is_outside ? ccurl_open_public : NULL);
  // A proxy would be asked for what must not be reached.
  curl_easy_setopt(handle, CURLOPT_PROXY, is_outside ? "" : NULL);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, connect_ms);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, total_ms);
}

// `is_refused`: whether an address was not connected to, as it is none of the public.
static inline int ccurl_perform(
    CURL *handle, curl_write_callback write, void *context, char *words, int *is_refused) {
  size_t headers = 0;
  words[0] = 0;
  *is_refused = 0;
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, is_refused);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, write);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, context);
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, ccurl_count_header);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, &headers);
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, words);
  int code = (int)curl_easy_perform(handle);
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, NULL);
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, NULL);
  return code;
}

static inline long ccurl_status(CURL *handle) {
  long status = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  return status;
}

// The media type, or NULL; it belongs to the handle.
static inline const char *ccurl_type(CURL *handle) {
  char *type = NULL;
  curl_easy_getinfo(handle, CURLINFO_CONTENT_TYPE, &type);
  return type;
}

// Where it was sent on to, or NULL; it belongs to the handle.
static inline const char *ccurl_redirect(CURL *handle) {
  char *url = NULL;
  curl_easy_getinfo(handle, CURLINFO_REDIRECT_URL, &url);
  return url;
}

// Last-Modified, in seconds since 1970; -1 where it is not told.
static inline int64_t ccurl_time(CURL *handle) {
  curl_off_t time = -1;
  curl_easy_getinfo(handle, CURLINFO_FILETIME_T, &time);
  return (int64_t)time;
}

#endif
