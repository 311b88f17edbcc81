/*
 * child FIFO: writes "PID NANOSECONDS" (the monotonic clock when it began to run) into the FIFO and
 * then does nothing, until nobody is left who reads the FIFO: then it ends, whoever started it.
 */
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

int main(int count, char **arguments) {
  struct timespec time;
  char line[64];
  clock_gettime(CLOCK_MONOTONIC, &time);
  int fifo = count > 1 ? open(arguments[1], O_WRONLY | O_CLOEXEC) : -1;
  int length = snprintf(line, sizeof line, "%d %ld\n", (int)getpid(),
                        time.tv_sec * 1000000000L + time.tv_nsec);
  if (fifo < 0 || write(fifo, line, length) != length) {
    return 1;
  }
  struct pollfd readers = {.fd = fifo, .events = 0};
  while (poll(&readers, 1, -1) <= 0) {
  }
  return 0;
}
