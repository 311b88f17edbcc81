/*
 * What the system itself takes, with as little around it as C allows.
 *
 *   floor spawn ROUNDS THREADS PROGRAM       posix_spawn + waitpid; prints each round in nanoseconds
 *   floor supervise SIBLINGS PROGRAM ARG...  keeps one child running, beside SIBLINGS idle ones
 *
 * "supervise" leads a process group of its own and ends it when its standard input ends.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static int rounds;
static char *program;

static long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000L + time.tv_nsec;
}

static pid_t spawn(char **arguments) {
  pid_t pid;
  int error = posix_spawn(&pid, arguments[0], NULL, NULL, arguments, environ);
  if (error != 0) {
    fprintf(stderr, "%s: %s\n", arguments[0], strerror(error));
    exit(1);
  }
  return pid;
}

static void *spawn_rounds(void *samples) {
  char *arguments[] = {program, NULL};
  for (int i = 0; i < rounds; i++) {
    long begin = now();
    waitpid(spawn(arguments), NULL, 0);
    ((long *)samples)[i] = now() - begin;
  }
  return NULL;
}

static int spawn_all(int threads) {
  pthread_t ids[16];
  long *samples[16];
  threads = threads > 16 ? 16 : threads;
  for (int t = 0; t < threads; t++) {
    samples[t] = calloc(rounds, sizeof(long));
    pthread_create(&ids[t], NULL, spawn_rounds, samples[t]);
  }
  for (int t = 0; t < threads; t++) {
    pthread_join(ids[t], NULL);
    for (int i = 0; i < rounds; i++) {
      printf("%ld\n", samples[t][i]);
    }
  }
  return 0;
}

static void *end_with_input(void *unused) {
  char byte;
  while (read(0, &byte, 1) > 0) {
  }
  kill(0, SIGKILL);
  return unused;
}

static int supervise(int siblings, char **arguments) {
  char *idle[] = {"/bin/sleep", "1000000", NULL};
  pthread_t watcher;
  setpgid(0, 0);
  pthread_create(&watcher, NULL, end_with_input, NULL);
  for (int i = 0; i < siblings; i++) {
    spawn(idle);
  }
  for (;;) {
    waitpid(spawn(arguments), NULL, 0);
  }
}

int main(int count, char **arguments) {
  if (count == 5 && strcmp(arguments[1], "spawn") == 0) {
    rounds = atoi(arguments[2]);
    program = arguments[4];
    return spawn_all(atoi(arguments[3]));
  }
  if (count >= 4 && strcmp(arguments[1], "supervise") == 0) {
    return supervise(atoi(arguments[2]), arguments + 3);
  }
  fprintf(stderr, "usage: see the head of floor.c\n");
  return 2;
}
