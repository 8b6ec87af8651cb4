/* The library for C on the same dossiers: text in, text out. Commands on standard input as for the scripts. */
/* for the clock, which is not C's own */
#define _POSIX_C_SOURCE 199309L

#include <ocop.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char BRIEF[] = "{\"brief\":true}";

static char *all_of(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  char *text = NULL;

  if (file != NULL && fseek(file, 0, SEEK_END) == 0) {
    *length = (size_t)ftell(file);
    rewind(file);
    text = malloc(*length + 1);
    if (text != NULL && fread(text, 1, *length, file) != *length) {
      text = NULL;
    }
  }
  if (text == NULL) {
    perror(path);
    exit(1);
  }
  fclose(file);
  return text;
}

/* Rates every line; prints the ratings where they are asked for. */
static size_t rate_all(const char *text, size_t length, int shown) {
  const char *line = text, *end = text + length, *stop;
  struct ocop_reply reply = {0};
  size_t bytes = 0;

  for (; line < end; line = stop + 1) {
    stop = memchr(line, '\n', (size_t)(end - line));
    if (stop == NULL) {
      stop = end;
    }
    if (ocop_call("rate", (const uint8_t *)line, (size_t)(stop - line), BRIEF, &reply) != 0) {
      fprintf(stderr, "%s\n", (char *)reply.data);
      exit(1);
    }
    bytes += reply.length;
    if (shown) {
      puts((char *)reply.data);
    }
    ocop_reply_free(&reply);
  }
  return bytes;
}

int main(int argc, char **argv) {
  char command[16];
  struct timespec begun, ended;
  size_t length = 0;
  char *text = all_of(argc > 2 ? argv[2] : "", &length);

  while (fgets(command, sizeof command, stdin) != NULL) {
    if (strcmp(command, "check\n") == 0) {
      rate_all(text, length, 1);
    } else {
      clock_gettime(CLOCK_MONOTONIC, &begun);
      if (rate_all(text, length, 0) == 0) {
        return 1;
      }
      clock_gettime(CLOCK_MONOTONIC, &ended);
      printf("%lld\n", (ended.tv_sec - begun.tv_sec) * 1000000000LL + (ended.tv_nsec - begun.tv_nsec));
    }
    fflush(stdout);
  }
  free(text);
  return 0;
}
