#pragma once
#include <curl/curl.h>

/* Swift cannot call C variadic functions: one typed setter per kind of value. */

/* Numbers and switches go as long. */
static inline CURLcode sertipos_easy_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

/* Sizes go as curl_off_t, which is wider than long on some systems. */
static inline CURLcode sertipos_easy_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}

/* libcurl copies strings; NULL clears the option. */
static inline CURLcode sertipos_easy_set_string(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}

/* Context pointers of callbacks, which libcurl keeps as they are. */
static inline CURLcode sertipos_easy_set_pointer(CURL *easy, CURLoption option, void *value) {
    return curl_easy_setopt(easy, option, value);
}

/* String lists, which must outlive the transfer. */
static inline CURLcode sertipos_easy_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(easy, option, value);
}

/* Read, write and header callbacks share one C type. */
typedef size_t (*sertipos_bytes_callback)(char *bytes, size_t size, size_t count, void *context);
static inline CURLcode sertipos_easy_set_callback(CURL *easy, CURLoption option, sertipos_bytes_callback value) {
    return curl_easy_setopt(easy, option, value);
}

/* Results that are long. */
static inline CURLcode sertipos_easy_get_long(CURL *easy, CURLINFO field, long *value) {
    return curl_easy_getinfo(easy, field, value);
}

/* Times in microseconds. */
static inline CURLcode sertipos_easy_get_offset(CURL *easy, CURLINFO field, curl_off_t *value) {
    return curl_easy_getinfo(easy, field, value);
}

/* The socket of a CONNECT_ONLY connection. */
static inline CURLcode sertipos_easy_get_socket(CURL *easy, curl_socket_t *value) {
    return curl_easy_getinfo(easy, CURLINFO_ACTIVESOCKET, value);
}
