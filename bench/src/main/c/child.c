/*
 * child FIFO: writes "PID NANOSECONDS" (the monotonic clock when it began to run) into the FIFO and
 * then does nothing.
 */
#include <fcntl.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

int main(int count, char **arguments) {
  struct timespec time;
  char line[64];
  clock_gettime(CLOCK_MONOTONIC, &time);
  if (count > 1) {
    int fifo = open(arguments[1], O_WRONLY | O_CLOEXEC);
    int length = snprintf(line, sizeof line, "%d %ld\n", (int)getpid(),
                          time.tv_sec * 1000000000L + time.tv_nsec);
    if (fifo < 0 || write(fifo, line, length) != length) {
      return 1;
    }
    close(fifo);
  }
  for (;;) {
    pause();
  }
}
