/* What the border to C promises: run under valgrind and AddressSanitizer by `cargo xtask test`. */
#include <ocop.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(what)                                                       \
  do {                                                                    \
    if (!(what)) {                                                        \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #what);          \
      exit(1);                                                            \
    }                                                                     \
  } while (0)

static const char DOSSIER[] =
    "{\"criteria\":\"qd-26-2026\",\"product_set\":1,\"answers\":{\"1.1\":3,\"1.5\":2}}";

static int call(const char *operation, const char *input, const char *options, struct ocop_reply *reply) {
  return ocop_call(operation, (const uint8_t *)input, input ? strlen(input) : 0, options, reply);
}

static void refusals(void) {
  struct ocop_reply reply = {0};

  CHECK(call("rate", DOSSIER, NULL, &reply) == 0);
  CHECK(strcmp(reply.media_type, "application/json") == 0);
  CHECK(strstr((char *)reply.data, "\"points\":4,") != NULL);
  CHECK(reply.data[reply.length] == 0 && strlen((char *)reply.data) == reply.length);
  ocop_reply_free(&reply);
  CHECK(reply.data == NULL && reply.length == 0);
  ocop_reply_free(&reply);
  ocop_reply_free(NULL);

  CHECK(call("rate", "{\"product_set\": 1", NULL, &reply) == 1);
  CHECK(strstr((char *)reply.data, "\"code\":\"not-json\"") != NULL);
  ocop_reply_free(&reply);
  CHECK(call("rate", DOSSIER, "{\"breif\": true}", &reply) == 2);
  CHECK(strstr((char *)reply.data, "\"code\":\"unknown-option\"") != NULL);
  ocop_reply_free(&reply);
  CHECK(call("rate", DOSSIER, "{\"brief\": 1}", &reply) == 2);
  ocop_reply_free(&reply);
  CHECK(call("rat", DOSSIER, NULL, &reply) == 2);
  CHECK(strstr((char *)reply.data, "\"code\":\"unknown-operation\"") != NULL);
  ocop_reply_free(&reply);
  CHECK(call("\xff\xfe", DOSSIER, NULL, &reply) == 2);
  ocop_reply_free(&reply);
  CHECK(call(NULL, DOSSIER, NULL, &reply) == 2);
  ocop_reply_free(&reply);
  CHECK(ocop_call("rate", NULL, 5, NULL, &reply) == 2);
  ocop_reply_free(&reply);
  CHECK(ocop_call("rate", (const uint8_t *)DOSSIER, (size_t)-1, NULL, &reply) == 2);
  ocop_reply_free(&reply);
  CHECK(ocop_call("rate", NULL, 0, NULL, &reply) == 1);
  ocop_reply_free(&reply);
  CHECK(call("rate", DOSSIER, NULL, NULL) == 2);
  CHECK(strchr(ocop_version(), '.') != NULL);
}

/* An answer goes into the caller's room where it fits with its zero byte, and is the library's where it does not. */
static void room(void) {
  static const char BRIEF[] = "{\"brief\": true}";
  const uint8_t *input = (const uint8_t *)DOSSIER;
  size_t length = sizeof DOSSIER - 1, size;
  struct ocop_reply whole = {0}, reply = {0};
  uint8_t *own;

  CHECK(ocop_call("rate", input, length, BRIEF, &whole) == 0);
  /* of its exact size, so that a byte too many is seen */
  for (size = whole.length; size <= whole.length + 1; size++) {
    own = malloc(size);
    CHECK(own != NULL);
    CHECK(ocop_call_into("rate", input, length, BRIEF, own, size, &reply) == 0);
    CHECK((reply.data == NULL) == (size > whole.length));
    CHECK(reply.length == whole.length && reply.media_type == whole.media_type);
    CHECK(memcmp(reply.data == NULL ? own : reply.data, whole.data, whole.length + 1) == 0);
    ocop_reply_free(&reply);
    CHECK(reply.data == NULL && reply.length == 0);
    free(own);
  }
  CHECK(ocop_call_into("rate", input, length, BRIEF, NULL, 0, &reply) == 0);
  CHECK(reply.length == whole.length && memcmp(reply.data, whole.data, whole.length) == 0);
  ocop_reply_free(&reply);
  ocop_reply_free(&whole);

  own = malloc(4096);
  CHECK(own != NULL);
  CHECK(ocop_call_into("rate", (const uint8_t *)"{", 1, NULL, own, 4096, &reply) == 1);
  CHECK(reply.data == NULL && strlen((char *)own) == reply.length);
  CHECK(strstr((char *)own, "\"code\":\"not-json\"") != NULL);
  CHECK(ocop_call_into("rat", input, length, NULL, own, 4096, &reply) == 2);
  CHECK(strstr((char *)own, "\"code\":\"unknown-operation\"") != NULL);
  CHECK(ocop_call_into("rate", input, length, NULL, own, 4096, NULL) == 2);
  free(own);
}

/* Awkward text: each a refusal of its code, and nothing worse. */
static void awkward(void) {
  static const struct {
    const char *input;
    size_t length;
    const char *code;
  } odd[] = {
#define ODD(text, code) {text, sizeof(text) - 1, code}
      ODD("\0", "not-json"),
      ODD("{\"product_set\": 1}\0", "not-json"),
      ODD("\xed\xa0\x80", "not-utf8"),
      ODD("\xff", "not-utf8"),
      ODD("\"\\ud800\"", "not-json"),
      ODD("{\"product_set\": NaN}", "not-json"),
      ODD("{\"product_set\": 1e999}", "not-json"),
      ODD("{\"criteria\":\"qd-26-2026\",\"product_set\":9007199254740993,\"answers\":{}}", "\"/product_set\""),
      ODD("5", "wrong-type"),
      ODD("null", "wrong-type"),
#undef ODD
  };
  static const char *const options[] = {"[]", "5", "null,", "{", "\"\xff\"", "{\"brief\": null, \"brief\": 1}"};
  struct ocop_reply reply = {0};
  size_t i;

  for (i = 0; i < sizeof odd / sizeof odd[0]; i++) {
    CHECK(ocop_call("rate", (const uint8_t *)odd[i].input, odd[i].length, NULL, &reply) == 1);
    CHECK(strstr((char *)reply.data, odd[i].code) != NULL);
    ocop_reply_free(&reply);
  }
  for (i = 0; i < sizeof options / sizeof options[0]; i++) {
    CHECK(call("rate", DOSSIER, options[i], &reply) == 2);
    ocop_reply_free(&reply);
  }
}

static void large(void) {
  size_t length = 100u << 20;
  char *input = malloc(length);
  struct ocop_reply reply = {0};

  CHECK(input != NULL);
  memset(input, '[', length);
  CHECK(ocop_call("rate", (const uint8_t *)input, length, NULL, &reply) == 1);
  CHECK(strstr((char *)reply.data, "\"code\":\"too-large\"") != NULL);
  ocop_reply_free(&reply);
  free(input);
}

static void *many(void *count) {
  struct ocop_reply first = {0}, reply = {0};
  long i;

  CHECK(call("rate", DOSSIER, "{\"brief\": true}", &first) == 0);
  for (i = 0; i < *(long *)count; i++) {
    CHECK(call("rate", DOSSIER, "{\"brief\": true}", &reply) == 0);
    CHECK(reply.length == first.length && memcmp(reply.data, first.data, first.length) == 0);
    ocop_reply_free(&reply);
    if (i % 16 == 0) {
      CHECK(call("rate", "{\"answers\": {\"1.1\": 30}}", NULL, &reply) == 1);
      ocop_reply_free(&reply);
      CHECK(call("rat", DOSSIER, "{", &reply) == 2);
      ocop_reply_free(&reply);
    }
  }
  ocop_reply_free(&first);
  return NULL;
}

/* Resident memory in KiB; 0 where the system does not tell. */
static long resident(void) {
  long pages = 0, all = 0;
  FILE *file = fopen("/proc/self/statm", "r");

  if (file != NULL) {
    if (fscanf(file, "%ld %ld", &all, &pages) != 2) {
      pages = 0;
    }
    fclose(file);
  }
  return pages * 4;
}

int main(int argc, char **argv) {
  long count = argc > 1 ? atol(argv[1]) : 1000, before;
  pthread_t threads[4];
  int i;

  refusals();
  room();
  awkward();
  large();
  many(&count);
  before = resident();
  for (i = 0; i < 4; i++) {
    CHECK(pthread_create(&threads[i], NULL, many, &count) == 0);
  }
  for (i = 0; i < 4; i++) {
    CHECK(pthread_join(threads[i], NULL) == 0);
  }
  /* threads keep some pages of their own, a leak of a byte a call would be more */
  CHECK(count < 100000 || resident() < before + 4096);
  printf("%ld calls, %ld KiB resident\n", count * 5, resident());
  return 0;
}
