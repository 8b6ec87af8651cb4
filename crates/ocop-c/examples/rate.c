/* Calls one operation: rate OPERATION [OPTIONS] < input > output. Ends with 0, 1 or 2, as ocop_call does. */
#include <ocop.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  unsigned char *input = NULL;
  size_t length = 0, room = 0, got;
  struct ocop_reply reply = {0};
  int status;

  if (argc < 2) {
    fprintf(stderr, "ocop %s\nusage: rate OPERATION [OPTIONS] < input\n", ocop_version());
    return 2;
  }
  do {
    if (length == room) {
      unsigned char *more = realloc(input, room = room ? room * 2 : 65536);
      if (more == NULL) {
        free(input);
        return 3;
      }
      input = more;
    }
    got = fread(input + length, 1, room - length, stdin);
    length += got;
  } while (got > 0);

  status = ocop_call(argv[1], input, length, argc > 2 ? argv[2] : NULL, &reply);
  fwrite(reply.data, 1, reply.length, stdout);
  ocop_reply_free(&reply);
  free(input);
  return fflush(stdout) == 0 ? status : 3;
}
