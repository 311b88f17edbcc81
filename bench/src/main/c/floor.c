/*
 * What the system itself takes, with as little around it as C allows.
 *
 *   floor spawn ROUNDS THREADS PROGRAM       posix_spawn + waitpid; prints each round in nanoseconds
 *   floor spawn-alike ROUNDS THREADS PROGRAM the same with all calls that the linux engine makes
 *   floor supervise SIBLINGS PROGRAM ARG...  keeps one child running, beside SIBLINGS idle ones
 *   floor supervise-alike SIBLINGS PROGRAM ARG...
 *   floor request ROUNDS BYTES PROGRAM       writes to PROGRAM and reads as much back; prints rounds
 *
 * "supervise" leads a process group of its own and ends it when its standard input ends.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/syscall.h>
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

static pid_t spawn_with(char **arguments, posix_spawn_file_actions_t *actions) {
  pid_t pid;
  int error = posix_spawn(&pid, arguments[0], actions, NULL, arguments, environ);
  if (error != 0) {
    fprintf(stderr, "%s: %s\n", arguments[0], strerror(error));
    exit(1);
  }
  return pid;
}

static void spawn_and_wait(char **arguments) {
  waitpid(spawn_with(arguments, NULL), NULL, 0);
}

static void watch(int epoll, int descriptor) {
  struct epoll_event event = {EPOLLIN, {.fd = descriptor}};
  epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event);
}

/*
 * A session, default signals, two pipes, a directory, no other descriptor, all of it watched. Its
 * input is that descriptor, or nothing if it is negative.
 */
static pid_t spawn_alike(char **arguments, int *ours, int input) {
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_t actions;
  sigset_t signals;
  int theirs[2];
  pid_t pid;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(
      &attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID);
  sigemptyset(&signals);
  posix_spawnattr_setsigmask(&attributes, &signals);
  memset(&signals, 255, sizeof signals);
  posix_spawnattr_setsigdefault(&attributes, &signals);
  posix_spawn_file_actions_init(&actions);
  if (input < 0) {
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", 0, 0);
  } else {
    posix_spawn_file_actions_adddup2(&actions, input, 0);
  }
  for (int i = 0; i < 2; i++) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
      exit(1);
    }
    ours[i] = ends[0];
    theirs[i] = ends[1];
    fcntl(ours[i], F_SETFL, O_NONBLOCK);
    posix_spawn_file_actions_adddup2(&actions, theirs[i], i + 1);
  }
  posix_spawn_file_actions_addchdir_np(&actions, "/");
  posix_spawn_file_actions_addclosefrom_np(&actions, 3);
  int error = posix_spawn(&pid, arguments[0], &actions, &attributes, arguments, environ);
  if (error != 0) {
    fprintf(stderr, "%s: %s\n", arguments[0], strerror(error));
    exit(1);
  }
  posix_spawn_file_actions_destroy(&actions);
  close(theirs[0]);
  close(theirs[1]);
  return pid;
}

static void read_start_time(pid_t pid) {
  char name[64], stat[2048];
  snprintf(name, sizeof name, "/proc/%d/stat", (int)pid);
  int file = open(name, O_RDONLY | O_CLOEXEC);
  if (file < 0 || read(file, stat, sizeof stat) <= 0) {
    exit(1);
  }
  close(file);
}

static void spawn_and_wait_alike(char **arguments) {
  static __thread int epoll = -1;
  int ours[3];
  if (epoll < 0) {
    epoll = epoll_create1(EPOLL_CLOEXEC);
  }
  pid_t pid = spawn_alike(arguments, ours, -1);
  ours[2] = (int)syscall(SYS_pidfd_open, pid, 0);
  read_start_time(pid);
  for (int i = 0; i < 3; i++) {
    watch(epoll, ours[i]);
  }
  for (int left = 3; left > 0;) {
    struct epoll_event events[3];
    int count = epoll_wait(epoll, events, 3, -1);
    for (int i = 0; i < count; i++, left--) {
      if (events[i].data.fd == ours[2]) {
        siginfo_t info;
        waitid((idtype_t)3 /* P_PIDFD */, ours[2], &info, WEXITED | WNOHANG);
        kill(-pid, 0);
      }
      close(events[i].data.fd);
    }
  }
}

static void (*once)(char **) = spawn_and_wait;

static void *spawn_rounds(void *samples) {
  char *arguments[] = {program, NULL};
  for (int i = 0; i < rounds; i++) {
    long begin = now();
    once(arguments);
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

/*
 * Idle ones read a pipe that only this process can write to: they end with it, however it ends.
 */
static void spawn_siblings(int siblings) {
  char *idle[] = {"/bin/cat", NULL};
  int never[2];
  posix_spawn_file_actions_t actions;
  if (pipe2(never, O_CLOEXEC) != 0) {
    exit(1);
  }
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, never[0], 0);
  for (int i = 0; i < siblings; i++) {
    if (once == spawn_and_wait_alike) {
      /* Their descriptors are kept open: each later child has to close copies of all of them. */
      int ours[2];
      syscall(SYS_pidfd_open, spawn_alike(idle, ours, never[0]), 0);
    } else {
      spawn_with(idle, &actions);
    }
  }
}

static _Noreturn void supervise(int siblings, char **arguments) {
  pthread_t watcher;
  setpgid(0, 0);
  pthread_create(&watcher, NULL, end_with_input, NULL);
  spawn_siblings(siblings);
  for (;;) {
    once(arguments);
  }
}

static int request(int bytes) {
  char *arguments[] = {program, NULL};
  char *buffer = calloc(1, bytes);
  int to[2], from[2];
  posix_spawn_file_actions_t actions;
  pid_t pid;
  if (pipe2(to, O_CLOEXEC) != 0 || pipe2(from, O_CLOEXEC) != 0) {
    return 1;
  }
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, to[0], 0);
  posix_spawn_file_actions_adddup2(&actions, from[1], 1);
  if (posix_spawn(&pid, program, &actions, NULL, arguments, environ) != 0) {
    return 1;
  }
  for (int i = 0; i < rounds; i++) {
    long begin = now();
    if (write(to[1], buffer, bytes) != bytes) {
      return 1;
    }
    for (int got = 0; got < bytes;) {
      int count = read(from[0], buffer, bytes - got);
      if (count <= 0) {
        return 1;
      }
      got += count;
    }
    printf("%ld\n", now() - begin);
  }
  close(to[1]);
  waitpid(pid, NULL, 0);
  return 0;
}

int main(int count, char **arguments) {
  const char *word = count > 1 ? arguments[1] : "";
  if (strstr(word, "-alike") != NULL) {
    once = spawn_and_wait_alike;
  }
  if (count == 5 && strncmp(word, "spawn", 5) == 0) {
    rounds = atoi(arguments[2]);
    program = arguments[4];
    return spawn_all(atoi(arguments[3]));
  }
  if (count == 5 && strcmp(word, "request") == 0) {
    rounds = atoi(arguments[2]);
    program = arguments[4];
    return request(atoi(arguments[3]));
  }
  if (count >= 4 && strncmp(word, "supervise", 9) == 0) {
    supervise(atoi(arguments[2]), arguments + 3);
  }
  fprintf(stderr, "usage: see the head of floor.c\n");
  return 2;
}
